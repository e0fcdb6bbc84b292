/** The ways a program is compiled. */
import { transformSync } from '@babel/core';
import plugin from '../../compiler/babel-plugin.ts';
import type { Options } from '../../compiler/options.ts';
import { type Program, verifying } from '../fixtures/columns.ts';

export type Way = 'native' | 'marked' | 'all' | 'all, unoptimized' | 'all, loose';

const OPTIONS: Readonly<Record<Exclude<Way, 'native'>, Options>> = {
  marked: {},
  all: { functions: 'all' },
  'all, unoptimized': { functions: 'all', optimize: false },
  'all, loose': { functions: 'all', loose: true },
};

/** Natively, and where every function is compiled, no function bears a mark. Verifying takes a fifth of the time. */
export function compile(source: string, way: Way, verifies = false): Pick<Program, 'code' | 'sourceType'> {
  const code = source.replaceAll('CO;', way === 'marked' ? "'use coroutine';" : '');
  if (way === 'native') return { code, sourceType: 'script' };
  const result = transformSync(code, {
    filename: 'trap.cjs',
    sourceType: 'script',
    configFile: false,
    babelrc: false,
    compact: false,
    plugins: [verifies ? verifying({ ...OPTIONS[way] }) : [plugin, OPTIONS[way]]],
  });
  if (typeof result?.code !== 'string') throw new Error('Babel printed nothing');
  return { code: result.code, sourceType: 'script' };
}
