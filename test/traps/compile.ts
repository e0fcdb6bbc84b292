/** The ways a program is compiled. */
import { transformSync } from '@babel/core';
import type { Options } from '../../compiler/options.ts';
import { type Program, verifying } from '../fixtures/columns.ts';

export type Way = 'native' | 'marked' | 'all' | 'all, unoptimized' | 'all, loose';

const OPTIONS: Readonly<Record<Exclude<Way, 'native'>, Options>> = {
  marked: {},
  all: { functions: 'all' },
  'all, unoptimized': { functions: 'all', optimize: false },
  'all, loose': { functions: 'all', loose: true },
};

/** Natively, and where every function is compiled, no function bears a mark. */
export function compile(source: string, way: Way): Program {
  const code = source.replaceAll('CO;', way === 'marked' ? "'use coroutine';" : '');
  const result = transformSync(code, {
    filename: 'trap.cjs',
    sourceType: 'script',
    configFile: false,
    babelrc: false,
    compact: false,
    ast: true,
    code: true,
    plugins: way === 'native' ? [] : [verifying({ ...OPTIONS[way] })],
  });
  if (typeof result?.code !== 'string' || !result.ast) throw new Error('Babel printed nothing');
  return { code: way === 'native' ? code : result.code, ast: result.ast, sourceType: 'script' };
}
