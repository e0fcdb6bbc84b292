/** Statements. Every loop burns fuel in its head, so that each program ends whatever its conditions say. */
import { type Form, type Part, pick } from './form.ts';
import { inFunction, type Place } from './place.ts';

const E = 'expression' as const;
const B = 'block' as const;

export const STATEMENTS: Readonly<Record<string, Form>> = {
  evaluate: { weight: 5, parts: [E], write: (_, [x], place) => `${x?.(place)};` },
  record: {
    weight: 6,
    parts: [E, E],
    write: (choice, [x, y], place) =>
      `log(${choice}, ${x?.(place)}${choice % 3 === 0 ? `, ${y?.(place)}` : ''});`,
  },
  declare: { weight: 5, parts: [E], write: writeDeclaration },
  unpack: { weight: 3, parts: [E, E], write: writeUnpacking },
  hoisted: { weight: 1, parts: [E], write: writeFunction },
  closures: { weight: 2, parts: [], write: () => 'log(...fs.splice(0).map((h) => h()));' },
  if: {
    weight: 4,
    parts: [E, B, B],
    write: (choice, [test, then, otherwise], place) =>
      `if (${test?.(place)}) {\n${then?.(place)}\n}${choice % 2 === 0 ? '' : ` else {\n${otherwise?.(place)}\n}`}`,
  },
  loop: { weight: 6, parts: [E, E, B], write: writeLoop },
  of: { weight: 5, parts: [E, E, 'target', B], write: writeForOf },
  in: {
    weight: 1,
    parts: [E, B],
    write: (choice, [x, body], place) =>
      labelled(
        choice,
        true,
        place,
        (within) =>
          `for (${pick(['const i', 'let i', 'var v', 'a', 'o.x'], choice)} in ${pick([`(o.y, ${x?.(place)})`, `{ p: 1, [${x?.(place)}]: 2 }`], choice)}) {\n${body?.(within)}\n}`,
      ),
  },
  switch: { weight: 3, parts: [E, E, E, B, B], write: writeSwitch },
  try: { weight: 8, parts: [B, B, B], write: writeTry },
  block: {
    weight: 2,
    parts: [B],
    write: (choice, [body], place) => labelled(choice, false, place, (within) => `{\n${body?.(within)}\n}`),
  },
  jump: { weight: 4, parts: [], write: writeJump },
  return: {
    weight: 2,
    parts: [E],
    write: (choice, [x], place) => (choice % 4 === 0 ? 'return;' : `return ${x?.(place)};`),
  },
  throw: {
    weight: 2,
    parts: [E],
    write: (choice, [x], place) =>
      choice % 2 === 0 ? `throw ${x?.(place)};` : `throw new Error(String(${x?.(place)}));`,
  },
};

function writeDeclaration(choice: number, [value]: readonly Part[], place: Place): string {
  const x = value?.(place);
  const name = pick(['a', 'b', 'c', 'k'], choice >> 2);
  if (choice % 4 === 0) return `var v = ${x};`;
  if (place.declared.has(name)) return `${name} = ${x};`;
  place.declared.add(name);
  if (name === 'k') return `const k = ${x};`;
  return choice % 4 === 1 ? `let ${name};` : `let ${name} = ${x};`;
}

function writeUnpacking(choice: number, [value, fallback]: readonly Part[], place: Place): string {
  const [x, y] = [value?.(place), fallback?.(place)];
  const free = ['a', 'b', 'c'].every((name) => !place.declared.has(name));
  const keyword = free ? pick(['let', 'const'], choice) : 'var';
  const [a, b, c] = free ? ['a', 'b', 'c'] : ['v', 'w', 'u'];
  if (free) for (const name of ['a', 'b', 'c']) place.declared.add(name);
  return `${keyword} ${pick(
    [
      `[${a} = ${y}, , ${b}, ...${c}] = iter(${x}, 2)`,
      `{ x: ${a} = ${y}, ...${b} } = { z: ${x} }, ${c} = 3`,
      `{ [${x}]: ${a}, y: { z: ${b} = ${y} } = {}, w: [${c}] = 'w' } = { s: 1 }`,
      `[[${a}] = [${x}], { length: ${b} } = iter(${y})] = [], ${c} = ${a}`,
    ],
    choice,
  )};`;
}

function writeFunction(choice: number, [value]: readonly Part[], place: Place): string {
  const name = pick(['g', 'h'], choice);
  const x = value?.(inFunction(place));
  if (place.declared.has(name)) return `log(typeof ${name});`;
  place.declared.add(name);
  return pick(
    [
      `log(typeof ${name}, ${name}());\nfunction ${name}() { return ${x}; }`,
      `function ${name}() { return ${x}; }\nfs.push(${name});`,
    ],
    choice,
  );
}

function labelled(choice: number, loop: boolean, place: Place, body: (within: Place) => string): string {
  const name = choice % 3 === 0 ? `L${place.labels.length}` : null;
  const labels = name === null ? place.labels : [...place.labels, { name, loop }];
  const within = { ...place, labels, ...(loop ? { inLoop: true, breakable: true } : {}) };
  return name === null ? body(within) : `${name}: ${body(within)}`;
}

function writeLoop(choice: number, [first, second, body]: readonly Part[], place: Place): string {
  const [x, y] = [first?.(place), second?.(place)];
  return labelled(choice >> 2, true, place, (within) => {
    const block = `{\n${body?.(within)}\n}`;
    return pick(
      [
        `for (let i = 0; tick() && i < 3; i++) ${block}`,
        `for (let i = 0, g = () => i; tick() && (${x}, i < 2); fs.push(g), i++) ${block}`,
        `while (tick() && ${x}) ${block}`,
        `do ${block} while (tick() && ${x});`,
        `for (var v = ${x}; tick() && v; v = ${y}) ${block}`,
        `for (; tick(); ${x}) ${block}`,
      ],
      choice,
    );
  });
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
    ],
    choice,
  );
  const source =
    head.includes('[i') || head.startsWith('[')
      ? `[[${x}], [], [2]]`
      : head.includes('{')
        ? `[{ i: ${x} }, {}]`
        : `iter(${x}, ${y})`;
  const waits = place.kind !== null && place.kind !== 'generator' && choice % 2 === 0;
  return labelled(
    choice >> 1,
    true,
    place,
    (within) => `for ${waits ? 'await ' : ''}(${head} of ${source}) {\n${body?.(within)}\n}`,
  );
}

function writeSwitch(
  choice: number,
  [value, first, second, one, two]: readonly Part[],
  place: Place,
): string {
  const within = { ...place, breakable: true, declared: new Set<string>() };
  const arm = (part: Part | undefined): string => `{\n${part?.(within)}\n}`;
  const leave = (bit: number): string => ((choice >> bit) % 2 === 0 ? 'break;' : '');
  return (
    `switch (${value?.(place)}) {\ncase ${first?.(within)}: ${arm(one)} ${leave(0)}\n` +
    `${choice % 3 === 0 ? 'default: log("default");' : ''} ${leave(1)}\ncase ${second?.(within)}: let a = 1; ${arm(two)}\n}`
  );
}

function writeTry(choice: number, [body, handler, last]: readonly Part[], place: Place): string {
  const caught = pick(['(e)', '(e)', '', '({ message: e })'], choice >> 2);
  const report = caught === '' ? '' : 'log("caught", e);\n';
  const handling = choice % 4 === 1 ? '' : ` catch ${caught} {\n${report}${handler?.(place)}\n}`;
  const finishing = choice % 4 === 0 ? '' : ` finally {\nlog("finally");\n${last?.(place)}\n}`;
  return `try {\n${body?.(place)}\n}${handling}${finishing}`;
}

function writeJump(choice: number, _parts: readonly Part[], place: Place): string {
  const continues = choice % 2 === 0;
  const labels = place.labels.filter((label) => label.loop || !continues);
  const label = choice % 3 === 0 && labels.length > 0 ? ` ${pick(labels, choice >> 2).name}` : '';
  if (continues ? place.inLoop || label !== '' : place.breakable || label !== '')
    return `if (f(${choice})) ${continues ? 'continue' : 'break'}${label};`;
  return ';';
}
