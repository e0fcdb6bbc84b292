/** The public types: checked by tsc, never run. */
import {
  type AsyncCoroutine,
  type AsyncGeneratorCoroutine,
  type Awaitable,
  asCoroutine,
  type Coroutine,
  checkpoint,
  coroutine,
  currentTask,
  type ErrorCode,
  type Outcome,
  run,
  type Status,
  self,
  sleep,
  spawn,
  suspend,
  type Task,
  transfer,
  VirtualClock,
} from '../../runtime/index.ts';

type Eq<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<A, B>(_: Eq<A, B>): void {}

// ---- generators

const ticks = coroutine(function* (from: number) {
  while (from > 0) from -= (yield from) ?? 1;
  return 'over';
});
const tick = ticks(2);
is<typeof tick, Coroutine<number, string, any>>(true);
const raw = tick.resume();
is<typeof raw, string | number>(true);
is<typeof tick.status, Status>(true);
for (const n of ticks(2)) is<typeof n, number>(true);
const asGenerator: Generator<number, string> = ticks(1);
void asGenerator;

const first = coroutine(function* <T>(xs: Iterable<T>): Generator<T, void, undefined> {
  for (const x of xs) {
    yield x;
    return;
  }
});
const one = first(['a']);
is<typeof one, Coroutine<string, void, undefined>>(true);

const echo = coroutine(function* (): Generator<string, void, number> {
  for (;;) {
    const n = yield 'more';
    is<typeof n, number>(true);
  }
});
const echoing = echo();
echoing.resume(1);
// @ts-expect-error a number is what it takes
echoing.resume('no');
// @ts-expect-error and it has to be given
echoing.resume();

const relay = coroutine(function* () {
  return yield* echo();
});
is<ReturnType<typeof relay>, Coroutine<string, void, number>>(true);

const withThis = coroutine(function* (this: { n: number }) {
  yield this.n;
});
// @ts-expect-error without its receiver
withThis();
withThis.call({ n: 1 });

// An operation adds nothing to what a coroutine yields.
const waits = coroutine(function* () {
  yield* sleep(1);
  const v = yield* suspend<number>((resume) => resume(1));
  is<typeof v, number>(true);
  const me = yield* self();
  is<typeof me, Coroutine<any, any, any>>(true);
  return v;
});
is<ReturnType<typeof waits>, Coroutine<never, number, any>>(true);

// ---- transfer

declare const peer: Coroutine<never, void, string>;
coroutine(function* () {
  const unknowable = yield* transfer(peer, 'x');
  is<typeof unknowable, any>(true);
  const said = yield* transfer<Date>(peer, 'x');
  is<typeof said, Date>(true);
});
// @ts-expect-error a string is what it takes
transfer(peer, 3);

// ---- async

const child = coroutine(async (n: number) => {
  await sleep(n);
  return n;
});
const parent = coroutine(async function (this: { k: number }) {
  const v = await child(1);
  is<typeof v, number>(true);
  await checkpoint();
  return String(v + this.k);
});
const called = parent.call({ k: 1 });
is<typeof called, AsyncCoroutine<string>>(true);
// @ts-expect-error without its receiver
parent();
const both = Promise.all([child(1), child(2)]);
is<typeof both, Promise<[number, number]>>(true);
const closing = called.close();
is<typeof closing, Awaitable<void>>(true);

const lines = coroutine(async function* (n: number) {
  for (let i = 0; i < n; i++) {
    await sleep(1);
    yield `line ${i}`;
  }
});
is<ReturnType<typeof lines> extends AsyncGeneratorCoroutine<string, void> ? true : false, true>(true);

// ---- tasks

const result = run(child(1));
is<typeof result, Promise<number>>(true);
const byBody = run(
  async () => {
    const task = spawn(async () => 'x', { name: 'child' });
    is<typeof task, Task<string>>(true);
    const outcome = await task.join();
    is<typeof outcome, Outcome<string>>(true);
    await task.cancel('why');
    return await task;
  },
  { clock: new VirtualClock(), signal: new AbortController().signal },
);
is<typeof byBody, Promise<string>>(true);
const byGenerator = run(function* () {
  yield* sleep(1);
  return 1;
});
is<typeof byGenerator, Promise<number>>(true);
// @ts-expect-error a generator that yields is no task
run(ticks(1));
const current = currentTask();
is<typeof current, Task<unknown> | undefined>(true);
const key = suspend<string>(() => () => {});
is<Awaited<typeof key>, string>(true);

// ---- methods

class Box {
  *items(): Generator<number, void, undefined> {
    'use coroutine';
    yield 1;
  }
  @coroutine *decorated(): Generator<number, void, undefined> {
    yield 1;
  }
  read = coroutine(function* (this: Box, k: number) {
    yield k;
  });
}
const items = new Box().items();
is<typeof items, Generator<number, void, undefined>>(true);
// @ts-expect-error TypeScript cannot see the directive
items.resume();
asCoroutine(new Box().items()).resume();
is<ReturnType<Box['decorated']>, Generator<number, void, undefined>>(true);
is<ReturnType<Box['read']>, Coroutine<number, void, any>>(true);

// @ts-expect-error neither a generator nor async
coroutine(() => 1);
const code: ErrorCode = 'coroutine-running';
void code;
