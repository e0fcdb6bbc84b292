/** What an application would ship: minified, its runtime included once, and gzipped. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { minify } from 'terser';
import { scratch } from '../../scripts/setup/project.mjs';

const folder = join(scratch, 'bench');

/** The exports of the runtime that a compiled file asks for. */
const importsOf = {
  ours(code) {
    const [, list = ''] = /\{([^}]*)\} (?:from |= require\()["']stackless\/abi["']/.exec(code) ?? [];
    return list.split(',').map((item) => item.trim().split(/\W/)[0]);
  },
  regenerator: (code) =>
    [...code.matchAll(/["']@babel\/runtime\/helpers\/(\w+)["']/g)].map(([, name]) => name),
};

export async function minified(code, sourceType) {
  const result = await minify(code, {
    module: sourceType === 'module',
    ecma: 2020,
    format: { comments: false },
  });
  return result.code;
}

export const gzipped = (text) => gzipSync(text, { level: 9 }).length;

/** The runtime that these outputs ask for, bundled and minified. */
export async function runtimeOf(contestant, codes) {
  const names = new Set(codes.flatMap(importsOf[contestant]).filter((name) => name !== ''));
  const from = (name) =>
    contestant === 'ours'
      ? `export { ${name} } from 'stackless/abi';`
      : `export { default as ${name} } from '@babel/runtime/helpers/${name}';`;
  mkdirSync(folder, { recursive: true });
  const input = join(folder, `runtime-${contestant}.mjs`);
  writeFileSync(input, [...names].sort().map(from).join('\n'));
  const bundle = await rolldown({ input, platform: 'browser', tsconfig: false });
  try {
    const { output } = await bundle.generate({ format: 'esm' });
    return minified(output[0].code, 'module');
  } finally {
    await bundle.close();
  }
}
