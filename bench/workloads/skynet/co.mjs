import co from 'co';

const node = co.wrap(function* (number, leaves) {
  if (leaves === 1) return number;
  const part = leaves / 10;
  const children = [];
  for (let i = 0; i < 10; i++) children.push(node(number + i * part, part));
  let sum = 0;
  for (const value of yield children) sum += value;
  return sum;
});

export const run = (size) => node(0, size);
