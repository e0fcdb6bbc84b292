import csp from 'js-csp';

function* numbers(limit, out) {
  for (let n = 2; n < limit; n++) yield csp.put(out, n);
  out.close();
}

function* filter(prime, source, out) {
  for (let n = yield csp.take(source); n !== csp.CLOSED; n = yield csp.take(source)) {
    if (n % prime !== 0) yield csp.put(out, n);
  }
  out.close();
}

function* main(size, done) {
  let source = csp.chan();
  csp.go(numbers, [size, source]);
  let sum = 0;
  for (let prime = yield csp.take(source); prime !== csp.CLOSED; prime = yield csp.take(source)) {
    sum += prime;
    const out = csp.chan();
    csp.go(filter, [prime, source, out]);
    source = out;
  }
  done(sum);
}

export const run = (size) => new Promise((done) => csp.go(main, [size, done]));
