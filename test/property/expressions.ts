/** Expressions, each with suspensions wherever its parts have them. */
import { CLOSURES } from './classes.ts';
import { expression, type Form, pick } from './form.ts';
import { writeDelegation, writeLeaf, writeSuspension } from './suspending.ts';

const BINARY = ['+', '-', '*', '<', '===', '!=', '>>', '&', '%', '**'];
const ASSIGN = ['=', '=', '=', '+=', '-=', '*=', '??=', '||=', '&&=', '|='];

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
        `f([1, true], ([b = ${x}] = ${y}))`,
        `[1, true, {}, ([b = ${x}] = [${y}])]`,
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
        `o?.m(...iter(${x}))?.toString(${y})`,
        `delete o?.y?.[${x}]`,
        `o.n?.[${x}](${y})`,
        `o?.['m']?.(${x}, ...iter(${y}))`,
        `(o.y?.[${x}] ?? o).x`,
        `o?.o2?.m?.(${x})?.[${y}]`,
        `(o?.o2.m)(${x}, ${y})`,
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
    pick(
      [
        `\`<\${${x}}|\${${y}}>\``,
        `tag\`\\n\${${x}}\${${y}}\``,
        `o.tag\`\${${x}}\``,
        `(${x}, o.tag)\`\${${y}}\``,
      ],
      choice,
    ),
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
  local: {
    weight: 1,
    parts: [],
    write: (choice, _, { strict }) =>
      `(${strict ? 'typeof' : pick(['delete', 'typeof'], choice)} ${pick(['a', 'k', 'i', 'v', 'p', 'g'], choice >> 1)})`,
  },
  inMethod: {
    weight: 2,
    parts: [E, E],
    write: (choice, [first, second], place) => {
      const [x, y] = [first?.(place), second?.(place)];
      if (!place.hasSuper) return `(o[${x}] = ${y})`;
      return `(${pick(
        [
          `super.m(${x}, ${y})`,
          `super.x = ${x}`,
          `super[${x}] = ${y}`,
          `super.g += ${x}`,
          `super[${x}] ??= ${y}`,
          `super[${x}]++`,
          `super.m?.(${x})`,
          `super.m(...iter(${x}), ${y})`,
          `super.none(${x})`,
          `super[f('m')](${x})`,
          `[super.x = ${x}] = iter(${y})`,
          `super.tag\`\${${x}}\``,
        ],
        choice,
      )})`;
    },
  },
  inClass: {
    weight: 2,
    parts: [E, E],
    write: (choice, [first, second], place) => {
      const [x, y] = [first?.(place), second?.(place)];
      if (!place.hasPrivateNames) return `o.m(${x}, ${y})`;
      return `(${pick(
        [
          `this.#p = ${x}`,
          `this.#p += ${x}`,
          `this.#p ??= ${x}`,
          `this.#p++`,
          `this.#m(${x}, ${y})`,
          `this?.#m(${x})`,
          `(${x})?.#p`,
          `#p in ${x}`,
          `f(this).#p = ${x}`,
          `(${x}).#p = ${y}`,
          `this.#m\`\${${x}}\``,
          `this.#g = ${x}`,
          `[this.#p = ${x}] = iter(${y})`,
          `{ x: this.#p, ...this.#g } = { x: ${x}, y: ${y} }`,
          `this.#p &&= ${x}`,
          `this.#g--`,
        ],
        choice,
      )})`;
    },
  },
  ...CLOSURES,
};
