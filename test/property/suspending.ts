/** Suspensions, and what growth ends in. */
import { type Part, pick } from './form.ts';
import type { Place } from './place.ts';

const LEAVES = [
  '1',
  "'s'",
  '0',
  'null',
  'undefined',
  'true',
  "'x'",
  'a',
  'b',
  'c',
  'v',
  'k',
  'i',
  'p',
  'q',
  'o',
  'o.x',
  'o.g',
  'o.y',
  'xs',
  'arguments.length',
  'arguments[0]',
  'typeof this',
  'new.target',
  'typeof a',
  'typeof k',
];
const IN_METHODS = ['super.x', 'super.g', 'super.m(1)'];
const IN_CLASSES = ['this.#p', '#p in this', 'this.#g', 'this.#m(2)'];

/** Where growth ends, a suspension in two of five, that programs be full of them. */
export function writeLeaf(choice: number, _parts: readonly Part[], place: Place): string {
  const leaf = leafOf(choice, place);
  return choice % 5 < 2 ? writeSuspension(choice, [() => leaf], place) : `(${leaf})`;
}

function leafOf(choice: number, place: Place): string {
  if (place.hasSuper && choice % 7 === 3) return pick(IN_METHODS, choice >> 2);
  if (place.hasPrivateNames && choice % 7 === 5) return pick(IN_CLASSES, choice >> 2);
  const leaf = pick(LEAVES, choice);
  return leaf.startsWith('arguments') && !place.hasArguments ? 'c' : leaf;
}

export function writeSuspension(choice: number, [operand]: readonly Part[], place: Place): string {
  const x = operand?.(place);
  if (place.kind === null) return `f(${x})`;
  if (place.kind === 'generator') return pick([`(yield ${x})`, `(yield ${x})`, '(yield)'], choice);
  const awaited = pick(
    [`(await ${x})`, `(await later(${x}))`, `(await refused(${x}))`, `(await thenable(${x}))`],
    choice,
  );
  return place.kind === 'async' || choice % 2 === 0 ? awaited : `(yield ${x})`;
}

export function writeDelegation(choice: number, [operand]: readonly Part[], place: Place): string {
  const x = operand?.(place);
  if (place.kind === null) return `f(${x})`;
  if (place.kind === 'async') return `(await innerAsync(${x}))`;
  if (place.kind === 'generator')
    return pick([`(yield* inner(${x}))`, `(yield* iter(${x}))`, `(yield* [${x}])`], choice);
  return pick(
    [`(yield* iter(${x}))`, `(yield* innerAsyncGenerator(${x}))`, `(await innerAsync(${x}))`],
    choice,
  );
}
