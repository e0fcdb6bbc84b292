/**
 * The loops that are timed. A process times one of them on one coroutine, so each stays as monomorphic as a program's
 * own loop would be; what is polluted is what all loops share, the runtime. Each returns the number of steps it made.
 */

function forOf(make, n) {
  let sum = 0;
  for (const value of make(n)) sum += value;
  return check(sum, n);
}

function next(make, n) {
  let sum = 0;
  const co = make(n);
  for (let i = 0; i < n; i++) sum += co.next(i).value;
  return check(sum, n);
}

/** A native generator has no `resume`: what it is compared with is the cheapest there is, `next(…).value`. */
function resume(make, n) {
  let sum = 0;
  const co = make(n);
  if (!co.resume) return next(make, n);
  for (let i = 0; i < n; i++) sum += co.resume(i);
  return check(sum, n);
}

function createAndNext(make, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += make(i + 1).next().value;
  return check(sum, n);
}

/** What was made is kept a while, or the engine would find out that nobody wants it. */
function create(make, n) {
  const kept = new Array(64).fill(null);
  for (let i = 0; i < n; i++) kept[i & 63] = make(i);
  return kept[0] && n;
}

function createAndFinish(make, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (const value of make(2)) sum += value;
  }
  return check(sum, n);
}

function createAndResume(make, n) {
  let sum = 0;
  if (!make(1).resume) return createAndNext(make, n);
  for (let i = 0; i < n; i++) sum += make(i + 1).resume();
  return check(sum, n);
}

/** A tree of this depth has 2^depth - 1 values. */
function tree(make, depth) {
  return forOf(make, depth) && 2 ** depth - 1;
}

function check(sum, n) {
  if (Number.isNaN(sum)) throw new Error('the workload did not yield numbers');
  return n;
}

export const drivers = { forOf, next, resume, create, createAndNext, createAndFinish, createAndResume, tree };
