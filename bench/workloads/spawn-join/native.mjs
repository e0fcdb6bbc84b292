const CHILDREN = 1_000;

async function child(n) {
  await undefined;
  return n;
}

async function family() {
  const children = [];
  for (let n = 0; n < CHILDREN; n++) children.push(child(n));
  let sum = 0;
  for (const value of await Promise.all(children)) sum += value;
  return sum;
}

export async function run(size) {
  let sum = 0;
  for (let done = 0; done < size; done += CHILDREN) sum += await family();
  return sum;
}
