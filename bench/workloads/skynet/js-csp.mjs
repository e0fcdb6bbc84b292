import csp from 'js-csp';

function* node(number, leaves) {
  if (leaves === 1) return number;
  const part = leaves / 10;
  const children = [];
  for (let i = 0; i < 10; i++) children.push(csp.go(node, [number + i * part, part]));
  let sum = 0;
  for (const child of children) sum += yield csp.take(child);
  return sum;
}

export const run = (size) => new Promise((done) => csp.takeAsync(csp.go(node, [0, size]), done));
