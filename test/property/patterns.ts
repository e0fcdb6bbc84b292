/** Patterns of every shape, and what is taken apart by them. */
import { expression, type Place, target } from './place.ts';
import { iterable } from './suspending.ts';

/** Gives the next thing to be bound or assigned; null when there are no more names. */
type Leaf = () => string | null;

export function assignmentPattern(place: Place): string {
  const left = pattern(place, () => target(place), 2);
  const value = source(place);
  const text = assigned(left, value);
  // Proxies stay where they are made: what `for-in` asks of one is the engine's business (ES2025 14.7.5.9). And a
  // coroutine's text is not a generator's.
  return /\b(spy|inner)\(/.test(value) ? `${text}, 0` : text;
}

/** What a coroutine keeps shows in the rest of an object pattern, where a generator has nothing. */
function assigned(left: string, value: string): string {
  return `${left} = ${left.startsWith('{') ? value.replace(/^inner\(/, 'iter(') : value}`;
}

/** A pattern with what it takes apart, after `let` and the like or as a parameter. */
export function unpacked(place: Place, names: readonly string[], value: (place: Place) => string): string {
  const left = bindingPattern(place, names);
  return assigned(left, value(place));
}

/** A pattern that binds some of the names, each once. */
export function bindingPattern(place: Place, names: readonly string[]): string {
  const left = [...names];
  return pattern(place, () => left.shift() ?? null, 2);
}

export function source(place: Place): string {
  const x = (): string => expression(place);
  return place.dice.pick([
    () => iterable(place),
    () => `[${x()}, [${x()}], { x: ${x()} }]`,
    () => `{ x: ${x()}, y: { z: ${x()} }, length: 2 }`,
    () => `spy({ x: ${x()}, y: [${x()}] })`,
    () => x(),
  ])();
}

function pattern(place: Place, leaf: Leaf, depth: number): string {
  return place.dice.chance(50) ? arrayPattern(place, leaf, depth) : objectPattern(place, leaf, depth);
}

function arrayPattern(place: Place, leaf: Leaf, depth: number): string {
  const { dice } = place;
  const parts: string[] = [];
  for (let k = dice.below(3); k >= 0; k--) {
    if (dice.chance(15)) parts.push('');
    const part = element(place, leaf, depth);
    if (part !== null) parts.push(part);
  }
  if (dice.chance(25)) {
    const rest = bare(place, leaf, depth);
    if (rest !== null) parts.push(`...${rest}`);
  }
  return `[${parts.join(', ')}]`;
}

function objectPattern(place: Place, leaf: Leaf, depth: number): string {
  const { dice } = place;
  const parts: string[] = [];
  for (let k = dice.below(3); k >= 0; k--) {
    // V8 looks whether there is something to take apart when it reads the first property, behind the target's own
    // effects; but before them if that property is computed, as it should be (ES2025 13.15.5.2).
    const first = parts.length === 0 ? ["['x']", '[0]'] : ['x', "'length'"];
    const key = dice.pick([
      () => dice.pick(first),
      () => dice.pick(first),
      () => `[${expression(place)}]`,
      () => `[key('x')]`,
    ])();
    const part = element(place, leaf, depth);
    if (part !== null) parts.push(`${key}: ${part}`);
  }
  if (dice.chance(30)) {
    const rest = leaf();
    if (rest !== null) parts.push(`...${rest}`);
  }
  return `{ ${parts.join(', ')} }`;
}

function element(place: Place, leaf: Leaf, depth: number): string | null {
  const part = bare(place, leaf, depth);
  return part !== null && place.dice.chance(50) ? `${part} = ${expression(place)}` : part;
}

function bare(place: Place, leaf: Leaf, depth: number): string | null {
  return depth > 0 && place.dice.chance(25) ? pattern(place, leaf, depth - 1) : leaf();
}
