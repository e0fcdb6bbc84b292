/**
 * What generated programs are made of: effects that log, fuel, iterators, and coroutines to delegate to. It is compiled
 * once a mode and run anew for each program.
 */
import type { CoroutineKind } from '../../compiler/ir/types.ts';

/** What it declares, as a program sees it. */
export const PRELUDE_NAMES = [
  'tick',
  'f',
  'xs',
  'o',
  'K',
  'tag',
  'iter',
  'inner',
  'later',
  'refused',
  'thenable',
  'innerAsync',
  'innerAsyncGenerator',
];

/** An iterator without `throw` is closed when one is thrown into an async generator; Node 20 is older than that rule. */
const THROW = `throw(error) { log('throw', error); at = items.length; throw error; },`;

// Functions print as their names: their source text is the printer's, and no business of a trace.
export const preludeOf = (kind: CoroutineKind): string => `const { coroutine } = require('stackless');
let fuel = 24;
const tick = () => fuel-- > 0;
const f = (x, ...more) => { log('f', x, ...more); return more.length > 0 ? f : x; };
f.toString = () => 'f';
const xs = [1, 2];
const o = {
  x: 1, s: 's', n: null, y: { z: 2 },
  m(...all) { log('m', this === o, ...all); return all.length; },
  o2: { m(...all) { log('o2.m', this === o.o2, ...all); return o; } },
  tag(strings) { log('o.tag', this === o, strings.length); return 't'; },
  get g() { log('get g'); return 3; },
  set g(value) { log('set g', value); },
};
o.m.toString = o.o2.m.toString = o.tag.toString = () => 'method';
class K { static toString() { return 'K'; } constructor(...all) { log('new', new.target === K, ...all); this.all = all.length; } }
const seen = new Set();
const tag = (strings, ...all) => { log('tag', seen.has(strings), ...strings.raw, ...all); seen.add(strings); return all.length; };
tag.toString = () => 'tag';
const iter = (...items) => {
  let at = 0;
  log('iter');
  return {
    [Symbol.iterator]() { return this; },
    next(sent) { log('next', sent); return at < items.length ? { value: items[at++], done: false } : { value: 'end', done: true }; },
    return(value) { log('return', value); at = items.length; return { value, done: true }; },
    ${kind === 'async-generator' ? THROW : ''}
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
