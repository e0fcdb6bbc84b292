/**
 * A source of values as a channel. A task takes a value when there is room for it, and hands it over:
 *
 *   source ──next()──► task ──send──► channel ──► receivers
 *      ◄──return()── closed, when the channel is cancelled or the task's scope ends
 */
import type { Receiver } from '../api.ts';
import type { Channel } from '../channels/channel.ts';
import { typeError } from '../errors.ts';
import { asyncIterate } from '../language/async-iteration.ts';
import { AwaitRequest } from '../operation.ts';
import { Fed } from './fed.ts';

type Source<T> = Iterable<T> | AsyncIterable<T> | ReadableStream<T>;

/** What tells a web stream, and one of Node's: their iterators cannot be closed while they wait for a value. */
interface Streams {
  getReader?(): ReadableStreamDefaultReader<unknown>;
  destroy?(): void;
  [Symbol.asyncIterator]?(): AsyncIterator<unknown>;
}

function iterable<T>(source: Source<T>): Iterable<T> | AsyncIterable<T> {
  const { getReader, destroy } = source as Streams;
  if (getReader !== undefined) {
    const reader = (source as ReadableStream<T>).getReader();
    return iterableOf<T>(
      () => reader.read() as Promise<IteratorResult<T, unknown>>,
      () => reader.cancel(),
    );
  }
  if (destroy !== undefined && Symbol.asyncIterator in source) {
    const iterator = (source as AsyncIterable<T>)[Symbol.asyncIterator]();
    return iterableOf(
      () => iterator.next(),
      async () => (source as Streams).destroy?.(),
    );
  }
  return source as Iterable<T>;
}

function iterableOf<T>(
  next: () => Promise<IteratorResult<T, unknown>>,
  close: () => Promise<unknown>,
): AsyncIterable<T> {
  const end = async () => {
    await close();
    return { value: undefined, done: true as const };
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: end }) };
}

function* taking<T>(source: Source<T>, out: Channel<T>): Generator<never, void, unknown> {
  const iteration = asyncIterate(iterable(source));
  let asking = true;
  let over = false;
  try {
    for (;;) {
      asking = true;
      try {
        over = iteration.done(yield* new AwaitRequest(iteration.next()) as Iterable<never>);
      } catch (e) {
        over = true;
        throw e;
      }
      if (over) return;
      asking = false;
      yield* out.send(iteration.value as T);
    }
  } finally {
    if (!over && iteration.closes()) {
      const closing = iteration.return();
      // One that is still asked for a value may never answer.
      if (!asking) iteration.closed(yield* new AwaitRequest(closing) as Iterable<never>);
    }
  }
}

/**
 * The values of an iterable, an async iterable (a Node stream is one), or a web stream, as a channel. A task that belongs to
 * the current scope, and does not keep it open, takes them as there is room: `capacity` of them, 0 unless told, and one at
 * hand. It closes the source when the channel is cancelled or the scope ends; the channel ends with the source, by the
 * error it failed with as cause. Throws TypeError (`bad-argument`) for anything else, RangeError for a bad capacity.
 */
export function channelOf<T>(source: Source<T>, capacity = 0): Receiver<T> {
  const known = Object(source) as Streams & { [Symbol.iterator]?: unknown };
  if (known.getReader ?? known[Symbol.asyncIterator] ?? known[Symbol.iterator])
    return new Fed<T>('channelOf', capacity, (out) => taking(source, out));
  throw typeError('bad-argument', 'channelOf(source) takes an iterable or a stream');
}
