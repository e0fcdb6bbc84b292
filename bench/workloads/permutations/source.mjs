// Each permutation of an array, in place, by recursive delegation.
import { coroutine } from 'stackless';

const permutations = coroutine(function* (items, n) {
  if (n <= 1) yield items;
  else {
    for (let i = 0; i < n; i++) {
      swap(items, i, n - 1);
      yield* permutations(items, n - 1);
      swap(items, i, n - 1);
    }
  }
});

function swap(items, i, j) {
  const item = items[i];
  items[i] = items[j];
  items[j] = item;
}

/** Of as many items as have no more than `size` permutations. */
export function run(size) {
  let length = 1;
  for (let count = 2; count <= size; count *= ++length + 1);
  const items = Array.from({ length }, (_, i) => i + 1);
  let [found, firsts] = [0, 0];
  for (const [first] of permutations(items, length)) {
    found++;
    firsts += first;
  }
  return { found, firsts };
}
