/** Types of clocks, and of what shows what tasks do. */
import {
  type Clock,
  coroutine,
  DeadlockError,
  type DebugOptions,
  type Dump,
  debug,
  dump,
  FrameClock,
  interval,
  nextFrame,
  run,
  type Stats,
  stats,
  type TaskView,
  VirtualClock,
} from 'stackless';

declare function is<A, B>(same: [A] extends [B] ? ([B] extends [A] ? true : false) : false): void;

const clocks: Clock[] = [
  new VirtualClock(),
  new VirtualClock(5),
  new FrameClock(),
  new FrameClock((frame) => frame(1)),
];
for (const clock of clocks) void run(async () => 1, { clock });

void run(async () => {
  const delta = await nextFrame();
  is<typeof delta, number>(true);
  for await (const n of interval(5)) is<typeof n, number>(true);
  const next = await interval(5)[Symbol.asyncIterator]().next();
  is<typeof next, IteratorResult<number, undefined>>(true);
});
coroutine(function* () {
  const delta = yield* nextFrame();
  is<typeof delta, number>(true);
  const next = yield* interval(5)[Symbol.asyncIterator]().next();
  is<typeof next, IteratorResult<number, undefined>>(true);
});
async function native(): Promise<void> {
  const delta = await nextFrame();
  is<typeof delta, number>(true);
  for await (const n of interval(5)) is<typeof n, number>(true);
}
void native;

const seen = dump();
is<typeof seen, Dump>(true);
is<(typeof seen.runs)[0], TaskView>(true);
const text: string = seen.toString();
const counts = stats();
is<typeof counts, Stats>(true);
void [text, counts];

const error = new DeadlockError(seen);
is<typeof error.code, 'deadlock'>(true);
is<typeof error.dump, Dump>(true);

const options: DebugOptions = { slowStep: 5, slowCleanup: 5, trackDropped: true, names: true };
debug(options);
debug(false);
debug({ report: (message, detail) => is<[typeof message, typeof detail], [string, object]>(true) });
// @ts-expect-error: true is no set of options
debug(true);
// @ts-expect-error: milliseconds
interval('5');
