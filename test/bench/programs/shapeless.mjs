/** A site that sees more shapes than the engine keeps apart, and one that sees as many but hardly runs. */
const shapes = Array.from({ length: 12 }, (_, k) => ({ [`own${k}`]: k, wanted: 1, rare: 1 }));

function hot(shape) {
  return shape.wanted;
}

function cold(shape) {
  return shape.rare;
}

export function run(size) {
  let sum = 0;
  for (const shape of shapes) sum += cold(shape) - 1;
  for (let i = 0; i < size; i++) sum += hot(shapes[i % shapes.length]);
  return sum;
}
