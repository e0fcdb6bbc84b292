/**
 * `return yield* f()` outside of every `try`: the frame becomes f's. Each program is run with that and without, and does
 * the same, but for what a dump shows and what whoever holds f's object finds.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiled } from './compiled.ts';
import { type Programs, programs } from './process.ts';

const WITHOUT = { optimize: { without: ['find-last-delegations'] } };

async function both(body: string): Promise<unknown> {
  const result = await compiled(body);
  expect(await compiled(body, WITHOUT)).toEqual(result);
  return result;
}

/** Three frames: outer waits for middle, which ends with inner. */
const CHAIN = `
  const log = [];
  const inner = coroutine(function* (a) {
    try { const b = yield a; return [a, b]; } catch (e) { log.push('caught ' + e); yield 'mended'; throw 'again'; }
    finally { log.push('finally'); }
  });
  const middle = coroutine(function* () { yield 'first'; return yield* inner(1); });
  const outer = coroutine(function* () {
    try { return ['outer', yield* middle()]; } catch (e) { return 'outer caught ' + e; } finally { log.push('outer'); }
  });
  const co = outer();
  log.push(co.resume(), co.resume());`;

describe('return yield* f()', () => {
  it('gives what f yields, takes what f is sent, and ends with what f returns', async () => {
    expect(await both(`${CHAIN} log.push(co.status, co.next(3), co.done, co.next()); return log;`)).toEqual([
      'first',
      1,
      'finally',
      'outer',
      'suspended',
      { value: ['outer', [1, 3]], done: true },
      true,
      { value: undefined, done: true },
    ]);
  });

  it('passes throws and returns on, and runs each finally once', async () => {
    expect(
      await both(`${CHAIN} log.push(co.raise('x')); log.push(co.resume(), co.done); return log;`),
    ).toEqual(['first', 1, 'caught x', 'mended', 'finally', 'outer', 'outer caught again', true]);
    expect(await both(`${CHAIN} log.push(co.return(5)); return log;`)).toEqual([
      'first',
      1,
      'finally',
      'outer',
      { value: 5, done: true },
    ]);
  });

  it('keeps errors of two frames that close', async () => {
    const text = await both(`
      const inner = coroutine(function* () { try { yield 1; } finally { throw 'inner'; } });
      const middle = coroutine(function* () { return yield* inner(); });
      const outer = coroutine(function* () { try { yield* middle(); } finally { throw 'outer'; } });
      const co = outer();
      co.resume();
      try { co.close(); } catch (e) { return [e.error, e.suppressed]; }`);
    expect(text).toEqual(['outer', 'inner']);
  });

  it('a return that a finally has overridden goes on where it was', async () => {
    expect(
      await both(`
        const log = [];
        const inner = coroutine(function* () { log.push('inner'); return 'end'; });
        const middle = coroutine(function* () { for (;;) { try { yield 1; } finally { break; } } return yield* inner(); });
        const outer = coroutine(function* () { try { log.push(yield* middle(), 'on'); } finally { log.push('outer'); } });
        const co = outer();
        log.push(co.resume(), co.return('r'));
        return log;`),
    ).toEqual(['inner', 'outer', 1, { value: 'end', done: true }]);
  });

  it('transfers and operations in f, and cancellation, find the chain they are in', async () => {
    expect(
      await both(`
        const log = [];
        const other = coroutine(function* () { log.push('other'); yield* transfer(head, 'back'); });
        const inner = coroutine(function* () { log.push(yield* transfer(target)); return yield* inner2(); });
        const inner2 = coroutine(function* () { return (yield* self()) === head; });
        const middle = coroutine(function* () { return yield* inner(); });
        const head = coroutine(function* () { return yield* middle(); })();
        const target = other();
        log.push(head.resume());
        const waits = coroutine(function* () { try { yield* sleep(5); yield* sleep(1000); } finally { log.push('cleaned'); } });
        const asks = coroutine(function* () { return yield* waits(); });
        const task = coroutine(function* () { return yield* asks(); });
        await go(coroutine(async () => { const t = spawn(task()); await sleep(10); t.cancel(); await t.join(); log.push(t.status); }));
        return log.map(String);`),
    ).toEqual(['other', 'back', 'true', 'cleaned', 'cancelled']);
  });

  it('what is no coroutine, has started, or is done, is delegated to as usual', async () => {
    expect(
      await both(`
        const through = coroutine(function* (x) { return yield* x; });
        const outer = coroutine(function* (x) { return [yield* through(x)]; });
        const gen = coroutine(function* () { const a = yield 1; return a; });
        const started = gen(); started.resume();
        const done = gen(); done.close();
        const all = (x) => { const co = outer(x); const log = []; while (!co.done) log.push(co.resume(7)); return log; };
        return [all([1, 2]), all(started), all(done), codeOf(() => all(5))];`),
    ).toEqual([[1, 2, [undefined]], [[undefined]], [[undefined]], 'not-iterable']);
  });

  it('whoever holds f finds it done; in a plain delegation it is delegated', async () => {
    const body = `
      const held = coroutine(function* () { yield 1; })();
      const middle = coroutine(function* () { return yield* held; });
      const outer = coroutine(function* () { yield* middle(); });
      const co = outer();
      co.resume();
      return [held.status, codeOf(() => held.resume())];`;
    expect(await compiled(body)).toEqual(['done', 'coroutine-done']);
    expect(await compiled(body, WITHOUT)).toEqual(['delegated', 'coroutine-delegated']);
  });

  it('the root stays what it is', async () => {
    const body = `
      const inner = coroutine(function* () { yield 1; });
      const held = inner();
      const co = coroutine(function* root() { return yield* held; })();
      co.resume();
      return [held.status, codeOf(() => { co.resume(); co.resume(); })];`;
    expect(await both(body)).toEqual(['delegated', 'coroutine-done']);
  });
});

describe('memory', () => {
  let node: Programs;
  beforeAll(async () => {
    node = await programs();
  }, 60_000);
  afterAll(() => node.remove());

  it('is that of one frame at any depth; after debug() each frame stays', () => {
    const { lines } = node.run(
      'deep',
      `import { coroutine, debug } from 'stackless';
const down = coroutine(function* (n) {
  if (n % 250_000 === 0) yield n;
  if (n === 0) return 'end';
  return yield* down(n - 1);
});
function grows(depth) {
  const co = down(depth);
  const heap = [];
  for (let v = co.resume(); !co.done; v = co.resume()) { globalThis.gc(); heap.push(process.memoryUsage().heapUsed); }
  return Math.max(...heap) - heap[0];
}
grows(250_000);
console.log(grows(2_000_000) < 65_536);
debug();
console.log(grows(250_000) > 10_000_000);`,
      '--expose-gc',
    );
    expect(lines).toEqual(['true', 'true']);
  });
});
