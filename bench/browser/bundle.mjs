/** A job as one script for a page: the program, what pollutes, and the rounds, with the runtime that they share. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { scratch } from '../../scripts/setup/project.mjs';

const folder = join(scratch, 'bench', 'browser');
const page = new URL('page.mjs', import.meta.url).href;

/** Modules are told by URL here, and some import each other so. */
const byURL = {
  name: 'by-url',
  resolveId: (id) => (id.startsWith('file:') ? fileURLToPath(id) : null),
};

const bundled = new Map();

/** The same job is bundled once. */
export function bundleOf(job) {
  const text = entryOf(job);
  if (!bundled.has(text)) bundled.set(text, bundle(text));
  return bundled.get(text);
}

function entryOf({ program, pollution, ...job }) {
  const imported = (module) => JSON.stringify(module);
  return [
    `import { measure } from ${imported(page)};`,
    `import * as program from ${imported(program)};`,
    pollution ? `import * as pollution from ${imported(pollution)};` : 'const pollution = undefined;',
    `measure(program, pollution, ${JSON.stringify(job)});`,
    '',
  ].join('\n');
}

async function bundle(text) {
  mkdirSync(folder, { recursive: true });
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const input = join(folder, `${name}.mjs`);
  writeFileSync(input, text);
  // Not by the paths of tsconfig.json, which lead to the sources.
  const made = await rolldown({ input, platform: 'browser', tsconfig: false, plugins: [byURL] });
  try {
    const { output } = await made.generate({ format: 'esm' });
    return output[0].code;
  } finally {
    await made.close();
  }
}
