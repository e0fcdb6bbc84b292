import csp from 'js-csp';

function* producer(n, out) {
  for (let i = 0; i < n; i++) yield csp.put(out, i);
}

function* filter(source, n, out) {
  for (let i = 0; i < n; i++) yield csp.put(out, (yield csp.take(source)) * 2);
}

/** What yields is a process, and what it yields goes through a channel. */
function* main(n, done) {
  const produced = csp.chan();
  const filtered = csp.chan();
  csp.go(producer, [n, produced]);
  csp.go(filter, [produced, n, filtered]);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += yield csp.take(filtered);
  done(sum);
}

export const run = (n) => new Promise((done) => csp.go(main, [n, done]));
