/**
 * Channels beside web streams: each reads or writes the other, one value at a time, so that whichever is slower sets the pace.
 */
import type { Receiver, Runnable, Sender } from '../api.ts';
import { Channel } from '../channels/channel.ts';
import { race } from '../combine.ts';
import { CancelledError } from '../errors.ts';
import { nativeCoroutine } from '../native.ts';
import { AwaitRequest } from '../operation.ts';
import { spawn } from '../run.ts';
import { aborted } from './aborted.ts';

/**
 * A stream of what is received. A value is taken when it is read for, none in advance. The channel's end ends it, a cause
 * fails it; cancelling the stream cancels the receiver.
 */
export function readableStreamOf<T>(source: Receiver<T>): ReadableStream<T> {
  const iterator = source[Symbol.asyncIterator]();
  let cancelled = false;
  return new ReadableStream<T>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (cancelled) return;
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel(reason) {
        cancelled = true;
        source.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * A stream that sends what is written. A write ends when it has been sent. Closing the stream closes the channel; aborting it
 * closes it with the reason as its cause, and takes back what is being sent.
 */
export function writableStreamOf<T>(target: Sender<T>): WritableStream<T> {
  return new WritableStream<T>({
    async write(value, { signal }) {
      await race([target.send(value), aborted(signal)]);
    },
    close() {
      target.close();
    },
    abort(reason) {
      target.close(reason ?? new CancelledError('the stream'));
    },
  });
}

/** Where values go in the end. What they return is awaited. */
export interface Drain<T> {
  write(value: T): unknown;
  close(): unknown;
  abort(cause: unknown): unknown;
}

/** A channel whose values a child of the current scope writes, one after the other. */
export function draining<T>(drain: Drain<T>): Sender<T> {
  const channel = new Channel<T>();
  const coroutine = nativeCoroutine(pour(channel, drain), 'senderOf') as unknown as Runnable<void>;
  spawn(coroutine, { name: 'senderOf' });
  return channel;
}

function* pour<T>(channel: Channel<T>, drain: Drain<T>): Generator<never, void, unknown> {
  const iterator = channel[Symbol.asyncIterator]();
  let over = false;
  try {
    for (;;) {
      let next: IteratorResult<T, undefined>;
      try {
        next = yield* iterator.next();
      } catch (cause) {
        over = true;
        yield* awaiting(drain.abort(cause));
        return;
      }
      if (next.done) break;
      yield* awaiting(drain.write(next.value));
    }
    over = true;
    yield* awaiting(drain.close());
  } catch (e) {
    over = true;
    // After the scope has failed with it: who is cancelled by that need not be told another way.
    queueMicrotask(() => channel.cancel(e));
    throw e;
  } finally {
    if (!over) {
      const cause = new CancelledError('senderOf');
      channel.cancel(cause);
      yield* awaiting(drain.abort(cause));
    }
  }
}

function awaiting(what: unknown): Iterable<never> {
  return new AwaitRequest(what) as Iterable<never>;
}

/**
 * A sender that writes to the stream. `send` ends when the one before has been written. `close` closes the stream, once all
 * has been written; `close(cause)` aborts it. The writing is a child of the current scope: the scope ends when the sender
 * has been closed, and fails with what the stream fails with; who sends then gets CancelledError (`cancelled`).
 */
export function senderOf<T>(stream: WritableStream<T>): Sender<T> {
  const writer = stream.getWriter();
  return draining<T>({
    write: (value) => writer.write(value),
    close: () => writer.close(),
    abort: (cause) => writer.abort(cause),
  });
}
