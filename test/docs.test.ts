/**
 * The programs of docs/operations: each block of `ts` is a whole program, type-checked, compiled and run; the block of `text`
 * after it is what it prints.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'stackless/compiler';
import ts from 'typescript';
import { beforeAll, describe, expect, it, vi } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pages = join(root, 'docs', 'operations');
// Inside of the project, so that the names of its entries mean what they mean to a user.
const folder = join(root, 'build', 'docs');

interface Program {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  readonly prints: string;
}

const programs: Program[] = readdirSync(pages)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => {
    const page = readFileSync(join(pages, name), 'utf8');
    return [...page.matchAll(/^```ts\n(.*?)^```\n+(?:```text\n(.*?)^```$)?/gms)].map(
      ([, text = '', prints = ''], index) => ({
        title: `${name}: ${index + 1}`,
        file: join(folder, `${name.replace('.md', '')}-${index + 1}.ts`),
        text,
        prints,
      }),
    );
  });

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of programs) writeFileSync(file, `${text}export {};\n`);
});

describe('the programs of docs/operations', () => {
  it('have the right types', () => {
    const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
    const program = ts.createProgram(
      programs.map(({ file }) => file),
      options,
    );
    const own = ts.getPreEmitDiagnostics(program).filter(({ file }) => file?.fileName.startsWith(folder));
    expect(
      own.map(
        ({ file, start, messageText }) =>
          `${file?.fileName.slice(folder.length + 1)}:${(file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0) + 1}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
      ),
    ).toEqual([]);
  });

  it.each(programs)('$title', async ({ file, text, prints }) => {
    expect(prints, 'a program says what it prints').not.toBe('');
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    try {
      const output = file.replace(/\.ts$/, '.mjs');
      writeFileSync(output, transform(text, { filename: file }).code);
      await import(output);
      expect(log.mock.calls.map((values) => `${values.map(String).join(' ')}\n`).join('')).toBe(prints);
    } finally {
      log.mockRestore();
    }
  });
});
