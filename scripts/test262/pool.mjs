/** Tests over a few processes. One that hangs costs its process and nothing else; each process serves so many tests. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));
const FLAGS = ['--expose-gc', '--experimental-vm-modules', '--no-warnings', '--max-old-space-size=1024'];
/** Realms are not given back in full while the process lives. */
const TESTS_A_PROCESS = 400;

/**
 * @param {readonly { path: string, mode: string }[]} tests
 * @param {{ jobs: number, limit: number, job: object }} settings `limit` in milliseconds a test, `job` as worker.mjs wants
 * @param {(test: object, result: object) => void} onResult
 */
export async function runAll(tests, { jobs, limit, job }, onResult) {
  let next = 0;
  const take = () => tests[next++];
  await Promise.all(Array.from({ length: Math.min(jobs, tests.length) }, () => serve(take)));

  async function serve(take) {
    let worker;
    for (let test = take(); test !== undefined; test = take()) {
      worker ??= await start(job);
      const result = await ask(worker, test, limit);
      if (result.ended || ++worker.served >= TESTS_A_PROCESS) {
        worker.process.kill('SIGKILL');
        worker = undefined;
      }
      onResult(test, { status: result.status, detail: result.detail, unhandled: result.unhandled });
    }
    worker?.process.kill('SIGKILL');
  }
}

function start(job) {
  const process = fork(WORKER, [JSON.stringify(job)], {
    execArgv: FLAGS,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const worker = { process, served: 0, errors: '' };
  process.stderr.on('data', (chunk) => {
    worker.errors = (worker.errors + chunk).slice(-4_000);
  });
  return new Promise((resolve, reject) => {
    process.once('message', () => resolve(worker));
    process.once('exit', () => reject(new Error(`a worker could not start\n${worker.errors}`)));
  });
}

function ask(worker, test, limit) {
  const { process } = worker;
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => end({ status: 'timed out', detail: `after ${limit} ms`, ended: true }),
      limit,
    );
    const onMessage = (result) => end(result);
    const onExit = (code, signal) =>
      end({ status: 'failed', detail: `the process ended: ${signal ?? code}`, ended: true });
    function end(result) {
      clearTimeout(timer);
      process.off('message', onMessage);
      process.off('exit', onExit);
      resolve(result);
    }
    process.once('message', onMessage);
    process.once('exit', onExit);
    process.send(test);
  });
}
