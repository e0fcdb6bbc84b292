/**
 * A stage: a task between two channels. It takes a value when the one before can be passed on, so that the slowest sets the
 * pace. The end, or the cause, of what it takes from is that of what it gives; what it gives being cancelled, it cancels
 * what it takes from.
 */
import type { Receiver } from '../api.ts';
import type { Channel } from '../channels/channel.ts';
import { GENERATOR, kindOf } from '../frame.ts';
import { channelOf } from '../interop/channel-of.ts';
import { Fed } from '../interop/fed.ts';
import { AwaitRequest } from '../operation.ts';

/** What a stage takes from. */
export type Input<T> = Receiver<T> | Iterable<T> | AsyncIterable<T> | ReadableStream<T>;

export type Step<T> = Generator<never, T, unknown>;

export interface StageOptions {
  /** How many values it keeps that nobody has taken: 0 unless told. */
  capacity?: number;
}

export function receiverOf<T>(input: Input<T>): Receiver<T> {
  return typeof (input as Partial<Receiver<T>>).tryReceive === 'function'
    ? (input as Receiver<T>)
    : channelOf(input as Iterable<T>);
}

export function stage<T, R>(
  name: string,
  input: Input<T>,
  { capacity = 0 }: StageOptions,
  run: (from: Receiver<T>, out: Channel<R>) => Step<void>,
): Receiver<R> {
  const from = receiverOf(input);
  return new Fed<R>(name, capacity, function* (out) {
    try {
      yield* run(from, out);
    } finally {
      from.cancel();
    }
  });
}

/** Does the same with each value, until `each` says that it is over. */
export function* forEach<T>(from: Receiver<T>, each: (value: T) => Step<unknown>): Step<void> {
  const iterator = from[Symbol.asyncIterator]();
  for (;;) {
    const next = yield* iterator.next();
    if (next.done) return;
    if ((yield* each(next.value)) === OVER) return;
  }
}

export const OVER: unique symbol = Symbol('over');

/** What a function of the user's gives: a value, a promise, an operation, a coroutine. */
export function outcome<R>(result: unknown): Step<R> {
  return kindOf(result) === GENERATOR ? (result as Step<R>) : awaited(result);
}

/** As `await` has it. */
export function* awaited<R>(result: unknown): Step<R> {
  return yield* new AwaitRequest(result) as Iterable<never> as Step<R>;
}
