/** Statements. */
import { writeClass } from './classes.ts';
import { type Form, type Part, pick } from './form.ts';
import { LOOPS, labelled } from './loops.ts';
import { inFunction, type Place } from './place.ts';

const E = 'expression' as const;
const B = 'block' as const;
const S = 'statement' as const;

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
  ...LOOPS,
  switch: { weight: 3, parts: [E, E, E, B, B], write: writeSwitch },
  cases: { weight: 3, parts: [E, E, E, S, S, S], write: writeCases },
  try: { weight: 8, parts: [B, B, B, E], write: writeTry },
  nest: { weight: 2, parts: [S, S, S, E], write: writeNest },
  classDeclaration: { weight: 1, parts: [E, E, E], write: writeClassDeclaration },
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

/** One scope for all cases: a jump to a later one passes the declarations of the earlier ones. */
function writeCases(choice: number, parts: readonly Part[], place: Place): string {
  const within = { ...place, breakable: true, declared: new Set<string>() };
  const [value, first, second] = parts.slice(0, 3).map((part, i) => part(i === 0 ? place : within));
  const [one, two, three] = parts.slice(3).map((part) => part(within));
  const leave = (bit: number): string => ((choice >> bit) % 2 === 0 ? 'break;' : '');
  const capture = choice % 5 === 0 ? 'fs.push(() => a, () => typeof g);' : '';
  const body = `case ${first}: ${capture}\n${one} ${leave(0)}\ncase ${second}: ${two} ${leave(1)}\n`;
  const fallback = `default: ${three} ${leave(2)}\n`;
  return `switch (${value}) {\n${choice % 2 === 0 ? body + fallback : fallback + body}}`;
}

function writeTry(choice: number, [body, handler, last, fallback]: readonly Part[], place: Place): string {
  // Messages are the engine's, and name temporaries: only names of errors are compared.
  const caught = pick(['(e)', '(e)', '', `({ name: e = ${fallback?.(place)} })`, '(e)'], choice >> 2);
  const report = caught === '' ? '' : `log("caught", e);${choice % 5 === 0 ? ' fs.push(() => e);' : ''}\n`;
  const handling = choice % 4 === 1 ? '' : ` catch ${caught} {\n${report}${handler?.(place)}\n}`;
  const finishing = choice % 4 === 0 ? '' : ` finally {\nlog("finally");\n${last?.(place)}\n}`;
  return `try {\n${body?.(place)}\n}${handling}${finishing}`;
}

/** Several `finally` around a jump, one with a jump of its own. */
function writeNest(choice: number, [one, two, three, value]: readonly Part[], place: Place): string {
  return labelled(0, true, place, (loop) => {
    const place = { ...loop, declared: new Set<string>() };
    const label = place.labels.at(-1)?.name ?? '';
    const jump = pick(
      [
        'break',
        'continue',
        `break ${label}`,
        `continue ${label}`,
        `return ${value?.(place)}`,
        `throw ${value?.(place)}`,
      ],
      choice,
    );
    const override = pick(
      ['', '', '', `if (f(0)) break ${label};`, `if (f(1)) continue ${label};`, 'if (f(1)) break;'],
      choice >> 3,
    );
    const head = pick(['while (tick())', 'for (const i of iter(1, 2))', 'do'], choice);
    return (
      `${head} {\ntry {\n${one?.({ ...place, declared: new Set() })}\nfor (const i of iter(3)) try {\nif (f(1)) ${jump};\n} finally {\n` +
      `log('inner', i);\n${two?.({ ...place, declared: new Set() })}\n}\n} finally {\nlog('outer');\n` +
      `${three?.({ ...place, declared: new Set() })}\n${override}\n}\n}${head === 'do' ? ' while (tick());' : ''}`
    );
  });
}

function writeClassDeclaration(choice: number, parts: readonly Part[], place: Place): string {
  if (place.declared.has('C')) return ';';
  place.declared.add('C');
  const early = choice % 3 === 0 ? 'fs.push(() => typeof C);\n' : '';
  return `${early}${writeClass(choice, parts, place, 'C')}\nlog(C.name, C.s, Reflect.ownKeys(C.prototype).length);`;
}

function writeJump(choice: number, _parts: readonly Part[], place: Place): string {
  const continues = choice % 2 === 0;
  const labels = place.labels.filter((label) => label.loop || !continues);
  const label = choice % 3 === 0 && labels.length > 0 ? ` ${pick(labels, choice >> 2).name}` : '';
  if (continues ? place.inLoop || label !== '' : place.breakable || label !== '')
    return `if (f(${choice})) ${continues ? 'continue' : 'break'}${label};`;
  return ';';
}
