/** A generated program as source text: effects and fuel around a coroutine, and how it is to be driven. */
import fc from 'fast-check';
import type { CoroutineKind } from '../../compiler/ir/types.ts';
import type { Tree } from './form.ts';
import { trees, write } from './grammar.ts';

export interface Command {
  readonly how: 'next' | 'throw' | 'return';
  /** Index into VALUES. */
  readonly value: number;
}

export interface GeneratedProgram {
  readonly kind: CoroutineKind;
  readonly strict: boolean;
  readonly statements: readonly Tree[];
  readonly commands: readonly Command[];
}

/** Falsy ones among them: a thrown `undefined` is an exception like any other. */
export const VALUES: readonly unknown[] = [1, 's', undefined, null, 0, 'x', true, 3, '', 'm'];

export function programs(kind: CoroutineKind): fc.Arbitrary<GeneratedProgram> {
  return fc.record({
    kind: fc.constant(kind),
    strict: fc.boolean(),
    statements: fc.array(trees('statement', 4), { minLength: 1, maxLength: 6 }),
    commands: fc.array(
      fc.record({
        how: fc.oneof(
          { weight: 6, arbitrary: fc.constant('next' as const) },
          { weight: 1, arbitrary: fc.constant('throw' as const) },
          { weight: 1, arbitrary: fc.constant('return' as const) },
        ),
        value: fc.nat(VALUES.length - 1),
      }),
      { maxLength: 12 },
    ),
  });
}

const HEADS: Readonly<Record<CoroutineKind, string>> = {
  generator: 'function*',
  async: 'async function',
  'async-generator': 'async function*',
};

/** A CommonJS script: text that either side runs as it is, but for what it requires. */
export function sourceOf({ kind, strict, statements }: GeneratedProgram): string {
  const declared = new Set(['a', 'b', 'c', 'k', 'i']);
  const place = { kind, inLoop: false, breakable: false, labels: [], declared };
  return `${strict ? "'use strict';\n" : ''}const { coroutine } = require('stackless');
${PRELUDE}
exports.main = coroutine(${HEADS[kind]} (p, q = (log('default'), 2)) {
let a = 1, b = 's', c, i = 'i';
var v, w, u;
const k = 'k', fs = [];
${statements.map((statement) => guard(statement, write(statement, place))).join('\n')}
log('end', a, b, c, v, w, u, p, q, ...fs.map((h) => h()));
});
`;
}

/** Most programs go on after an error, or what follows it would never be tried. */
function guard([form, choice]: Tree, text: string): string {
  return choice % 3 === 0 || form === 'declare' || form === 'unpack'
    ? text
    : `try {\n${text}\n} catch (e) { log('error', e); }`;
}

// Functions print as their names: their source text is the printer's, and no business of a trace.
const PRELUDE = `let fuel = 24;
const tick = () => fuel-- > 0;
const f = (x, ...more) => { log('f', x, ...more); return more.length > 0 ? f : x; };
f.toString = () => 'f';
const xs = [1, 2];
const o = {
  x: 1, s: 's', n: null, y: { z: 2 },
  m(...all) { log('m', this === o, ...all); return all.length; },
  tag(strings) { log('o.tag', this === o, strings.length); return 't'; },
  get g() { log('get g'); return 3; },
  set g(value) { log('set g', value); },
};
class K { static toString() { return 'K'; } constructor(...all) { log('new', new.target === K, ...all); this.all = all.length; } }
const tag = (strings, ...all) => { log('tag', ...strings.raw, ...all); return all.length; };
const iter = (...items) => {
  let at = 0;
  log('iter');
  return {
    [Symbol.iterator]() { return this; },
    next(sent) { log('next', sent); return at < items.length ? { value: items[at++], done: false } : { value: 'end', done: true }; },
    return(value) { log('return', value); at = items.length; return { value, done: true }; },
  };
};
const inner = coroutine(function* (x) {
  try { const sent = yield x; log('inner', sent); return yield sent; }
  catch (e) { log('inner caught', e); return 'caught'; }
  finally { log('inner finally'); }
});
const later = (x) => Promise.resolve(x);
const refused = (x) => Promise.reject(x);
const thenable = (x) => ({ then(resolve, reject) { log('then'); x === 1 ? reject('one') : resolve(x); } });
const innerAsync = coroutine(async function (x) {
  try { log('in', await x); return await later(x); } finally { log('inner finally', await later('f')); }
});
const innerAsyncGenerator = coroutine(async function* (x) {
  try { const sent = yield x; log('inner', sent); return await later(sent); } finally { log('inner finally', await later('f')); }
});
`;
