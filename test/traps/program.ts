/** From the text of a trap to whole programs: one for each kind of function and each mode. */
import { Script } from 'node:vm';
import type { CoroutineKind } from '../../compiler/ir/types.ts';
import { isAllowed, limitsOf } from './trap.ts';

export interface Variant {
  readonly title: string;
  readonly kind: CoroutineKind;
  readonly strict: boolean;
  readonly context: 'fresh' | 'shared';
  /** A CommonJS script in which `CO;` stands where a mark may. */
  readonly source: string;
}

const HEADS: Readonly<Record<CoroutineKind, readonly [fn: string, method: string]>> = {
  generator: ['function*', '*'],
  async: ['async function', 'async '],
  'async-generator': ['async function*', 'async *'],
};
const KINDS = ['generator', 'async', 'async-generator'] as const;

/** What programs may use without declaring it. Only what a text mentions is put before it. */
const HELPERS: Readonly<Record<string, string>> = {
  f: "const f = (...all) => { log('f', ...all); return all[0]; };",
  valued:
    "const valued = (v) => ({ valueOf() { log('valueOf', v); return v; }, toString() { log('toString', v); return String(v); } });",
  key: "const key = (name) => ({ toString() { log('key', name); return name; } });",
  iter: `const iter = (...items) => ({
    at: 0,
    [Symbol.iterator]() { log('iterator'); return this; },
    next(sent) { log('step', sent); return this.at < items.length ? { value: items[this.at++], done: false } : { value: 'end', done: true }; },
    return(value) { log('close', value); return { value, done: true }; },
    throw(error) { log('thrown', error); throw error; },
  });`,
  stream: `const stream = (...items) => ({
    at: 0,
    [Symbol.asyncIterator]() { log('async iterator'); return this; },
    next(sent) { log('step', sent); return Promise.resolve(this.at < items.length ? { value: items[this.at++], done: false } : { value: 'end', done: true }); },
    return(value) { log('close', value); return Promise.resolve({ value, done: true }); },
    throw(error) { log('thrown', error); return Promise.reject(error); },
  });`,
  spy: `const spy = (name, target) => new Proxy(target, Object.fromEntries(Object.getOwnPropertyNames(Reflect)
    .map((trap) => [trap, (t, ...rest) => { log(name, trap, ...rest.filter((x) => typeof x === 'string' || typeof x === 'symbol').map(String)); return Reflect[trap](t, ...rest); }])));`,
  answer:
    "const answer = (n) => (exports.word?.[exports.asked++] === 't' ? Promise.reject(new Error(`t${n}`)) : Promise.resolve(n));",
  keep: 'const kept = [], keep = (x) => (kept.push(x), x), sent = () => kept.pop();',
  describe:
    "const describe = (h) => { const own = Reflect.ownKeys(h).map((k) => { const d = Object.getOwnPropertyDescriptor(h, k); return String(k) + (d.writable ? 'w' : '') + (d.enumerable ? 'e' : '') + (d.configurable ? 'c' : ''); }); log(h.name, h.length, own, typeof h.prototype); try { Reflect.construct(Object, [], h); log('constructor'); } catch (e) { log(e.name); } };",
  attempt: 'const attempt = (run) => { try { return run(); } catch (e) { return e.name ?? e; } };',
};

export function variantsOf(text: string, form: 'body' | 'program'): Variant[] {
  const limits = limitsOf(text);
  const found: Variant[] = [];
  for (const kind of KINDS) {
    if (!isAllowed(limits, KINDS, kind) || !(limits.includes(kind) || fits(text, kind))) continue;
    for (const strict of [true, false]) {
      if (!isAllowed(limits, ['strict', 'sloppy'], strict ? 'strict' : 'sloppy')) continue;
      const source = write(form === 'body' ? around(text, strict) : text, kind, strict);
      const title = `${kind}, ${strict ? 'strict' : 'sloppy'}`;
      const context = limits.includes('shared') ? 'shared' : 'fresh';
      if (parses(source)) found.push({ title, kind, strict, context, source });
    }
  }
  return found;
}

/** Written out, a suspension of one kind keeps a text from the others. A text of no kind in particular is run once. */
function fits(text: string, kind: CoroutineKind): boolean {
  const [yields, awaits] = [/\byield\b/.test(text), /\bawait\b/.test(text)];
  if (yields && awaits) return kind === 'async-generator';
  if (yields) return kind !== 'async';
  if (awaits) return kind !== 'generator';
  return kind === 'generator' || /@|\bFUNCTION\b|\bMETHOD\b/.test(text);
}

const around = (body: string, strict: boolean): string =>
  strict
    ? `exports.main = main;\nFUNCTION main(p, q) { CO;\n${body}\n}`
    : `exports.main = FUNCTION (p, q) { CO;\n${body}\n};`;

function write(text: string, kind: CoroutineKind, strict: boolean): string {
  const [fn, method] = HEADS[kind];
  let count = 0;
  const suspend = (program: string): string => {
    const at = program.indexOf('@');
    if (at < 0) return program;
    count++;
    const awaits = kind === 'async' || (kind === 'async-generator' && count % 2 === 0);
    const before = program.slice(0, at);
    if (program[at + 1] !== '(')
      return `${before}${awaits ? `(await answer(${count}))` : `(yield 's${count}')`}${suspend(program.slice(at + 1))}`;
    const end = closing(program, at + 1);
    const operand = program.slice(at + 1, end + 1);
    return suspend(
      `${before}${awaits ? `(await ${operand})` : `sent(yield keep${operand})`}${program.slice(end + 1)}`,
    );
  };
  const enter = (program: string): string => {
    const at = program.indexOf('RUN(');
    if (at < 0) return program;
    const end = closing(program, at + 3);
    const call = program.slice(at + 4, end);
    return enter(
      `${program.slice(0, at)}(${kind === 'async' ? 'await' : 'yield*'} ${call})${program.slice(end + 1)}`,
    );
  };
  const program = suspend(
    enter(text)
      .replace(/\bFUNCTION\b/g, fn)
      .replace(/\bMETHOD\s+/g, method),
  );
  const exported = /exports\.main\b/.test(program) ? '' : 'exports.main = main;';
  return `${strict ? "'use strict';" : ''}${helpersOf(program)}exports.args = [1, 's'];${exported}\n${program}\n`;
}

/** The parenthesis that closes the one at `open`; the texts have none in strings within. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return at;
  }
  throw new Error(`unbalanced: ${text.slice(open)}`);
}

function helpersOf(program: string): string {
  const needed = Object.keys(HELPERS).filter(
    (name) =>
      new RegExp(`(?:\\.\\.\\.|[^.\\w$]|^)${name}\\b`).test(program) &&
      !new RegExp(`(const|let|var|function) ${name}\\b`).test(program),
  );
  return needed.map((name) => `${HELPERS[name]}\n`).join('');
}

export function parses(source: string): boolean {
  try {
    new Script(`(function (require, exports, module, log) {${source}\n})`);
    return true;
  } catch {
    return false;
  }
}

/** Scripts are as they are; a strict one says so first. */
export const scriptOf = (text: string, strict: boolean): string =>
  `${strict ? "'use strict';" : ''}${helpersOf(text)}${text}`;
