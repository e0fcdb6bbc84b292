async function node(number, leaves) {
  if (leaves === 1) return number;
  const part = leaves / 10;
  const children = [];
  for (let i = 0; i < 10; i++) children.push(node(number + i * part, part));
  let sum = 0;
  for (const child of children) sum += await child;
  return sum;
}

export const run = (size) => node(0, size);
