import csp from 'js-csp';

const CHILDREN = 1_000;

function* child(n) {
  yield undefined;
  return n;
}

function* family() {
  const children = [];
  for (let n = 0; n < CHILDREN; n++) children.push(csp.go(child, [n]));
  let sum = 0;
  for (const result of children) sum += yield csp.take(result);
  return sum;
}

function* main(size) {
  let sum = 0;
  for (let done = 0; done < size; done += CHILDREN) sum += yield csp.take(csp.go(family));
  return sum;
}

export const run = (size) => new Promise((done) => csp.takeAsync(csp.go(main, [size]), done));
