/**
 * The loops that are timed around a generator. A process times one of them on one coroutine, so each stays as monomorphic as
 * a program's own loop would be; what is polluted is what all loops share, the runtime. Each gives the sum of the values.
 */

function forOf(make, n) {
  let sum = 0;
  for (const value of make(n)) sum += value;
  return sum;
}

function next(make, n) {
  let sum = 0;
  const co = make(n);
  for (let i = 0; i < n; i++) sum += co.next(i).value;
  return sum;
}

/** A native generator has no `resume`: what it is compared with is the cheapest there is, `next(…).value`. */
function resume(make, n) {
  let sum = 0;
  const co = make(n);
  if (!co.resume) return next(make, n);
  for (let i = 0; i < n; i++) sum += co.resume(i);
  return sum;
}

/** Made and given its first step, by `next`. */
function createAndNext(make, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += make(i + 1).next().value;
  return sum;
}

function createAndResume(make, n) {
  let sum = 0;
  if (!make(1).resume) return createAndNext(make, n);
  for (let i = 0; i < n; i++) sum += make(i + 1).resume();
  return sum;
}

/** What was made is kept a while, or the engine would find out that nobody wants it. */
function create(make, n) {
  const kept = new Array(64).fill(null);
  for (let i = 0; i < n; i++) kept[i & 63] = make(i);
  return kept.filter(Boolean).length;
}

function createAndFinish(make, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (const value of make(2)) sum += value;
  }
  return sum;
}

/** Suspended after the first value each: to be weighed, not timed. */
function suspended(make, n) {
  return Array.from({ length: n }, () => {
    const co = make(9);
    co.next();
    return co;
  });
}

export const drivers = {
  forOf,
  next,
  resume,
  create,
  createAndNext,
  createAndResume,
  createAndFinish,
  suspended,
};

/** A round of what a module exports: run as it is, or driven. */
export function runOf(module, { expose, driver }) {
  const exported = module[expose ?? (driver ? 'make' : 'run')];
  if (typeof exported !== 'function') throw new Error(`the program does not export what is to be run`);
  const drive = drivers[driver];
  return drive ? (n) => drive(exported, n) : exported;
}
