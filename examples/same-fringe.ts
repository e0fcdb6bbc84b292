/**
 * Same fringe: do two trees of different shape have the same leaves in the same order? Each tree is walked by a
 * coroutine that delegates to itself with `yield*`; the comparison takes one leaf of each at a time, so it stops at the
 * first difference and never builds a list. A resume costs the same at any depth: the last tree is 100,000 deep.
 */
import { coroutine } from 'stackless';

type Tree = string | readonly [left: Tree, right: Tree];

let visited = 0;

const leaves = coroutine(function* (tree: Tree): Generator<string, void, undefined> {
  visited++;
  if (typeof tree === 'string') {
    yield tree;
  } else {
    yield* leaves(tree[0]);
    yield* leaves(tree[1]);
  }
});

function sameFringe(one: Tree, other: Tree): string {
  visited = 0;
  const left = leaves(one);
  const right = leaves(other);
  for (let at = 0; ; at++) {
    const a = left.next();
    const b = right.next();
    if (a.done && b.done) return `same, ${at} leaves`;
    if (a.value !== b.value || a.done !== b.done) {
      left.close();
      right.close();
      return `differ at leaf ${at}: ${a.value ?? 'none'} and ${b.value ?? 'none'}, ${visited} nodes visited`;
    }
  }
}

const balanced = (words: string[]): Tree => {
  if (words.length === 1) return words[0] ?? '';
  const middle = words.length >> 1;
  return [balanced(words.slice(0, middle)), balanced(words.slice(middle))];
};
const leftDeep = (words: string[]): Tree =>
  words.reduce<Tree>((tree, word) => (tree === '' ? word : [tree, word]), '');

const words = 'how doth the little crocodile improve his shining tail'.split(' ');
console.log(`two shapes:  ${sameFringe(balanced(words), leftDeep(words))}`);
console.log(`one changed: ${sameFringe(balanced(words), leftDeep(words.with(2, 'a')))}`);
console.log(`one longer:  ${sameFringe(balanced(words), leftDeep([...words, 'and']))}`);

const many = Array.from({ length: 100_001 }, (_, n) => `w${n}`);
console.log(`very deep:   ${sameFringe(balanced(many), leftDeep(many))}`);
