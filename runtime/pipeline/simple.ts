import type { Awaitable, Receiver } from '../api.ts';
import { runningInPlace } from '../in-place.ts';
import { nativeCoroutine } from '../native.ts';
import type { Mapped } from './map.ts';
import {
  awaited,
  forEach,
  type Input,
  OVER,
  outcome,
  receiverOf,
  type StageOptions,
  stage,
} from './stage.ts';

/** The values for which the predicate gives true; it may be a coroutine, or give a promise. */
export function filter<T, S extends T>(
  input: Input<T>,
  predicate: (value: T) => value is S,
  options?: StageOptions,
): Receiver<S>;
export function filter<T>(
  input: Input<T>,
  predicate: (value: T) => Mapped<boolean>,
  options?: StageOptions,
): Receiver<T>;
export function filter<T>(
  input: Input<T>,
  predicate: (value: T) => Mapped<boolean>,
  options: StageOptions = {},
): Receiver<T> {
  return stage<T, T>('filter', input, options, (from, out) =>
    forEach(from, function* (value) {
      if (yield* outcome<boolean>(predicate(value))) yield* out.send(value);
    }),
  );
}

/** All that the function gives for each value, in order. */
export function flatMap<T, R>(
  input: Input<T>,
  f: (value: T) => Iterable<R> | PromiseLike<Iterable<R>>,
  options: StageOptions = {},
): Receiver<R> {
  return stage<T, R>('flatMap', input, options, (from, out) =>
    forEach(from, function* (value) {
      for (const each of yield* awaited<Iterable<R>>(f(value))) yield* out.send(each);
    }),
  );
}

/** The first `count` values; then what they came from is cancelled. */
export function take<T>(input: Input<T>, count: number, options: StageOptions = {}): Receiver<T> {
  return stage<T, T>('take', input, options, function* (from, out) {
    let left = count;
    if (left > 0)
      yield* forEach(from, function* (value) {
        yield* out.send(value);
        return --left > 0 ? undefined : OVER;
      });
  });
}

/** All values, once there are no more. Throws what the input ended with. Cancelled, it cancels the input. */
export function collect<T>(input: Input<T>): Awaitable<T[]> {
  return runningInPlace<T[]>({
    label: 'collect',
    what: () => nativeCoroutine(collecting(input), 'collect'),
  });
}

function* collecting<T>(input: Input<T>): Generator<never, T[], unknown> {
  const from = receiverOf(input);
  const all: T[] = [];
  try {
    yield* forEach(from, function* (value) {
      all.push(value);
    });
    return all;
  } finally {
    from.cancel();
  }
}
