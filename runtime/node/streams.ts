/**
 * Channels beside Node's streams of objects: each reads or writes the other, one value at a time. For bytes there are `Reader`
 * and `Writer`; and `channelOf` takes a Readable as it is, for that is an async iterable.
 */
import { Readable, Writable } from 'node:stream';
import type { Receiver, Sender } from '../api.ts';
import { CancelledError } from '../errors.ts';
import { draining } from '../interop/web-streams.ts';
import { Writer } from './writer.ts';

/** `null` means the end to a stream, so it can be no value. */
type Value = NonNullable<unknown>;

/**
 * A stream of what is received. A value is taken when it is read for, and one in advance. The channel's end ends it, a cause
 * fails it; destroying the stream cancels the receiver.
 */
export function readableOf<T extends Value>(source: Receiver<T>): Readable {
  const iterator = source[Symbol.asyncIterator]();
  return new Readable({
    objectMode: true,
    highWaterMark: 1,
    read() {
      iterator.next().then(
        ({ done, value }) => void this.push(done ? null : value),
        (error) => void this.destroy(error),
      );
    },
    destroy(error, callback) {
      source.cancel(error);
      callback(error);
    },
  });
}

/**
 * A stream that sends what is written. Ending the stream closes the channel; destroying it closes it with the error as its
 * cause.
 */
export function writableOf<T extends Value>(target: Sender<T>): Writable {
  return new Writable({
    objectMode: true,
    highWaterMark: 1,
    write(value, _, callback) {
      target.send(value).then(() => callback(), callback);
    },
    final(callback) {
      target.close();
      callback();
    },
    destroy(error, callback) {
      // After `final` it is closed already.
      target.close(error ?? new CancelledError('the stream'));
      callback(error);
    },
  });
}

/** As `senderOf` of `stackless`, for a stream of Node's. */
export function senderOf<T extends Value>(stream: Writable): Sender<T> {
  const writer = new Writer<T>(stream);
  return draining<T>({
    write: (value) => writer.write(value),
    close: () => writer.end(),
    abort: (cause) => {
      stream
        .on('error', () => {})
        .destroy(cause instanceof Error ? cause : new CancelledError('the sender', cause));
    },
  });
}
