/**
 * Every way out of every part of every `try`, in every construct that a jump can leave: 6 constructs, 7 places, 7 exits,
 * each driven by every word of next, throw and return up to a bound.
 */
import { describe, test } from 'vitest';
import { expectAgreement } from './compare.ts';

const CONSTRUCTS: Readonly<Record<string, (body: string) => string>> = {
  for: (body) => `outer: for (let i = 0; i < 2; i++) { later.push(() => i);\n${body}\n}`,
  'for-of': (body) => `outer: for (const i of iter(0, 1)) { later.push(() => i);\n${body}\n}`,
  'for-in': (body) => `outer: for (const i in { x: 1, y: 2 }) {\n${body}\n}`,
  while: (body) => `let i = 0; outer: while (i++ < 2) {\n${body}\n}`,
  do: (body) => `let i = 0; outer: do {\n${body}\n} while (i++ < 1);`,
  'switch in a loop': (body) =>
    `let i = 0; outer: while (i++ < 2) switch (i) { case 1: log('first'); case 2: {\n${body}\n} default: log('next case'); }`,
};

const EXITS: Readonly<Record<string, string>> = {
  'falling off': '',
  break: 'break;',
  'labelled break': 'break outer;',
  continue: 'continue outer;',
  return: "return 'returned';",
  'return of a suspension': "return yield 'returning';",
  throw: "throw 'thrown';",
};

const PLACES: Readonly<Record<string, (exit: string) => string>> = {
  'try of try-finally': (exit) =>
    `try { log('try', yield 't'); ${exit} } finally { log('finally', yield 'f'); }`,
  'finally of try-finally': (exit) =>
    `try { log('try', yield 't'); } finally { log('finally', yield 'f'); ${exit} }`,
  'try of try-catch': (exit) =>
    `try { log('try', yield 't'); ${exit} } catch (e) { log('catch', e, yield 'c'); }`,
  'catch of try-catch': (exit) =>
    `try { throw yield 't'; } catch (e) { log('catch', e, yield 'c'); ${exit} }`,
  'try of all three': (exit) =>
    `try { log('try', yield 't'); ${exit} } catch (e) { log('catch', e); throw yield 'c'; } finally { log('finally', yield 'f'); }`,
  'catch of all three': (exit) =>
    `try { throw yield 't'; } catch (e) { log('catch', e, yield 'c'); ${exit} } finally { log('finally', yield 'f'); }`,
  'try within two finallys': (exit) =>
    `try { try { log('try', yield 't'); ${exit} } finally { log('inner', yield 'f'); } } finally { log('outer', yield 'g'); }`,
};

const programOf = (body: string): string => `
const { coroutine } = require('stackless');
const later = [];
const iter = (...items) => {
  let at = 0;
  return {
    [Symbol.iterator]() { return this; },
    next() { log('step'); return at < items.length ? { value: items[at++], done: false } : { value: undefined, done: true }; },
    return(value) { log('close', value); return {}; },
  };
};
exports.main = coroutine(function* () {
  try {
    ${body}
    log('after', ...later.map((get) => get()));
  } finally {
    log('left');
  }
  return 'end';
});
`;

for (const [construct, around] of Object.entries(CONSTRUCTS)) {
  describe(construct, () => {
    for (const [place, protect] of Object.entries(PLACES)) {
      test.each(Object.entries(EXITS))(`${place}: %s`, async (_, exit) => {
        await expectAgreement(programOf(around(`${protect(exit)}\nlog('body ends');`)));
      });
    }
  });
}
