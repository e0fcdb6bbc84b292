import csp from 'js-csp';

const MEMBERS = 1_000;

function* member(left, right, rounds) {
  for (let round = 0; round < rounds; round++) yield csp.put(right, (yield csp.take(left)) + 1);
}

function* main(size, done) {
  const rounds = size / MEMBERS;
  const first = csp.chan();
  let last = first;
  for (let i = 1; i < MEMBERS; i++) {
    const next = csp.chan();
    csp.go(member, [last, next, rounds]);
    last = next;
  }
  let token = 0;
  for (let round = 0; round < rounds; round++) {
    yield csp.put(first, token + 1);
    token = yield csp.take(last);
  }
  done(token);
}

export const run = (size) => new Promise((done) => csp.go(main, [size, done]));
