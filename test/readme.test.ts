/** What the README shows is what happens: its programs are type-checked, compiled and run. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'stackless/compiler';
import ts from 'typescript';
import { beforeAll, describe, expect, it, vi } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// Inside of the project, so that the names of its entries mean what they mean to a user.
const folder = join(root, 'build', 'readme');
/** What they print, all of them in turn. */
const printed = '3 2 1 a b stopped ben 5 ann 10 ben 15 late';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const programs = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, text = ''], index) => ({
  text,
  file: join(folder, `program-${index + 1}.ts`),
}));

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of programs) writeFileSync(file, `${text}export {};\n`);
});

describe('the programs in README.md', () => {
  it('have the right types', () => {
    const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
    const program = ts.createProgram(
      programs.map(({ file }) => file),
      options,
    );
    const own = ts.getPreEmitDiagnostics(program).filter(({ file }) => file?.fileName.startsWith(folder));
    expect(own.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  });

  it('compile and run', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    for (const { file } of programs) {
      const { code } = transform(readFileSync(file, 'utf8'), { filename: file });
      expect(code).not.toContain('function*');
      const output = file.replace(/\.ts$/, '.mjs');
      writeFileSync(output, code);
      await import(output);
    }
    const lines = log.mock.calls.flat().join(' ');
    log.mockRestore();
    expect(lines).toBe(printed);
  });
});
