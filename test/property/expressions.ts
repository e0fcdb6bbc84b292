/** Expressions, each with suspensions wherever its parts have them. */
import { classUse } from './classes.ts';
import { functionUse } from './functions.ts';
import { memberOfClass, memberOfMethod } from './members.ts';
import { assignmentPattern } from './patterns.ts';
import { expression, type Place, target } from './place.ts';
import { delegation, iterable, leaf, promiseLeft, suspension } from './suspending.ts';

const BINARY = ['+', '-', '*', '<', '===', '!=', '>>', '&', '%', '**', '>=', '^', '>>>', '=='];
const ASSIGN = ['=', '=', '=', '+=', '-=', '*=', '??=', '||=', '&&=', '|=', '**='];

export interface Form {
  /** How often it is chosen, against the others. */
  readonly weight: number;
  readonly write: (place: Place) => string;
}

/** One of some texts, each made from as many expressions as it asks for. */
function oneOf(weight: number, texts: (x: () => string, place: Place) => readonly (() => string)[]): Form {
  return {
    weight,
    write: (place) => `(${place.dice.pick(texts(() => expression(place), place))()})`,
  };
}

export const EXPRESSIONS: readonly Form[] = [
  { weight: 5, write: leaf },
  { weight: 9, write: suspension },
  { weight: 3, write: delegation },
  { weight: 3, write: functionUse },
  { weight: 2, write: classUse },
  { weight: 2, write: memberOfMethod },
  { weight: 2, write: memberOfClass },
  oneOf(3, (x) => [
    () => `f(${x()}, ${x()})`,
    () => `o.m(${x()}, ${x()})`,
    () => `o.m(...iter(${x()}), ${x()})`,
    () => `o['m'](${x()})`,
    () => `o[f('m')](${x()}, ${x()})`,
    () => `o[key('m')](${x()}, ${x()})`,
    () => `(o.m)(${x()})`,
    () => `(0, o.m)(${x()})`,
    () => `o.y.missing(${x()})`,
    () => `f(${x()})(${x()})`,
    () => `(b = ${x()}, f)(b, b = ${x()})`,
    () => `f([1, true], ([b = ${x()}] = ${x()}))`,
    () => `[1, true, {}, ([b = ${x()}] = [${x()}])]`,
    () => `spy(o).m(${x()}, ...xs, ${x()})`,
    () => `f(...${x()}, ${x()})`,
    () => `missing(${x()})`,
    () => `f.call(${x()}, ${x()})`,
  ]),
  oneOf(3, (x) => [
    () => `o?.m(${x()})`,
    () => `o.n?.x[${x()}]`,
    () => `o.m?.(${x()}, ${x()})`,
    () => `o?.[${x()}]?.[${x()}]`,
    () => `(${x()})?.y`,
    () => `o.none?.(${x()}).z(${x()})`,
    () => `(o?.m)(${x()})`,
    () => `delete o?.[${x()}]`,
    () => `o.y?.z?.toFixed(${x()})`,
    () => `o?.m(...iter(${x()}))?.toString(${x()})`,
    () => `delete o?.y?.[${x()}]`,
    () => `o.n?.[${x()}](${x()})`,
    () => `o?.['m']?.(${x()}, ...iter(${x()}))`,
    () => `(o.y?.[${x()}] ?? o).x`,
    () => `o?.o2?.m?.(${x()})?.[${x()}]`,
    () => `(o?.o2.m)(${x()}, ${x()})`,
    () => `(${x()})?.m(${x()})?.x`,
  ]),
  oneOf(2, (x) => [
    () => `new K(${x()}, ${x()})`,
    () => `new K(...iter(${x()}), ${x()})`,
    () => `new (f(K))(${x()})`,
    () => `new o.none(${x()})`,
    () => `new ((${x()}), K)`,
  ]),
  oneOf(4, (x, { dice }) => [() => `${x()} ${dice.pick(BINARY)} ${x()}`]),
  oneOf(4, (x, { dice }) => [() => `${x()} ${dice.pick(['&&', '||', '??'])} ${x()}`]),
  oneOf(3, (x) => [() => `${x()} ? ${x()} : ${x()}`]),
  oneOf(2, (x) => [() => `${x()}, ${x()}`]),
  oneOf(2, (x) => [
    () => `typeof ${x()}`,
    () => `!${x()}`,
    () => `void ${x()}`,
    () => `-${x()}`,
    () => `~${x()}`,
    () => `delete o[${x()}]`,
    () => `delete o[key(${x()})]`,
    () => `typeof missing`,
    () => `${x()} in o`,
    () => `${x()} in spy({ x: 1 })`,
    () => `${x()} instanceof K`,
    () => `${x()} instanceof ${x()}`,
    () => `key(${x()}) in o`,
    () => `delete (0, ${x()})`,
  ]),
  oneOf(6, (x, place) => [() => `${target(place)} ${place.dice.pick(ASSIGN)} ${x()}`]),
  oneOf(3, (_, place) => [
    () => `${target(place)}++`,
    () => `--${target(place)}`,
    () => `++${target(place)}`,
    () => `${target(place)}--`,
  ]),
  oneOf(2, (x) => [
    () => `\`<\${${x()}}|\${${x()}}>\``,
    () => `\`<\${\`\${${x()}}\` + ${x()}}>\``,
    () => `tag\`\\n\${${x()}}\${${x()}}\``,
    () => `o.tag\`\${${x()}}\``,
    () => `(${x()}, o.tag)\`\${${x()}}\``,
    () => `[1, 2].map((n) => tag\`\${n}\`).concat(${x()})`,
    () => `o?.tag.call\`\${${x()}}\``.replace('?', ''),
  ]),
  oneOf(3, (x) => [
    () => `[${x()}, ${x()}]`,
    () => `[...iter(${x()}), ${x()}]`,
    () => `[${x()}, , ...iter(${x()})]`,
    () => `[...${x()}, ${x()}]`,
  ]),
  { weight: 1, write: (place) => `[...${iterable(place)}, ${expression(place)}]` },
  oneOf(3, (x) => [
    () => `{ x: ${x()}, y: ${x()} }`,
    () => `{ [${x()}]: ${x()}, get z() { return 1; } }`,
    () => `{ ...${x()}, w: ${x()} }`,
    () => `{ ...spy({ x: ${x()} }), w: ${x()} }`,
    () => `{ __proto__: ${x()}, t() { return this; }, [${x()}]() {} }`,
    () => `{ [key(${x()})]: ${x()}, ['__proto__']: ${x()}, a, b }`,
    () => `{ [${x()}]: () => {}, [${x()}]: class extends K {}, x: ${x()} }`,
    () => `{ get [${x()}]() { return 1; }, set [${x()}](value) { log('set', value); } }`,
  ]),
  { weight: 4, write: (place) => `(${assignmentPattern(place)})` },
  {
    weight: 1,
    write: ({ dice, strict }) =>
      `(${dice.pick(['typeof', strict ? 'typeof' : 'delete'])} ${dice.pick(['a', 'k', 'i', 'v', 'p', 'g', 'missing2'])})`,
  },
  oneOf(2, (x, place) => [
    () => promiseLeft(x(), place),
    () => `thenable(${x()})`,
    () => `odd(${place.dice.below(5)}, ${x()})`,
    // Nobody may be there to handle it.
    () => (place.functions === 'all' ? `refused(${x()})` : promiseLeft(x(), place)),
  ]),
  oneOf(1, (x) => [
    () => `again('next', ${x()})`,
    () => `again('return', ${x()})`,
    () => `again('throw', ${x()})`,
  ]),
];

const NAMES = ['a', 'b', 'c', 'v', 'i', 'p'];

export function writeTarget(place: Place): string {
  const { dice } = place;
  if (dice.chance(60)) return dice.pick(NAMES);
  return dice.pick([
    () => 'o.x',
    () => 'o.g',
    () => 'o.y.z',
    () => `o[${expression(place)}]`,
    () => `f(o)[${expression(place)}]`,
    () => `xs[${expression(place)}]`,
    () => 'o.n.x',
    () => 'k',
    () => `spy(o).x`,
    () => (place.hasSuper ? 'super.x' : `(${expression(place)}).x`),
    () => (place.hasPrivateNames ? 'this.#p' : 'arguments[0]'.slice(0, place.hasArguments ? 99 : 0) || 'o.x'),
  ])();
}
