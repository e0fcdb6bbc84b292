/**
 * One set-up at a time in a checkout: `npm start` and `npm test` may be started together on a fresh clone.
 *
 * The lock is a file that names its holder and that the holder touches while it works. It is stale when its process is
 * gone (told at once on the same machine), or when a waiter has watched it stand untouched for `STALE` milliseconds by
 * the waiter's own clock: clocks of two machines, process ids of two containers and ids used again are never compared.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const BEAT = 1_000;
const STALE = 20_000;
const POLL = 200;

/** Runs `work` while holding the lock at `file`; `onWait` is told, once, when somebody else has it. */
export async function withLock(file, work, onWait = () => {}) {
  const token = `${process.pid} ${hostname()} ${Date.now()} ${Math.random()}`;
  mkdirSync(dirname(file), { recursive: true });
  await acquire(file, token, onWait);
  const beat = setInterval(() => touch(file), BEAT);
  const release = () => {
    clearInterval(beat);
    if (read(file) === token) rmSync(file, { force: true });
  };
  const leave = (signal) => {
    release();
    process.kill(process.pid, signal);
  };
  process.once('exit', release);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, leave);
  try {
    return await work();
  } finally {
    release();
    process.off('exit', release);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, leave);
  }
}

async function acquire(file, token, onWait) {
  let told = false;
  let seen = '';
  let since = 0;
  while (!create(file, token)) {
    if (!told) onWait();
    told = true;
    const holder = read(file);
    const now = `${holder} ${modified(file)}`;
    if (now !== seen) {
      seen = now;
      since = performance.now();
    }
    if (isDead(holder) || performance.now() - since > STALE) breakLock(file, holder);
    else await delay(POLL);
  }
}

function create(file, token) {
  try {
    writeFileSync(file, token, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Only one of several waiters can move the stale file away; one that moved a fresh lock by mistake puts it back. */
function breakLock(file, holder) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside) === holder) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

function isDead(holder) {
  const [pid, host] = (holder ?? '').split(' ');
  if (!pid || host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Gone: somebody took it for stale. Release leaves alone what is not ours.
  }
}
