/** Closures and classes: what captures, and what suspends in their heads. */
import { type Form, type Part, pick } from './form.ts';
import { inArrow, inClassHead, inField, inFunction, inGenerator, type Place } from './place.ts';

const E = 'expression' as const;

export const CLOSURES: Readonly<Record<string, Form>> = {
  closure: { weight: 3, parts: [E], write: writeClosure },
  class: { weight: 2, parts: [E, E, E], write: (...rest) => `(${writeClass(...rest)})` },
};

const NAMES = ['a', 'b', 'c', 'v', 'i', 'k', 'p', 'q'];

/** Called at once, kept for later, or with a receiver of its own; what it captures is what matters. */
function writeClosure(choice: number, [body]: readonly Part[], place: Place): string {
  const arrow = (): string => body?.(inArrow(place)) ?? '';
  const name = pick(NAMES, choice >> 3);
  return pick(
    [
      () => `(() => ${arrow()})()`,
      () => `fs.push(() => ${arrow()})`,
      () => `fs.push(() => ${name})`,
      () =>
        `fs.push(() => (() => ${name})(), () => { try { return ${name} += 1; } catch (e) { return e; } })`,
      () => `(function () { return [typeof this, ${body?.(inFunction(place))}]; }).call(o)`,
      () => `(class { static s = ${writeField(body, place)}; }).s`,
      () => `f(() => ${arrow()})()`,
      () => `[...(function* () { yield ${body?.(inGenerator(place))}; })()].length`,
      () => `({ get z() { log('get z'); return ${body?.({ ...inFunction(place), hasSuper: true })}; } }).z`,
      () => `(() => () => typeof ${name})()()`,
    ],
    choice,
  )();
}

/** `K` is what every class extends: it has a `toString` of its own, for their source is no business of a trace. */
export function writeClass(choice: number, parts: readonly Part[], place: Place, name = ''): string {
  const [x, y] = parts.slice(0, 2).map((part) => part(inClassHead(place)));
  const inner = parts[2];
  const field = writeField(inner, place);
  return pick(
    [
      `class ${name} extends (${x}, K) { [${y}]() { return 1; } static s = ${field}; }`,
      `new (class ${name} extends (${x}, K) { y = ${field}; static [${y}] = 1; })(2).y`,
      `class ${name} extends K { #own = ${field}; static [(${x}, 'make')]() { return new this(1).#own; } static [${y}] = 2; }.make()`,
      `class ${name} extends (${x} ? K : null) { static { log(this.name, ${field}); } get [${y}]() { return 1; } }.name`,
      `new (class ${name} extends K { [${x}] = ${field}; get g() { return super.all; } get ['g' + ${y}]() { return 2; } })().g`,
    ],
    name === '' ? choice : 0,
  );
}

/** In an arrow of its own: Node 20 may crash when it words the error of a call in a field that has none. */
const writeField = (value: Part | undefined, place: Place): string => `(() => ${value?.(inField(place))})()`;
