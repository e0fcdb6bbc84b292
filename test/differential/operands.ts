/**
 * Every expression with suspensions in its operands, in strict and in sloppy mode, in one kind of coroutine: a test file
 * for each, so that workers share them.
 */
import { describe, test } from 'vitest';
import { expectAgreement } from './compare.ts';
import { EXPRESSIONS } from './expressions.ts';

const HEADS = {
  generator: 'function*',
  async: 'async function',
  'async generator': 'async function*',
} as const;
type Kind = keyof typeof HEADS;

const PRELUDE = `
const { coroutine } = require('stackless');
const f = (...all) => { log('f', ...all); return all[0]; };
const o = {
  x: 1, y: 's', n: null,
  get self() { log('get self'); return o; },
  m(...all) { log('m', this === o, ...all); return all.length; },
  tag(strings, ...all) { log('o.tag', this === o, ...strings, ...all); return 't'; },
  get g() { log('get g'); return 3; },
  set g(value) { log('set g', value); },
};
class K { constructor(...all) { log('new', new.target === K, ...all); } }
o.K = K;
const tag = (strings, ...all) => { log('tag', ...strings.raw, ...all); return all.length; };
const valued = (v) => ({ valueOf() { log('valueOf', v); return v; }, toString() { log('toString', v); return String(v); } });
const key = () => ({ toString() { log('key'); return 'x'; } });
const iter = (...items) => {
  let at = 0;
  return {
    [Symbol.iterator]() { log('iterator'); return this; },
    next(sent) { log('step', sent); return at < items.length ? { value: items[at++], done: false } : { value: 'end', done: true }; },
    // What delegation does without a throw method changed in ES2025, and engines differ.
    throw(error) { log('thrown', error); throw error; },
    return(value) { log('close', value); return { value, done: true }; },
  };
};
const later = (x) => Promise.resolve(x);
const inner = coroutine(function* (x) { try { return yield x; } finally { log('inner finally'); } });
const innerAsync = coroutine(async (x) => { try { return await later(x); } finally { log('inner finally'); } });
const innerStream = coroutine(async function* (x) { try { return yield x; } finally { log('inner finally'); } });
`;

/** The suspensions are numbered, so that each gives a value of its own. */
function programOf(expression: string, kind: Kind, strict: boolean): string {
  let count = 0;
  const suspension = (): string => {
    count++;
    if (kind === 'generator') return `(yield 's${count}')`;
    return kind === 'async' || count % 2 === 0 ? `(await later(${count}))` : `(yield ${count})`;
  };
  const delegated = kind === 'async' ? 'await ' : 'yield* ';
  const text = expression
    .replaceAll('#', suspension)
    .replaceAll('^ ', delegated)
    .replaceAll(
      'inner(',
      kind === 'generator' ? 'inner(' : kind === 'async' ? 'innerAsync(' : 'innerStream(',
    );
  return `${strict ? "'use strict';" : ''}${PRELUDE}
exports.args = [1];
exports.main = coroutine(${HEADS[kind]} (p) {
  let a = 1, b = 's', u;
  const k = 'constant';
  try {
    log('value', ${text});
  } catch (e) {
    log('error', e);
  } finally {
    log('finally', a, b, u, p);
  }
  return [a, b, u, o.x, o.y];
});
`;
}

export function agreesInEachOperand(kind: Kind): void {
  describe(kind, () => {
    test.each(EXPRESSIONS)('%s', async (expression) => {
      await expectAgreement(programOf(expression, kind, true));
      await expectAgreement(programOf(expression, kind, false));
    });
  });
}
