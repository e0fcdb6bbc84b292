/** Expressions, each with suspensions wherever its parts have them. */
import { type Form, type Part, pick } from './form.ts';
import { inFunction, type Place } from './place.ts';

const BINARY = ['+', '-', '*', '<', '===', '!=', '>>', '&', '%', '**'];
const ASSIGN = ['=', '=', '=', '+=', '-=', '*=', '??=', '||=', '&&=', '|='];

/** A form of expressions only: its parts are written first, in order. */
function expression(
  weight: number,
  parts: Form['parts'],
  text: (choice: number, ...parts: string[]) => string,
): Form {
  return {
    weight,
    parts,
    write: (choice, written, place) => `(${text(choice, ...written.map((part) => part(place)))})`,
  };
}
const E = 'expression' as const;
const T = 'target' as const;

export const EXPRESSIONS: Readonly<Record<string, Form>> = {
  leaf: { weight: 5, parts: [], write: writeLeaf },
  suspend: { weight: 9, parts: [E], write: writeSuspension },
  delegate: { weight: 3, parts: [E], write: writeDelegation },
  call: expression(3, [E, E], (choice, x, y) =>
    pick(
      [
        `f(${x}, ${y})`,
        `o.m(${x}, ${y})`,
        `o.m(...iter(${x}), ${y})`,
        `o['m'](${x})`,
        `o[f('m')](${x}, ${y})`,
        `(o.m)(${x})`,
        `(0, o.m)(${x})`,
        `o.y.missing(${x})`,
        `f(${x})(${y})`,
        `(b = ${x}, f)(b, b = ${y})`,
      ],
      choice,
    ),
  ),
  chain: expression(3, [E, E], (choice, x, y) =>
    pick(
      [
        `o?.m(${x})`,
        `o.n?.x[${x}]`,
        `o.m?.(${x}, ${y})`,
        `o?.[${x}]?.[${y}]`,
        `(${x})?.y`,
        `o.none?.(${x}).z(${y})`,
        `(o?.m)(${x})`,
        `delete o?.[${x}]`,
        `o.y?.z?.toFixed(${x})`,
      ],
      choice,
    ),
  ),
  construct: expression(2, [E, E], (choice, x, y) =>
    pick([`new K(${x}, ${y})`, `new K(...iter(${x}), ${y})`, `new (f(K))(${x})`, `new o.none(${x})`], choice),
  ),
  binary: expression(4, [E, E], (choice, x, y) => `${x} ${pick(BINARY, choice)} ${y}`),
  logical: expression(4, [E, E], (choice, x, y) => `${x} ${pick(['&&', '||', '??'], choice)} ${y}`),
  conditional: expression(3, [E, E, E], (_, x, y, z) => `${x} ? ${y} : ${z}`),
  sequence: expression(2, [E, E], (_, x, y) => `${x}, ${y}`),
  unary: expression(2, [E], (choice, x) =>
    pick(
      [
        `typeof ${x}`,
        `!${x}`,
        `void ${x}`,
        `-${x}`,
        `delete o[${x}]`,
        `typeof missing`,
        `${x} in o`,
        `${x} instanceof K`,
      ],
      choice,
    ),
  ),
  assign: expression(6, [T, E], (choice, target, x) => `${target} ${pick(ASSIGN, choice)} ${x}`),
  update: expression(3, [T], (choice, target) =>
    pick([`${target}++`, `--${target}`, `++${target}`, `${target}--`], choice),
  ),
  template: expression(2, [E, E], (choice, x, y) =>
    pick([`\`<\${${x}}|\${${y}}>\``, `tag\`\\n\${${x}}\${${y}}\``, `o.tag\`\${${x}}\``], choice),
  ),
  array: expression(3, [E, E], (choice, x, y) =>
    pick([`[${x}, ${y}]`, `[...iter(${x}), ${y}]`, `[${x}, , ...iter(${y})]`], choice),
  ),
  object: expression(3, [E, E], (choice, x, y) =>
    pick(
      [
        `{ x: ${x}, y: ${y} }`,
        `{ [${x}]: ${y}, get z() { return 1; } }`,
        `{ ...${x}, w: ${y} }`,
        `{ __proto__: ${x}, t() { return this; }, [${y}]() {} }`,
      ],
      choice,
    ),
  ),
  destructure: expression(3, [T, E, E], (choice, target, x, y) =>
    pick(
      [
        `[${target} = ${x}] = iter(${y})`,
        `[, ...${target}] = iter(${x}, ${y})`,
        `{ x: ${target} = ${x}, ...v } = { z: ${y} }`,
        `{ [${x}]: ${target} } = ${y}`,
        `[[${target}] = [${x}], b] = [, ${y}]`,
        `{ x: { y: ${target} = ${x} } = {} } = ${y}`,
      ],
      choice,
    ),
  ),
  closure: {
    weight: 2,
    parts: [E],
    write: (choice, [body], place) => writeClosure(choice, body, place),
  },
};

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
];

/** Where growth ends, a suspension in two of five, that programs be full of them. */
function writeLeaf(choice: number, _parts: readonly Part[], place: Place): string {
  const leaf = pick(LEAVES, choice);
  return choice % 5 < 2 ? writeSuspension(choice, [() => leaf], place) : `(${leaf})`;
}

function writeSuspension(choice: number, [operand]: readonly Part[], place: Place): string {
  const x = operand?.(place);
  if (place.kind === null) return `f(${x})`;
  if (place.kind === 'generator') return pick([`(yield ${x})`, `(yield ${x})`, '(yield)'], choice);
  const awaited = pick(
    [`(await ${x})`, `(await later(${x}))`, `(await refused(${x}))`, `(await thenable(${x}))`],
    choice,
  );
  return place.kind === 'async' || choice % 2 === 0 ? awaited : `(yield ${x})`;
}

function writeDelegation(choice: number, [operand]: readonly Part[], place: Place): string {
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

/** Called at once, kept for later, or with a receiver of its own; what it captures is what matters. */
function writeClosure(choice: number, body: Part | undefined, place: Place): string {
  const x = body?.(inFunction(place)) ?? '';
  return pick(
    [
      `(() => ${x})()`,
      `fs.push(() => ${x})`,
      `fs.push(() => ${x})`,
      `(function () { return [typeof this, ${x}]; }).call(o)`,
      `(class { static s = ${x.includes('arguments') ? '0' : x}; }).s`,
      `f(() => ${x})()`,
    ],
    choice,
  );
}
