/**
 * A fresh process that runs a program to be looked at, and answers `{ result }` or `{ error }`. The job is that of
 * harness/child.mjs. Between warm-up and what counts it leaves a mark in V8's log. With `counts` it answers as well how often
 * each block ran in one round: by itself, since counting changes what the engine does.
 */
import { Session } from 'node:inspector/promises';
import { isDeepStrictEqual } from 'node:util';
import { runInThisContext } from 'node:vm';
import { answer } from '../harness/answer.mjs';
import { load } from '../harness/load.mjs';
import { MARK } from './log.mjs';

/** Rounds, and milliseconds, that an engine may take to make up its mind. */
const WARM_UP = { rounds: 3, milliseconds: 200 };

await answer((job) => (job.counts ? counted(job) : watched(job)));

async function watched(job) {
  const { run } = await load(job);
  const result = await rounds(run, job.size, WARM_UP);
  runInThisContext('0', { filename: MARK });
  const after = await rounds(run, job.size, { rounds: 3, milliseconds: job.budget });
  if (!isDeepStrictEqual(after, result)) throw new Error('a later round answered something else');
  return { result };
}

async function rounds(run, size, { rounds: least, milliseconds }) {
  const until = performance.now() + milliseconds;
  let result;
  for (let done = 0; done < least || performance.now() < until; done++) result = await run(size);
  return result;
}

async function counted(job) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const { run } = await load(job);
  await session.post('Profiler.takePreciseCoverage');
  const result = await run(job.size);
  const coverage = await session.post('Profiler.takePreciseCoverage');
  return { result, scripts: coverage.result.filter(({ url }) => url.startsWith('file:')) };
}
