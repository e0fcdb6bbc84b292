/**
 * What generated programs are made of: effects that log, fuel, iterators, and coroutines to delegate to. It is run anew
 * for each program.
 */

/** What it declares, as a program sees it. */
export const PRELUDE_NAMES = [
  ...['tick', 'f', 'xs', 'o', 'K', 'tag', 'key', 'spy', 'iter', 'misfit', 'asyncIter', 'asyncMisfit'],
  ...[
    'inner',
    'later',
    'plain',
    'refused',
    'thenable',
    'odd',
    'innerAsync',
    'innerAsyncGenerator',
    'resource',
  ],
  ...['again', 'watch', 'use', 'exercise', 'facts', 'e', 'j', 'g', 'h', 'async', 'of'],
];

export interface Engine {
  /**
   * An iterator without `throw` is closed when one is thrown into an async generator's `yield*`, and one whose value is
   * a rejected promise when it is awaited. Node 20 is older than these rules (ES2025 27.1.6.2.3 and 27.1.6.4).
   */
  readonly closesSyncIterators: boolean;
}

/** No promises, which may be rejected. */
const TAMED = `all.map((x) => Object(x) === x && 'then' in x ? 'promise' : x)`;
const OWN_THROW = `throw(error) { log('throw', error); at = items.length; throw error; },`;

export const MARK = "const { coroutine: co } = require('stackless');";

// Functions print as their names: their source text is the printer's, and no business of a trace.
export const preludeOf = (
  engine: Engine,
  functions: 'marked' | 'all',
): string => `${functions === 'marked' ? MARK : 'const co = (body) => body;'}
const coroutines = ${functions === 'marked'};
let fuel = 60;
const tick = () => fuel-- > 0;
const f = (x, ...more) => { log('f', x, ...more); return more.length > 0 ? f : x; };
const xs = [1, 2];
const o = {
  x: 1, s: 's', n: null, y: { z: 2 },
  m(...all) { log('m', this === o, ...all); return all.length; },
  o2: { m(...all) { log('o2.m', this === o.o2, ...all); return o; } },
  tag(strings) { log('o.tag', this === o, strings.length); return 't'; },
  get g() { log('get g'); return 3; },
  set g(value) { log('set g', value); },
};
class K { constructor(...all) { log('new', new.target === K, ...all); this.all = all.length; } }
const seen = new Set();
const tag = (strings, ...all) => { log('tag', seen.has(strings), ...strings.raw, ...all); seen.add(strings); return all.length; };
const key = (x) => ({ toString() { log('key', x); return String(x); } });
const [e, j, g, h, async, of] = ['e', 'j', undefined, undefined, 'async', 'of'];

// Engines convert the key of \`o[k] op= v\` twice, so conversions are not told; nor what a coroutine asks of an operand.
const told = (name) => typeof name === 'symbol' ? name === Symbol.iterator : !/^(toString|valueOf)$/.test(name);
const spy = (target) => Object(target) !== target ? target : new Proxy(target, {
  get(to, name) { if (told(name)) log('spy get', name); return Reflect.get(to, name); },
  set(to, name, value) { log('spy set', name, value); return Reflect.set(to, name, value); },
  has(to, name) { if (told(name)) log('spy has', name); return Reflect.has(to, name); },
  deleteProperty(to, name) { log('spy delete', name); return Reflect.deleteProperty(to, name); },
  ownKeys(to) { log('spy keys'); return Reflect.ownKeys(to); },
  getOwnPropertyDescriptor(to, name) { log('spy own', name); return Reflect.getOwnPropertyDescriptor(to, name); },
});

const iter = (...all) => {
  const items = ${engine.closesSyncIterators ? 'all' : TAMED};
  let at = 0;
  log('iter');
  return {
    [Symbol.iterator]() { return this; },
    next(sent) { log('next', sent); return at < items.length ? { value: items[at++], done: false } : { value: 'end', done: true }; },
    return(value) { log('return', value); at = items.length; return { value, done: true }; },
    ${engine.closesSyncIterators ? '' : OWN_THROW}
  };
};
const asyncIter = (...items) => {
  const it = iter(...items);
  const { next } = it;
  return {
    [Symbol.asyncIterator]() { log('async iterator'); return this; },
    next: (...all) => Promise.resolve(next(...all)),
    return: (value) => { log('async return', value); items.length = 0; return Promise.resolve({ value, done: true }); },
  };
};
/** Breaks the protocol in one way; \`give\` makes what its methods return. */
const misbehave = (it, fault, give) => {
  const { next } = it;
  let steps = 0;
  const second = (body) => { it.next = (...all) => ++steps === 2 ? body() : next(...all); };
  switch (fault) {
    case 'noReturn': it.return = undefined; break;
    case 'nullReturn': it.return = null; break;
    case 'badReturn': it.return = 1; break;
    case 'oddReturn': it.return = () => { log('odd return'); return give(1); }; break;
    case 'throwingReturn': it.return = () => { log('throwing return'); throw 'return'; }; break;
    case 'returnGetter': Object.defineProperty(it, 'return', { get() { log('get return'); return undefined; } }); break;
    case 'noThrow': ${engine.closesSyncIterators ? 'it.throw = undefined; ' : ''}break;
    case 'badThrow': it.throw = 1; break;
    case 'throwingNext': second(() => { throw 'next'; }); break;
    case 'oddNext': second(() => give(1)); break;
    case 'throwingDone': second(() => give({ get done() { log('get done'); throw 'done'; } })); break;
    // Coroutines hand on values, not result objects, so they read them where a native \`yield*\` does not.
    case 'throwingValue': if (coroutines) break;
      second(() => give({ get value() { log('get value'); throw 'value'; } })); break;
    case 'badNext': it.next = 1; break;
    case 'stubborn': it.return = (value) => { log('stubborn', value); return give({ value: 'more', done: ++steps > 2 }); }; break;
    case 'endless': it.next = (...all) => { next(...all); return give({ value: ++steps, done: steps > 20 }); }; break;
    case 'rejectedNext': second(() => Promise.reject('next')); break;
    case 'rejectedReturn': it.return = () => { log('rejected return'); return Promise.reject('return'); }; break;
    case 'plainResults': it.next = () => ({ value: ++steps, done: steps > 2 }); break;
    case 'promisedValues': it.next = () => give({ value: Promise.resolve(++steps), done: steps > 2 }); break;
  }
  return it;
};
const misfit = (fault, ...items) => misbehave(iter(...items), fault, (result) => result);
const asyncMisfit = (fault, ...items) => misbehave(asyncIter(...items), fault, (result) => Promise.resolve(result));

const inner = co(function* (x) {
  try { const sent = yield x; log('inner', sent); return yield sent; }
  catch (e) { log('inner caught', e); return 'caught'; }
  finally { log('inner finally'); }
});
const later = (x) => Promise.resolve(x);
const plain = (x) => (Object(x) === x ? 'object' : x);
const refused = (x) => Promise.reject(x);
const thenable = (x) => ({ then(resolve, reject) { log('then'); x === 1 ? reject('one') : resolve(x); } });
const odd = (fault, x) => {
  switch (fault) {
    case 0: return { get then() { log('get then'); throw 'then'; } };
    case 1: return { then(resolve, reject) { log('then'); resolve(x); resolve('twice'); reject('late'); } };
    case 2: return { then(resolve) { log('then'); resolve(x); throw 'ignored'; } };
    case 3: return { then(resolve) { log('then'); resolve(thenable(x)); } };
    default: return { then: x };
  }
};
const innerAsync = co(async function (x) {
  try { log('in', await x); return await later(x); } finally { log('inner finally', await later('f')); }
});
const innerAsyncGenerator = co(async function* (x) {
  try { const sent = yield x; log('inner', sent); return await later(sent); } finally { log('inner finally', await later('f')); }
});
const keys = [Symbol.dispose ?? Symbol.for('Symbol.dispose'), Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')];
const resource = (fault, x) => {
  const dispose = (value) => { log('dispose', fault, x); if (fault === 'throws') throw x; return value; };
  switch (fault) {
    case 'bad': return { [keys[0]]: x, [keys[1]]: x };
    case 'async': return { [keys[0]]: dispose, [keys[1]]: () => dispose(later(x)) };
    case 'rejects': return { [keys[1]]: () => dispose(refused(x)) };
    default: return { [keys[0]]: dispose };
  }
};

/** Requests from within: refused by generators, queued by async generators. */
const again = (how, value) => {
  // When the requests of a marked async generator are answered is the scheduler's business.
  const it = detached ? current() : null;
  if (typeof it?.[how] !== 'function') return 'none';
  let result;
  try { result = it[how](value); } catch (error) { log('again', error); return 'refused'; }
  if (it[Symbol.asyncIterator]) { watch(result, 'again'); return 'asked'; }
  return result;
};
const show = (how, result) => log(how, result?.value, result?.done);
const watch = (promise, name = 'watched') => {
  if (detached) promise.then((value) => log(name, 'fulfilled', value), (error) => log(name, 'rejected', error));
  else promise.then(() => {}, () => {});
  return name;
};
const NAMES = { n: 'next', t: 'throw', r: 'return' };
const drain = (it, word) => {
  let step = 0;
  for (const letter of (word + 'nnnnnn').replace('q', '')) {
    if (!tick()) break;
    try { const result = it[NAMES[letter]](step++); show(letter, result); if (result.done) break; }
    catch (error) { log(letter, 'throws', error); break; }
  }
  return 'drained';
};
const drainAsync = (it, word) => {
  const letters = [...(word + 'nnnnnn').replace('q', '')];
  const request = (step) => it[NAMES[letters[step]]](step).then(
    (result) => { show(letters[step], result); return result.done; },
    (error) => { log(letters[step], 'rejected', error); return true; });
  if (word.startsWith('q')) return Promise.all(letters.map((_, step) => request(step))).then(() => 'drained');
  const from = (step) => step < letters.length && tick()
    ? request(step).then((done) => done ? 'drained' : from(step + 1)) : 'drained';
  return Promise.resolve(from(0));
};
/** Calls and drives; gives a promise where there is something to wait for. */
const use = (fn, receiver, word, ...all) => {
  let result;
  try { result = Reflect.apply(fn, receiver, all); } catch (error) { log('threw', error); return 'threw'; }
  if (typeof result !== 'object' || result === null) { log('gave', result); return result; }
  if (result instanceof Promise)
    return result.then((value) => log('fulfilled', value), (error) => log('rejected', error));
  if (typeof result.next === 'function')
    return Symbol.asyncIterator in result ? drainAsync(result, word) : drain(result, word);
  log('gave', result);
  return result;
};
/** All of a class, one after the other but for what is asynchronous. */
const exercise = (C, word) => {
  const waiting = [];
  const touch = (holder, receiver, where) => {
    for (const name of Reflect.ownKeys(holder)) {
      if (name === 'constructor' || name === 'prototype') continue;
      log(where, name);
      const { value, get, set } = Reflect.getOwnPropertyDescriptor(holder, name);
      if (get) use(get, receiver, word);
      if (set) use(set, receiver, word, 1);
      if (typeof value === 'function' && Reflect.getOwnPropertyDescriptor(value, 'prototype')?.writable !== false) waiting.push(use(value, receiver, word, 1));
      else log(value);
    }
  };
  touch(C, C, 'static');
  let instance = Object.create(C.prototype);
  try { instance = new C(1); } catch (error) { log('no instance', error); }
  touch(instance, instance, 'own');
  if (C.prototype) touch(C.prototype, instance, 'of prototype');
  return Promise.all(waiting.filter((each) => each instanceof Promise)).then(() => 'exercised');
};
/** What reflection tells of a function. */
const facts = (fn) => {
  const constructs = () => { try { Reflect.construct(Object, [], fn); return true; } catch { return false; } };
  log('facts', fn.name, fn.length, Reflect.ownKeys(fn), constructs(), Object.prototype.toString.call(fn), Object.isExtensible(fn));
  for (const name of Reflect.ownKeys(fn)) {
    const { value, ...attributes } = Reflect.getOwnPropertyDescriptor(fn, name);
    log(name, attributes, typeof value === 'object' ? Reflect.ownKeys(value) : value);
  }
  for (let at = Reflect.getPrototypeOf(fn); at; at = Reflect.getPrototypeOf(at)) log(at[Symbol.toStringTag], Reflect.ownKeys(at).length);
  for (let at = fn.prototype; at; at = Reflect.getPrototypeOf(at)) log(at[Symbol.toStringTag], Reflect.ownKeys(at).length);
  return 'facts';
};
`;
