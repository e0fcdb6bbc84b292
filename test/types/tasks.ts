/** Types of tasks, scopes and combinators: checked by tsc, never run. */
import {
  all,
  any,
  type Context,
  context,
  coroutine,
  map,
  type Outcome,
  once,
  race,
  retry,
  run,
  type Scope,
  scope,
  settled,
  shield,
  sleep,
  spawn,
  supervisor,
  type Task,
  timeout,
  VirtualClock,
  withContext,
} from '../../runtime/index.ts';

type Eq<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<A, B>(_: Eq<A, B>): void {}

const load = coroutine(async (n: number) => String(n));
const count = coroutine(function* (n: number): Generator<never, number, unknown> {
  yield* sleep(n);
  return n;
});

// ---- in async code, compiled and native alike
export async function native(): Promise<void> {
  const value = await scope(async (s) => {
    is<typeof s, Scope>(true);
    const task = s.spawn(load(1));
    is<typeof task, Task<string>>(true);
    is<typeof s.signal, AbortSignal>(true);
    const outcome = await task.join();
    is<typeof outcome, Outcome<string>>(true);
    return [await task, await s.spawn(count(2), { daemon: true, name: 'count' })] as const;
  });
  is<typeof value, readonly [string, number]>(true);
  const supervised = await supervisor(async () => 1, { onFailure: (error, task) => void [error, task.name] });
  is<typeof supervised, number>(true);
  is<Awaited<ReturnType<typeof shielded>>, string>(true);
  const limited = [
    await timeout(5, load(1)),
    await timeout(5, sleep(1)),
    await timeout(5, async () => true),
  ] as const;
  is<typeof limited, readonly [string, void, boolean]>(true);
  const both = await all([load(1), count(1), sleep(1), Promise.resolve(true)]);
  is<typeof both, [string, number, void, boolean]>(true);
  const named = await all({ a: load(1), b: count(1) });
  is<typeof named, { a: string; b: number }>(true);
  const first = await race([load(1), count(1)]);
  is<typeof first, string | number>(true);
  const one = await any([load(1), Promise.resolve(1)]);
  is<typeof one, string | number>(true);
  const outcomes = await settled([load(1), count(1)]);
  is<typeof outcomes, [Outcome<string>, Outcome<number>]>(true);
  const mapped = await map(['a', 'b'], 2, async (text, index) => text.length + index);
  is<typeof mapped, number[]>(true);
  const tried = await retry(
    { attempts: 2, when: (error, attempt) => attempt < 2 && error instanceof Error },
    async (attempt) => attempt,
  );
  is<typeof tried, number>(true);
  const lazy = once(async () => 'config');
  const config = await lazy();
  is<typeof config, string>(true);
}
const shielded = () => shield(async () => 'saved', { timeout: 5 });

// ---- in generator coroutines
export const walker = coroutine(function* () {
  const value = yield* scope(function* (s) {
    const task = s.spawn(load(1));
    return yield* task;
  });
  is<typeof value, string>(true);
  const both = yield* all([load(1), count(1)]);
  is<typeof both, [string, number]>(true);
  const limited = yield* timeout(5, load(1));
  is<typeof limited, string>(true);
  const first = yield* race([sleep(1), load(1)]);
  is<typeof first, string | void>(true);
  return yield* map([1, 2], 2, async (n) => n * 2);
});
run(walker()).then((numbers) => is<typeof numbers, number[]>(true));

// ---- context and run
const user = context('nobody');
is<typeof user, Context<string>>(true);
const greeting = run(async () => await withContext(user, 'ann', async () => user.get().length), {
  clock: new VirtualClock(),
  deadline: 50,
  cleanupTimeout: 10,
  seed: 1,
  budget: { steps: 10 },
  signal: new AbortController().signal,
  name: 'main',
});
is<typeof greeting, Promise<number>>(true);
// @ts-expect-error the context holds a string
withContext(user, 5, async () => {});
// @ts-expect-error a function is no coroutine: mark it
run(async () => await scope(async (s) => void s.spawn(async () => {})));
const yields = coroutine(function* () {
  yield 1;
});
// @ts-expect-error a generator that yields is no task
spawn(yields());
// @ts-expect-error a number is nothing to wait for
all([load(1), 5]);
// @ts-expect-error milliseconds are a number
timeout('5', load(1));
