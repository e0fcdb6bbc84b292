import type { Coroutine, Receiver, Task } from '../api.ts';
import { Channel } from '../channels/channel.ts';
import { all } from '../combine.ts';
import { rangeError } from '../errors.ts';
import { nativeCoroutine } from '../native.ts';
import { spawn } from '../run.ts';
import { forEach, type Input, outcome, type StageOptions, type Step, stage } from './stage.ts';

/** What a function may give for an R: the value, a promise, an operation, a coroutine. */
export type Mapped<R> = R | PromiseLike<R> | Coroutine<never, R, any>;

export interface MapOptions extends StageOptions {
  /** How many values are worked on at once: 1 unless told. */
  concurrency?: number;
}

/**
 * What the function gives for each value, in the order of the values, `concurrency` of them at once. The first failure
 * cancels the others, and is the cause of the end. Throws RangeError (`bad-argument`) for a concurrency below 1.
 */
export function map<T, R>(
  input: Input<T>,
  f: (value: T) => Mapped<R>,
  options: MapOptions = {},
): Receiver<R> {
  const { concurrency = 1 } = options;
  if (!(concurrency >= 1)) throw rangeError(`map takes a concurrency from 1, not ${concurrency}`);
  return stage<T, R>('map', input, options, (from, out) =>
    concurrency === 1 ? oneByOne(from, out, f) : severalAtOnce(from, out, f, concurrency),
  );
}

function oneByOne<T, R>(from: Receiver<T>, out: Channel<R>, f: (value: T) => Mapped<R>): Step<void> {
  return forEach(from, function* (value) {
    yield* out.send(yield* apply(f, value));
  });
}

function* apply<T, R>(f: (value: T) => Mapped<R>, value: T): Step<R> {
  return yield* outcome<R>(f(value));
}

/** Tasks go through a channel, and so their results come in order: one is waited for, one waits for room, the rest between. */
function* severalAtOnce<T, R>(
  from: Receiver<T>,
  out: Channel<R>,
  f: (value: T) => Mapped<R>,
  concurrency: number,
): Step<void> {
  const running = new Channel<Task<R>>(concurrency - 2);
  function* begin(): Step<void> {
    yield* forEach(from, function* (value) {
      const work = nativeCoroutine(apply(f, value), 'map') as unknown as Coroutine<never, R>;
      yield* running.send(spawn(work, { name: 'map' }));
    });
    running.close();
  }
  const deliver = forEach(running, function* (task) {
    const ended = yield* task.join();
    // Else all fails with what it failed with.
    if (ended.status === 'completed') yield* out.send(ended.value);
  });
  yield* all(
    [begin(), deliver].map((step) => nativeCoroutine(step, 'map') as unknown as Coroutine<never, void>),
  );
}
