/** Suspensions, what growth ends in, and what is iterated. */
import { closesSyncIterators } from './engine.ts';
import { expression, isAsync, type Place } from './place.ts';

const LEAVES = [
  ...['1', "'s'", '0', 'null', 'undefined', 'true', "'x'", '1_000n', '(2n ** 3n)', '0x1F', '.5', '/a(b)?/g'],
  ...['a', 'b', 'c', 'v', 'k', 'i', 'p', 'q', 'o', 'xs', 'o.x', 'o.g', 'o.y', 'e', 'typeof a', 'typeof k'],
  ...[
    'arguments.length',
    'arguments[0]',
    'typeof this',
    'this === o',
    'typeof new.target',
    'typeof g',
    'async',
  ],
  ...['typeof missing', '/s/g.test("s")', 'async', 'of', '`<${a}>`'],
];
const IN_METHODS = ['super.x', 'super.g', 'super.m(1)'];
const IN_CLASSES = ['this.#p', '(#p in this)', 'this.#g', 'this.#m(2)'];

/** Where growth ends, a suspension in two of five, that programs be full of them. */
export function leaf(place: Place): string {
  const text = leafOf(place);
  return place.dice.chance(40) ? suspensionOf(text, place) : `(${text})`;
}

function leafOf({ dice, hasSuper, hasPrivateNames, hasArguments }: Place): string {
  if (hasSuper && dice.chance(15)) return dice.pick(IN_METHODS);
  if (hasPrivateNames && dice.chance(15)) return dice.pick(IN_CLASSES);
  const text = dice.pick(LEAVES);
  return text.startsWith('arguments') && !hasArguments ? 'c' : text;
}

export const suspension = (place: Place): string => suspensionOf(expression(place), place);

function suspensionOf(x: string, place: Place): string {
  const { kind, dice } = place;
  if (kind === null) return `f(${x})`;
  if (kind === 'generator' || (kind === 'async-generator' && dice.chance(50)))
    return dice.pick([`(yield ${x})`, `(yield ${x})`, '(yield)']);
  return dice.pick([
    `(await ${x})`,
    `(await ${x})`,
    `(await later(${x}))`,
    `(await refused(${x}))`,
    `(await thenable(${x}))`,
    `(await odd(${dice.below(5)}, ${x}))`,
  ]);
}

/** A promise that nobody need be waiting for. When it looks for a `then` is seen, and so no business of a marked function. */
export function promiseLeft(x: string, { detached }: Place): string {
  return detached ? `later(${x})` : `later(plain(${x}))`;
}

export function delegation(place: Place): string {
  const { kind } = place;
  if (kind === null || (kind === 'async' && !place.compiled)) return `f(${expression(place)})`;
  if (kind === 'async') return `(await innerAsync(${expression(place)}))`;
  if (kind === 'generator') return `(yield* ${iterable(place)})`;
  // Node 20 does not close a synchronous iterator without `throw`; arrays and the like have none.
  return `(yield* ${closesSyncIterators ? asyncIterable(place) : asynchronous(place)})`;
}

/** Iterators that break the protocol in one way each. The prelude has them. */
export const MISFITS = [
  ...[
    'noReturn',
    'nullReturn',
    'badReturn',
    'oddReturn',
    'throwingReturn',
    'returnGetter',
    'noThrow',
    'badThrow',
  ],
  ...['throwingNext', 'oddNext', 'throwingDone', 'throwingValue', 'badNext', 'stubborn', 'endless'],
];
/** Of async ones: their results may also come as promises that are rejected, or not as promises. */
const ASYNC_MISFITS = [...MISFITS, 'rejectedNext', 'rejectedReturn', 'plainResults', 'promisedValues'];

export function iterable(place: Place): string {
  const { dice } = place;
  const x = (): string => expression(place);
  return dice.pick([
    () => `iter(${x()}, ${x()})`,
    () => `iter(${x()})`,
    () => `[${x()}, ${x()}]`,
    () => `misfit('${dice.pick(MISFITS)}', ${x()}, 2)`,
    () => `inner(${x()})`,
    () => `new Set([${x()}, 1])`,
    () => `'ab'`,
    () => `(${x()}, spy([1, 2]))`,
    () => x(),
  ])();
}

export function asyncIterable(place: Place): string {
  const { dice } = place;
  const x = (): string => expression(place);
  return dice.pick([
    () => asynchronous(place),
    () => `[${x()}, ${promiseLeft(x(), place)}]`,
    // Node 20 does not close a generator that yields a promise which is rejected.
    () => (closesSyncIterators ? iterable(place) : `misfit('${dice.pick(MISFITS)}', ${x()}, 2)`),
  ])();
}

function asynchronous(place: Place): string {
  const { dice } = place;
  const x = (): string => expression(place);
  return dice.pick([
    () => `iter(${x()}, ${x()})`,
    () => `asyncIter(${x()}, ${x()})`,
    () => `asyncMisfit('${dice.pick(ASYNC_MISFITS)}', ${x()}, 2)`,
    () => `asyncMisfit('${dice.pick(ASYNC_MISFITS)}', ${x()}, 2)`,
    () => (isAsync(place) && place.compiled ? `innerAsyncGenerator(${x()})` : `asyncIter(${x()})`),
  ])();
}
