/** One case: a polluted process that logs, and one that counts. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { root, scratch } from '../../scripts/setup/project.mjs';
import { lastLine } from '../harness/processes.mjs';
import { countsOf } from './counts.mjs';
import { judge } from './judge.mjs';
import { readLog } from './log.mjs';

const child = fileURLToPath(new URL('child.mjs', import.meta.url));
const folder = join(scratch, 'bench', 'health');

/** Both processes run at once: nothing is timed. Gives `{ deopts, problems }`, see judge.mjs, or `{ error }`. */
export async function examine(one, maker, execPath, isChecked = isOurs) {
  const { as, expose } = one.programs.stackless;
  const size = one.sizeOf('stackless');
  const { module } = maker.program(one.programs.stackless);
  const job = { program: module, expose, driver: one.driver, size, budget: 300 };
  mkdirSync(folder, { recursive: true });
  const log = join(folder, `${one.name.replaceAll(/\W+/g, '-')}-${process.pid}.log`);
  const flags = ['--log-deopt', '--log-ic', `--logfile=${log}`, '--no-logfile-per-isolate'];
  try {
    const [watched, counted] = await Promise.all([
      lastLine(execPath, [...flags, child, JSON.stringify({ ...job, pollution: maker.pollution(as) })]),
      lastLine(execPath, [child, JSON.stringify({ ...job, counts: true })]),
    ]);
    const error = [watched, counted].map((answer) => wrongIn(answer, one.expect(size))).find(Boolean);
    if (error) return { error };
    const count = countsOf(counted.scripts);
    return judge(readLog(readFileSync(log, 'utf8')), { isOurs: isChecked, count, size });
  } finally {
    rmSync(log, { force: true });
  }
}

function wrongIn({ error, result }, expected) {
  if (error !== undefined) return error.split('\n')[0];
  return isDeepStrictEqual(result, expected) ? undefined : `wrong result: ${JSON.stringify(result)}`;
}

const [runtime, programs] = ['dist/runtime/', 'build/bench/'].map(
  (path) => new URL(path, `${pathToFileURL(root)}/`).href,
);

/** The runtime as it is shipped, and what the compiler makes of a workload. Not what pollutes: it has run before. */
function isOurs(url) {
  return url.startsWith(runtime) || (url.startsWith(programs) && !url.endsWith('/pollution.mjs'));
}
