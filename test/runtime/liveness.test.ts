/**
 * What is kept alive, by WeakRef, in a process that can collect when it is told to: a suspended coroutine keeps what it will
 * still look at, and one that has ended keeps nothing but its name, and what it ended with if that is its outcome.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Programs, programs } from './process.ts';

let node: Programs;
beforeAll(async () => {
  node = await programs();
}, 60_000);
afterAll(() => node.remove());

/** Which of the objects that `make(name)` made are alive where `look` was called, with the coroutines still held. */
function aliveIn(name: string, body: string): string[] {
  const { lines } = node.run(
    name,
    `import { coroutine, run, sleep, spawn, transfer, VirtualClock } from 'stackless';
const made = new Map();
const make = (name) => { const one = { name }; made.set(name, new WeakRef(one)); return one; };
const use = (...all) => all.length;
const held = [];
async function look(label) {
  // A WeakRef that was made in this job keeps its object until the job has ended.
  await new Promise((resolve) => setTimeout(resolve));
  globalThis.gc();
  console.log([label, ...[...made].filter(([, ref]) => ref.deref()).map(([name]) => name)].join(' '));
}
${body}
if (held.length > 100) console.log(held);`,
    '--expose-gc',
  );
  return lines;
}

describe('a suspended coroutine', () => {
  it('keeps no variable, parameter or operand that it will not look at again', () => {
    expect(
      aliveIn(
        'suspended',
        `
const body = coroutine(function* (parameter, kept) {
  const local = make('local');
  use(local, parameter);
  const spilled = make('spilled');
  yield 1;
  use(spilled);
  yield [make('yielded')].length;
  const again = make('again');
  yield 3;
  use(again, kept);
  yield 4;
});
const co = body(make('parameter'), make('kept'));
held.push(co);
for (let i = 1; i <= 4; i++) { co.resume(); await look(i); }`,
      ),
    ).toEqual(['1 kept spilled', '2 kept', '3 kept again', '4']);
  });

  it('nor do handlers, loops, delegation and transfer', () => {
    expect(
      aliveIn(
        'ways',
        `
const inner = coroutine(function* (x) { use(x); yield 'inner'; });
const body = coroutine(function* (xs) {
  try { const inTry = make('inTry'); yield 1; use(inTry); yield 2; } finally { use(xs); }
  for (let i = 0; i < 2; i++) { const each = make('each' + i); yield 3; use(each); yield 4; }
  yield* inner(make('argument'));
  const member = other();
  held.push(member);
  yield* transfer(member, make('sent'));
});
const other = coroutine(function* () { yield* transfer(co); });
const co = body(make('xs'));
held.push(co);
for (let i = 1; i <= 8; i++) { co.resume(); await look(i); }`,
      ),
    ).toEqual(['1 xs inTry', '2 xs', '3 each0', '4', '5 each1', '6', '7', '8']);
  });

  it('nor does an async one while it awaits', () => {
    expect(
      aliveIn(
        'awaiting',
        `
const gate = () => { let reached, open; const promise = new Promise((r) => { reached = r; }); const opened = new Promise((r) => { open = r; }); return { promise, reached, opened, open }; };
const gates = [0, 1, 2, 3].map(gate);
const pass = (i) => { gates[i].reached(); return gates[i].opened; };
const callee = coroutine(async function (x) { use(x); await pass(2); return make('result'); });
const body = coroutine(async function (request) {
  const head = make('head');
  await pass(1);
  use(head, request);
  const result = await callee(make('argument'));
  use(result);
  await pass(3);
});
const task = run(body(make('request')));
for (let i = 1; i <= 3; i++) { await gates[i].promise; await look(i); gates[i].open(); }`,
      ),
    ).toEqual(['1 request head', '2', '3']);
  });
});

describe('a coroutine that has ended', () => {
  const body = `
class Owner {
  *run(x, how) {
    'use coroutine';
    const local = make('local');
    yield 1;
    if (how === 'throw') throw new Error('thrown');
    use(local, x, this);
    return how;
  }
}
`;
  it.each([
    ['returned', 'co.resume();'],
    ['threw', 'try { co.resume(); } catch {}'],
    ['closed', 'co.close();'],
    ['raised', 'try { co.raise(new Error()); } catch {}'],
  ])('keeps nothing, and still has its name: %s', (how, ends) => {
    const lines = aliveIn(
      how,
      `${body}
let owner = Object.assign(new Owner(), make('nobody') && {});
made.set('owner', new WeakRef(owner));
const co = owner.run(make('x'), '${how === 'threw' ? 'throw' : 'end'}');
owner = null;
held.push(co);
co.resume();
await look('suspended');
${ends}
await look(co.status);
try { co.resume(); } catch (e) { console.log(e.message); }`,
    );
    expect(lines).toEqual(['suspended owner x local', 'done', 'cannot resume run: it has finished']);
  });

  it('an async one keeps its outcome alone', () => {
    expect(
      aliveIn(
        'outcomes',
        `
const body = coroutine(async function (x, fails) {
  const local = make('local');
  await sleep(1);
  use(local, x);
  if (fails) throw make('error');
  return make('value');
});
await run(async () => {
  for (const fails of [false, true]) for (const starts of [(co) => co, (co) => spawn(co)]) {
    const co = body(make('x'), fails);
    held.push(co);
    try { await starts(co); } catch {}
    await look(fails);
    if (fails) break;
  }
}, { clock: new VirtualClock() }).catch(() => {});`,
      ),
    ).toEqual(['false value', 'false value', 'true value error']);
  });
});
