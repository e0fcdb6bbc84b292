/** Every workload's programs of ours and of the engine answer what is expected, at a size that takes no time. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { transform } from 'stackless/compiler';
import { beforeAll, expect, it } from 'vitest';
import { readCases } from '../../bench/harness/cases.mjs';
import { programMaker } from '../../bench/harness/programs.mjs';

const script = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** A hundred of whatever it is, unless the workload says that it takes more. */
const TINY = 100;
const tested = new Set(['stackless', 'native', 'all', 'loose']);

const cases = (await readCases()).filter(({ rig }) => !rig);

beforeAll(() => {
  const build = script('../../scripts/build.mjs');
  const { status, stderr } = spawnSync(process.execPath, [build, '--if-changed'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cannot build:\n${stderr}`);
}, 240_000);

it('every workload answers what it says', () => {
  const maker = programMaker(transform, { label: 'test' });
  const jobs = cases.flatMap((one) =>
    Object.entries(one.programs)
      .filter(([, { as }]) => tested.has(as))
      // Native generators overflow the stack where ours have to come through.
      .filter(([name]) => name === 'stackless' || !one.targets.some(({ kind }) => kind === 'runs'))
      .map(([name, program]) => ({
        name: `${one.name}: ${name}`,
        one,
        module: maker.program(program).module,
        expose: program.expose,
        driver: one.driver,
        measures: one.measures,
        size: one.tiny ?? TINY,
      })),
  );
  const input = JSON.stringify(jobs.map(({ one: _, ...job }) => job));
  const { stdout, stderr } = spawnSync(process.execPath, [script('answers.mjs')], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  expect(stderr).toBe('');
  const answers = JSON.parse(stdout) as unknown[];
  const wrong = jobs
    .map(({ name, one, size }, i) => ({ name, given: answers[i], expected: { result: one.expect(size) } }))
    .filter(({ given, expected }) => !isDeepStrictEqual(given, expected));
  expect(wrong).toEqual([]);
}, 240_000);
