import csp from 'js-csp';

const SENDERS = 1_000;

function* send(values, count) {
  for (let i = 1; i <= count; i++) yield csp.put(values, i);
}

function* main(size, done) {
  const values = csp.chan();
  for (let n = 0; n < SENDERS; n++) csp.go(send, [values, size / SENDERS]);
  let sum = 0;
  for (let i = 0; i < size; i++) sum += yield csp.take(values);
  done(sum);
}

export const run = (size) => new Promise((done) => csp.go(main, [size, done]));
