/** Loops. Each burns fuel in its head, so that every program ends whatever its conditions say. */
import { type Form, type Part, pick } from './form.ts';
import type { Place } from './place.ts';

const E = 'expression' as const;
const B = 'block' as const;

export const LOOPS: Readonly<Record<string, Form>> = {
  loop: { weight: 6, parts: [E, E, B], write: writeLoop },
  of: { weight: 5, parts: [E, E, 'target', B], write: writeForOf },
  in: { weight: 2, parts: [E, E, B], write: writeForIn },
};

/** A statement with a label in front of it, one in three. */
export function labelled(
  choice: number,
  loop: boolean,
  place: Place,
  body: (within: Place) => string,
): string {
  const name = choice % 3 === 0 ? `L${place.labels.length}` : null;
  const labels = name === null ? place.labels : [...place.labels, { name, loop }];
  const within = { ...place, labels, ...(loop ? { inLoop: true, breakable: true } : {}) };
  return name === null ? body(within) : `${name}: ${body(within)}`;
}

/** What is in the head sees `i` of its own pass; so do the closures made there. */
function writeLoop(choice: number, [first, second, body]: readonly Part[], place: Place): string {
  const [x, y] = [first?.(place), second?.(place)];
  return labelled(choice >> 2, true, place, (within) => {
    const block = `{\n${body?.(within)}\n}`;
    return pick(
      [
        `for (let i = 0; tick() && i < 3; i++) ${block}`,
        `for (let i = 0, g = () => i; tick() && (${x}, i < 2); fs.push(g), i++) ${block}`,
        `for (let i = 0; tick() && (fs.push(() => i), ${x}, i < 2); fs.push(() => i), ${y}, i++) ${block}`,
        `for (let i = 0, a = ${x}; tick() && i < 2; fs.push(() => [i, a]), i++, a = ${y}) ${block}`,
        `for (let [i = 0, g = () => i++] = [${x}]; tick() && (g(), !(i > 2)); ${y}, i += 1) ${block}`,
        `for (const i = ${x}; tick() && ${y}; fs.push(() => i)) ${block}`,
        `while (tick() && ${x}) ${block}`,
        `do ${block} while (tick() && ${x});`,
        `for (var v = ${x}; tick() && v; v = ${y}) ${block}`,
        `for (; tick(); ${x}) ${block}`,
      ],
      choice,
    );
  });
}

function writeForIn(choice: number, [first, second, body]: readonly Part[], place: Place): string {
  const [x, y] = [first?.(place), second?.(place)];
  const head = pick(
    ['const i', 'let i', 'var v', 'a', 'o.x', 'let [i]', `const { length: i, j = ${y} }`, `o[${y}]`],
    choice,
  );
  const keys = pick(
    [`(o.y, ${x})`, `{ p: 1, [${x}]: 2 }`, "(fs.push(() => i), 'ab')", `[${x}, , 1]`],
    choice >> 1,
  );
  return labelled(
    choice,
    true,
    place,
    (within) => `for (${head} in ${keys}) {\nif (!tick()) break;\n${capture(choice)}${body?.(within)}\n}`,
  );
}

function writeForOf(choice: number, [first, second, target, body]: readonly Part[], place: Place): string {
  const [x, y] = [first?.(place), second?.(place)];
  const head = pick(
    [
      'const i',
      'let i',
      'var v',
      `${target?.(place)}`,
      `const [i = ${y}]`,
      `let { i = ${y} }`,
      `[${target?.(place)} = ${y}]`,
      'const i',
      `let [i = (fs.push(() => i), ${y})]`,
      `const { i = ${y}, j = () => i }`,
    ],
    choice,
  );
  const source =
    head.includes('[i') || head.startsWith('[')
      ? `[[${x}], [], [2]]`
      : head.includes('{')
        ? `[{ i: ${x} }, {}]`
        : choice % 4 === 0
          ? `iter(${x}, (fs.push(() => typeof i), ${y}))`
          : `iter(${x}, ${y})`;
  const waits = place.kind !== null && place.kind !== 'generator' && choice % 2 === 0;
  return labelled(
    choice >> 1,
    true,
    place,
    (within) =>
      `for ${waits ? 'await ' : ''}(${head} of ${source}) {\n${capture(choice)}${body?.(within)}\n}`,
  );
}

const capture = (choice: number): string => (choice % 3 === 0 ? 'fs.push(() => i);\n' : '');
