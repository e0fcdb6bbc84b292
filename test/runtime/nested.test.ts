/**
 * Random programs of bodies in one another: scopes, limits, races, shields, retries, locks and generators, with failures and
 * cancellations anywhere, in clean-ups too. Whatever happens, each `finally` runs once, a scope returns after its children,
 * and in the end no task, lock or waiter is left.
 */
import { expect, test } from 'vitest';
import { compiled } from './compiled.ts';

const PROGRAM = `
const random = (seed) => (n) => {
  seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5; seed >>>= 0;
  return seed % n;
};

return async (seed, forced) => {
  const draw = random(seed);
  const clock = new VirtualClock();
  const wrong = [];
  const open = new Set();
  const tasks = [];
  const channel = new Channel(1);
  const mutex = new Mutex();
  const changed = new Condition(mutex);
  const semaphore = new Semaphore(3);
  let scheduler;
  let entered = 0;
  const enter = () => { open.add(++entered); return entered; };
  const leave = (id) => { if (!open.delete(id)) wrong.push('a finally ran twice'); };
  const hasEnded = ({ status }) => ['completed', 'failed', 'cancelled'].includes(status);
  const waiting = () => suspend((resume) => {
    const id = enter();
    const handle = setImmediate(resume);
    return () => { clearImmediate(handle); leave(id); };
  });
  const shared = once(async () => { const id = enter(); try { await sleep(3); } finally { leave(id); } });
  const body = coroutine(async (depth) => { const id = enter(); try { return await some(depth); } finally { leave(id); } });
  const values = coroutine(async function* (depth) {
    const id = enter();
    try { for (let i = 0; i < 3; i++) { await some(depth); yield i; } } finally { try { await sleep(draw(2)); } finally { leave(id); } }
  });
  const child = (depth) => { const task = spawn(some(depth)); tasks.push(task); return task; };
  const holding = coroutine(async (lock, depth) => {
    const id = enter();
    try { await some(depth); } finally { lock.release(); leave(id); }
  });

  const kinds = [
    coroutine(async () => { scheduler = currentTask().scheduler; await sleep(draw(6)); }),
    coroutine(async () => { await checkpoint(); }),
    coroutine(async () => { if (draw(3) === 0) throw new Error('some'); }),
    coroutine(async () => { await waiting(); }),
    coroutine(async (d) => { for (let i = draw(3); i >= 0; i--) await some(d); }),
    coroutine(async (d) => {
      const id = enter();
      try { await some(d); } finally { const inner = enter(); try { await some(d); } finally { leave(inner); leave(id); } }
    }),
    coroutine(async (d) => { try { await some(d); } catch {} }),
    coroutine(async (d) => {
      const children = [];
      const options = { cleanupTimeout: forced && draw(2) ? draw(4) : undefined, deadline: draw(5) ? undefined : clock.now() + draw(8) };
      try {
        await scope(async (s) => {
          for (let i = draw(3); i > 0; i--) children.push(child(d));
          if (draw(6) === 0) s.cancel();
          await some(d);
        }, options);
      } finally {
        if (!children.every(hasEnded)) wrong.push('a scope returned before its children had ended');
      }
    }),
    coroutine(async (d) => { await supervisor(async () => { child(d); child(d); await some(d); }, { onFailure() {} }); }),
    coroutine(async (d) => { await timeout(draw(7), body(d)); }),
    coroutine(async (d) => { await race([body(d), sleep(draw(5)), body(d)]); }),
    coroutine(async (d) => { await all([body(d), body(d), race([sleep(draw(4)), waiting()])]); }),
    coroutine(async (d) => { await any([body(d), body(d)]); }),
    coroutine(async (d) => { await settled([body(d), body(d)]); }),
    coroutine(async (d) => { await select({ body: body(d), scope: scope(async () => await some(d)), late: sleep(draw(6)), value: channel.receive() }); }),
    coroutine(async (d) => { await select({ put: channel.send(1), late: sleep(draw(3)) }); }),
    coroutine(async (d) => {
      let over = false;
      let began = false;
      try { await shield(async () => { began = true; try { await some(d); } finally { over = true; } }); }
      finally { if (began && !over) wrong.push('a shield was left'); }
    }),
    coroutine(async (d) => { await retry({ attempts: 2, delay: draw(3) }, async () => await some(d)); }),
    coroutine(async (d) => { const task = child(d); if (draw(2)) await task; }),
    coroutine(async () => { tasks[draw(tasks.length + 1)]?.cancel(); }),
    coroutine(async (d) => { await holding(await timeout(4, semaphore.acquire(1 + draw(3))), d); }),
    coroutine(async (d) => {
      using lock = await timeout(4, mutex.lock());
      try { await timeout(draw(4), changed.wait(lock)); } finally { if (!lock.held) wrong.push('a condition kept the lock'); changed.notify(); }
    }),
    coroutine(async (d) => { for await (const x of values(d)) { if (draw(3) === 0) break; await some(d); } }),
    coroutine(async () => { await timeout(draw(6), shared()); }),
    coroutine(async (d) => { await map([1, 2, 3], 1 + draw(2), async () => await some(d)); }),
  ];
  const some = coroutine(async (depth) => { await kinds[draw(depth > 0 ? kinds.length : 4)](depth - 1); });

  const limits = { cleanupTimeout: forced ? draw(5) : undefined, deadline: draw(3) ? undefined : draw(20) };
  try { await run(some(6), { clock, seed, ...limits }); }
  catch (e) { if (e.code === 'deadlock' || e instanceof TypeError || e instanceof RangeError) wrong.push(e.stack); }
  if (open.size > 0) wrong.push(open.size + ' finally did not run');
  if (!tasks.every(hasEnded)) wrong.push('a task is left');
  if (mutex.locked || semaphore.available !== 3) wrong.push('a lock is left');
  if (channel.receivers.first || channel.senders.first || changed.line.first) wrong.push('a waiter is left');
  if (scheduler && scheduler.hostWaits !== 0) wrong.push('waits for the host: ' + scheduler.hostWaits);
  return wrong;
};`;

test.each([
  ['end as they should', false],
  ['end where clean-up is limited', true],
])('2,000 programs %s', async (_, forced) => {
  const program = await compiled<(seed: number, forced: boolean) => Promise<string[]>>(PROGRAM);
  const ignored = (): void => {};
  if (forced) process.on('uncaughtException', ignored);
  const wrong: [seed: number, what: string[]][] = [];
  for (let seed = 1; seed <= 2000; seed++) {
    const what = await program(Math.imul(seed, 2654435761) >>> 0, forced);
    if (what.length > 0) wrong.push([seed, what]);
  }
  await new Promise((resolve) => setTimeout(resolve));
  if (forced) process.off('uncaughtException', ignored);
  expect(wrong).toEqual([]);
});
