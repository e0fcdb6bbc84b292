import csp from 'js-csp';

function* main(size, done) {
  let woken = 0;
  function* sleeper(ms) {
    yield csp.timeout(ms);
    woken++;
  }
  const sleepers = [];
  for (let i = 0; i < size; i++) sleepers.push(csp.go(sleeper, [1 + (i % 10)]));
  for (const sleeper of sleepers) yield csp.take(sleeper);
  done(woken);
}

export const run = (size) => new Promise((done) => csp.go(main, [size, done]));
