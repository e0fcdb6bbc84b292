// Two trees of different shapes, walked side by side by two coroutines: have they the same leaves in the same order?
import { coroutine } from 'stackless';

const fringe = coroutine(function* (node) {
  if (typeof node === 'number') yield node;
  else {
    yield* fringe(node.left);
    yield* fringe(node.right);
  }
});

/** A tree of the leaves from `first` on; `part` of them are on its left. */
function tree(first, leaves, part) {
  if (leaves === 1) return first;
  const left = Math.max(1, Math.floor(leaves * part));
  return { left: tree(first, left, part), right: tree(first + left, leaves - left, part) };
}

let leaves = 0;
let balanced;
let leaning;

export function run(size) {
  if (size !== leaves) {
    leaves = size;
    balanced = tree(0, size, 1 / 2);
    leaning = tree(0, size, 1 / 4);
  }
  const one = fringe(balanced);
  const other = fringe(leaning);
  let same = 0;
  for (;;) {
    const a = one.next();
    const b = other.next();
    if (a.done || b.done) return a.done && b.done ? same : -1;
    if (a.value !== b.value) return -1;
    same++;
  }
}
