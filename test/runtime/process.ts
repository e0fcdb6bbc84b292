/** Programs for tests in a process of their own: where the host's loop ends, and where stack traces lead to the source. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { transform } from '../../compiler/index.ts';

const runtime = fileURLToPath(new URL('../../runtime/', import.meta.url));

export interface Programs {
  /** Compiles and runs a TypeScript program: what it printed, line by line, its own folder as `<folder>`. */
  run(name: string, source: string, ...flags: string[]): { status: number | null; lines: string[] };
  remove(): void;
}

export async function programs(): Promise<Programs> {
  const folder = mkdtempSync(join(tmpdir(), 'stackless-'));
  const made = await rolldown({
    input: { stackless: `${runtime}index.ts`, abi: `${runtime}emitted.ts`, node: `${runtime}node/index.ts` },
    platform: 'node',
    tsconfig: false,
  });
  await made.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name].mjs',
  });
  await made.close();
  return {
    run(name, source, ...flags) {
      const { code, map } = transform(source, { filename: join(folder, `${name}.ts`) });
      const inline = Buffer.from(JSON.stringify(map)).toString('base64');
      const file = join(folder, `${name}.mjs`);
      const linked = code
        .replaceAll(/(["'])stackless\/(abi|node)\1/g, '"./$2.mjs"')
        .replaceAll(/(["'])stackless\1/g, '"./stackless.mjs"');
      writeFileSync(file, `${linked}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`);
      const args = ['--enable-source-maps', ...flags, file];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, {
        encoding: 'utf8',
        timeout: 30_000,
        env: { ...process.env, NODE_OPTIONS: '' },
      });
      const lines = `${stdout}${stderr}`.trim().replaceAll(folder, '<folder>').split('\n');
      return { status, lines };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
