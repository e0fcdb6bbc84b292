/** What an application would ship: minified, its runtime included once, and gzipped. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { minify } from 'terser';
import { scratch } from '../../scripts/setup/project.mjs';

const folder = join(scratch, 'bench');

/** The exports of runtimes that a compiled file asks for, as they would be exported again. */
function importsOf(code) {
  const [, list = ''] = /\{([^}]*)\} (?:from |= require\()["']stackless\/abi["']/.exec(code) ?? [];
  const names = list.split(',').map((item) => item.trim().split(/\W/)[0]);
  const helpers = [...code.matchAll(/["'](@babel\/runtime\/helpers\/(\w+))["']/g)];
  return [
    ...names.filter((name) => name !== '').map((name) => `export { ${name} } from 'stackless/abi';`),
    ...helpers.map(([, module, name]) => `export { default as ${name} } from '${module}';`),
  ];
}

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
export async function runtimeOf(codes) {
  mkdirSync(folder, { recursive: true });
  const input = join(folder, 'runtime.mjs');
  writeFileSync(input, [...new Set(codes.flatMap(importsOf))].sort().join('\n'));
  const bundle = await rolldown({ input, platform: 'browser', tsconfig: false });
  try {
    const { output } = await bundle.generate({ format: 'esm' });
    return minified(output[0].code, 'module');
  } finally {
    await bundle.close();
  }
}
