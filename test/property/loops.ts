/** Loops. Each burns fuel in its head, so that every program ends whatever its conditions say. */
import { loopedOver } from './functions.ts';
import { bindingPattern } from './patterns.ts';
import { expression, isAsync, type Place, statements, target } from './place.ts';

export interface Form {
  readonly weight: number;
  readonly write: (place: Place) => string;
}

export const LOOPS: readonly Form[] = [
  { weight: 6, write: loop },
  { weight: 6, write: forOf },
  { weight: 2, write: forIn },
];

/** A statement with a label in front of it, one in three. */
export function labelled(loop: boolean, place: Place, body: (within: Place) => string, percent = 33): string {
  const name = place.dice.chance(percent) ? `L${place.budget.names++}` : null;
  const labels = name === null ? place.labels : [...place.labels, { name, loop }];
  const within = { ...place, labels, ...(loop ? { inLoop: true, breakable: true } : {}) };
  return name === null ? body(within) : `${name}: ${body(within)}`;
}

/** What is in the head sees `i` of its own pass; so do the closures made there. */
function loop(place: Place): string {
  const x = (): string => expression(place);
  return labelled(true, place, (within) => {
    const block = `{\n${statements(within)}\n}`;
    return place.dice.pick([
      () => `for (let i = 0; tick() && i < 3; i++) ${block}`,
      () => `for (let i = 0, g = () => i; tick() && (${x()}, i < 2); fs.push(g), i++) ${block}`,
      () =>
        `for (let i = 0; tick() && (fs.push(() => i), ${x()}, i < 2); fs.push(() => i), ${x()}, i++) ${block}`,
      () => `for (let i = 0, a = ${x()}; tick() && i < 2; fs.push(() => [i, a]), i++, a = ${x()}) ${block}`,
      () => `for (let [i = 0, g = () => i++] = [${x()}]; tick() && (g(), !(i > 2)); ${x()}, i += 1) ${block}`,
      () =>
        `for (let ${bindingPattern(place, ['i', 'j'])} = ${x()}; tick() && ${x()}; fs.push(() => [i, j])) ${block}`,
      () => `for (const i = ${x()}; tick() && ${x()}; fs.push(() => i)) ${block}`,
      () => `while (tick() && ${x()}) ${block}`,
      () => `do ${block} while (tick() && ${x()});`,
      () => `for (var v = ${x()}; tick() && v; v = ${x()}) ${block}`,
      () => `for (; tick(); ${x()}) ${block}`,
      () => `for (let i = 0; tick() && i < 3; i++) fs.push(() => i, () => i++);`,
    ])();
  });
}

function forIn(place: Place): string {
  const { dice } = place;
  const x = (): string => expression(place);
  const head = dice.pick([
    () => 'const i',
    () => 'let i',
    () => 'var v',
    () => target(place),
    () => 'let [i]',
    () => `const { length: i, j = ${x()} }`,
    // Sloppy code may give the variable a value first (ES2025 B.3.5).
    () => (place.strict ? 'var v' : `var v = ${x()}`),
  ])();
  const keys = dice.pick([
    () => `(o.y, ${x()})`,
    () => `{ p: 1, [${x()}]: 2 }`,
    () => `(fs.push(() => i), 'ab')`,
    () => `[${x()}, , 1]`,
    () => `(c = { x: 1, y: 2, z: 3 })`,
  ])();
  const change = dice.pick(['', '', 'if (c) delete c.y;\n', 'if (c) c.w = 1;\n', capture(place)]);
  return labelled(
    true,
    place,
    (within) => `for (${head} in ${keys}) {\nif (!tick()) break;\n${change}${statements(within)}\n}`,
  );
}

function forOf(place: Place): string {
  const { dice } = place;
  const x = (): string => expression(place);
  const names = ['i', 'j'];
  const head = dice.pick([
    () => 'const i',
    () => 'let i',
    () => 'var v',
    () => target(place),
    () => `const [i = ${x()}]`,
    () => `let { i = ${x()} }`,
    () => `[${target(place)} = ${x()}]`,
    () => `let [i = (fs.push(() => i), ${x()})]`,
    () => `const { i = ${x()}, j = () => i }`,
    () => `${dice.pick(['let', 'const'])} ${bindingPattern(place, names)}`,
    () => `var ${bindingPattern(place, ['v', 'w', 'u'])}`,
  ])();
  const waits = isAsync(place) && dice.chance(60);
  const source = dice.pick([
    () => `[[${x()}], [], [2]]`,
    () => `[{ i: ${x()}, x: [${x()}] }, {}]`,
    () => `iter(${x()}, (fs.push(() => typeof i), ${x()}))`,
    () => loopedOver(place, waits),
    () => loopedOver(place, waits),
    () => loopedOver(place, waits),
  ])();
  const start = dice.chance(30) ? capture(place) : '';
  return labelled(
    true,
    place,
    (within) =>
      `for ${waits ? 'await ' : ''}(${head} of ${source}) {\nif (!tick()) break;\n${start}${statements(within)}\n}`,
  );
}

const capture = ({ dice }: Place): string =>
  dice.pick(['fs.push(() => i);\n', 'fs.push(() => i, () => i++);\n']);
