/** A delegation chain of the given depth: building it, a resume of it, a throw through all of it, and its close. */
export async function measure({ module, depth, resumes }) {
  const { chain, counts } = await import(module);
  const milliseconds = (work) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  warmUp(chain);
  counts.closed = 0;
  const answer = {};
  let co = chain(depth);
  answer.build = milliseconds(() => co.next());
  answer.resume =
    (milliseconds(() => {
      for (let i = 0; i < resumes; i++) co.next();
    }) *
      1e6) /
    resumes;
  const boom = new Error('boom');
  let caught;
  answer.throw = milliseconds(() => {
    try {
      co.throw(boom);
    } catch (error) {
      caught = error;
    }
  });
  if (caught !== boom) throw caught ?? new Error('the error did not arrive');
  expectClosed(counts, depth + 1);
  co = chain(depth);
  co.next();
  answer.close = milliseconds(() => co.return());
  expectClosed(counts, depth + 1);
  return answer;
}

function warmUp(chain) {
  for (let i = 0; i < 20; i++) {
    const co = chain(1_000);
    for (let step = 0; step < 5_000; step++) co.next();
    co.return();
  }
}

function expectClosed(counts, expected) {
  if (counts.closed !== expected) throw new Error(`${counts.closed} of ${expected} finally blocks ran`);
  counts.closed = 0;
}
