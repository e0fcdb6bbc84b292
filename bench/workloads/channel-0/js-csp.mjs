import csp from 'js-csp';

function* send(values, count) {
  for (let i = 1; i <= count; i++) yield csp.put(values, i);
}

function* main(size, done) {
  const values = csp.chan();
  csp.go(send, [values, size]);
  let sum = 0;
  for (let i = 0; i < size; i++) sum += yield csp.take(values);
  done(sum);
}

export const run = (size) => new Promise((done) => csp.go(main, [size, done]));
