import csp from 'js-csp';

function* send(channels, count) {
  for (let i = 1; i <= count; i++) yield csp.put(channels[i % channels.length], i);
}

function* main(size, done) {
  const channels = Array.from({ length: 100 }, () => csp.chan());
  csp.go(send, [channels, size]);
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const { value } = yield csp.alts(channels);
    sum += value;
  }
  done(sum);
}

export const run = (size) => new Promise((done) => csp.go(main, [size, done]));
