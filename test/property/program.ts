/** A generated program as source text: a function of the kind that is compiled, and how it is called and driven. */
import type { CoroutineKind } from '../../compiler/ir/types.ts';
import { PRIVATE } from './classes.ts';
import { Dice } from './dice.ts';
import { HEADS, parameters } from './functions.ts';
import { GRAMMAR } from './grammar.ts';
import { type Place, statement } from './place.ts';
import { MARK } from './prelude.ts';

export interface Command {
  readonly how: 'next' | 'throw' | 'return';
  /** Which of them, as `valueAt` counts. */
  readonly value: number;
}

export interface GeneratedProgram {
  readonly functions: 'marked' | 'all';
  readonly kind: CoroutineKind;
  readonly strict: boolean;
  /** What runs between a prelude and a driver: it exports `main`. */
  readonly source: string;
  /** How many arguments it is called with. */
  readonly arguments: number;
  readonly commands: readonly Command[];
  /** Requests to an async generator are made without waiting for answers. */
  readonly burst: boolean;
  /** Two calls take turns, so that they could get in each other's way. */
  readonly twice: boolean;
}

/** Falsy ones among them: a thrown `undefined` is an exception like any other. */
const VALUES: readonly unknown[] = [1, 's', undefined, null, 0, 'x', true, 3, '', 'm'];

/** The value of an index; the last is an object, which a program may change, and so is a new one each time. */
export const valueAt = (index: number): unknown => (index < VALUES.length ? VALUES[index] : { x: 'X' });

/** Most are small: what differs is seen by them, and they are compiled in no time. */
const BUDGETS = [15, 30, 30, 50, 50, 80];

export function programOf(functions: 'marked' | 'all', kind: CoroutineKind, seed: number): GeneratedProgram {
  const dice = new Dice(seed);
  // The first numbers of neighbouring seeds are alike enough to be thrown away.
  for (let k = 0; k < 3; k++) dice.below(2);
  const shell = dice.pick<Shell>(
    kind === 'async'
      ? ['function', 'declaration', 'arrow', 'object', 'class']
      : ['function', 'declaration', 'object', 'class'],
  );
  const strict = dice.chance(50) || shell === 'class';
  const place: Place = {
    dice,
    grammar: GRAMMAR,
    depth: 6,
    budget: { left: dice.pick(BUDGETS), names: 0 },
    functions,
    kind,
    compiled: true,
    detached: functions === 'all' || kind === 'generator',
    resources: dice.chance(20),
    returns: true,
    inLoop: false,
    breakable: false,
    labels: [],
    declared: new Set(['a', 'b', 'c', 'k', 'i']),
    strict,
    hasSuper: shell === 'object' || shell === 'class',
    hasPrivateNames: shell === 'class',
    hasArguments: true,
  };
  const sloppyNames = strict
    ? ''
    : `var let = 'let', static = 'static', ${kind === 'async' ? "yield = 'yield'" : 'v'};\n`;
  const body = `let a = 1, b = 's', c, i = 'i';
var v, w, u;
${sloppyNames}const k = 'k', fs = [];
${statementsOf(place)}
log('end', a, b, c, v, w, u, p, q, ...fs.map((h) => h()));`;
  const head = dice.chance(15)
    ? 'p, q = arguments.length, r = (x) => { p = x; return q; }'
    : mainParameters(place);
  const text = inShell(shell, place, head, body);
  return {
    functions,
    kind,
    strict,
    source: `${strict ? "'use strict';\n" : ''}${functions === 'marked' ? `${MARK}\n` : ''}${text}\n`,
    arguments: dice.below(4),
    commands: Array.from({ length: dice.below(13) }, () => ({
      how: dice.pick(['next', 'next', 'next', 'next', 'next', 'next', 'throw', 'return'] as const),
      value: dice.below(VALUES.length + 1),
    })),
    burst: dice.chance(40),
    // When two marked ones go on is the scheduler's business.
    twice: dice.chance(15) && (functions === 'all' || kind === 'generator'),
  };
}

/** Whether `main` is still marked, in a program that something was left out of. */
export const isMarked = (source: string): boolean =>
  /(exports\.main =|return) co\(|\b(run|main)\(.*?\)\s*\{\s*'use coroutine'/s.test(source);

function statementsOf(place: Place): string {
  const lines: string[] = [];
  for (let k = 1 + place.dice.below(8); k > 0; k--) lines.push(statement(place));
  return lines.join('\n');
}

/** Both are used at the end. */
function mainParameters(place: Place): string {
  const text = parameters({ ...place, declared: new Set() });
  return /\bq\b/.test(text) ? text : 'p, q';
}

type Shell = 'function' | 'declaration' | 'arrow' | 'object' | 'class';

function inShell(shell: Shell, { kind, functions, dice }: Place, head: string, body: string): string {
  const marked = functions === 'marked';
  const [async, star] = kind === null ? HEADS.sync : HEADS[kind];
  const directive = marked ? "'use coroutine';\n" : '';
  // A directive "use strict" allows simple parameters only, so strict mode is the program's.
  const method = `${async}${star}run(${head}) {\n${directive}${body}\n}`;
  const mark = (text: string): string => (marked ? `co(${text})` : text);
  switch (shell) {
    case 'function':
      return `exports.main = ${mark(`${async}function${star} ${dice.pick(['', 'main'])}(${head}) {\n${body}\n}`)};`;
    case 'declaration':
      return `exports.main = main;\n${async}function${star} main(${head}) {\n${directive}${body}\n}`;
    case 'arrow':
      return `exports.main = function () {\nreturn ${marked ? 'co' : ''}(${async}(${head}) => {\n${body}\n})(...arguments);\n};`;
    case 'object':
      return `${BASE}const main = { __proto__: new Base(), x: 'own', ${method} };\nexports.main = (...all) => main.run(...all);`;
    case 'class':
      return `${BASE}class Main extends Base {\n${PRIVATE}\n${method}\n}\nconst main = new Main();\nexports.main = (...all) => main.run(...all);`;
  }
}

const BASE = `class Base {
get x() { log('super x', this === main); return 'base'; }
set x(value) { log('set super x', this === main, value); }
m(...all) { log('super m', this === main, ...all); return all.length; }
tag(strings) { log('super tag', this === main, strings.length); return 't'; }
get g() { log('super g', this === main); return 5; }
}
`;
