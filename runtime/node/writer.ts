/**
 * The writing half of a stream. What is written goes to Node at once while its buffer is below the high-water mark; above
 * it, writers wait in line until it has drained, and have written nothing until then: a cancelled write did not happen.
 */
import type { Writable } from 'node:stream';
import type { Awaitable } from '../api.ts';
import { suspend } from '../suspend.ts';
import { StreamError } from './errors.ts';
import { Turn, Turns } from './turns.ts';

export class Writer<Data = string | Uint8Array> extends Turns<Data> {
  private readonly stream: Writable;
  private full: boolean;
  private failed = false;
  private error: unknown = undefined;

  constructor(stream: Writable) {
    super();
    this.stream = stream;
    this.full = stream.writableNeedDrain;
    if (stream.destroyed) this.fail(stream.errored);
    stream.on('drain', () => {
      this.full = false;
      this.look();
    });
    stream.on('error', (error) => this.fail(error));
    stream.on('close', () => this.fail(null));
  }

  private fail(error: unknown): void {
    if (this.failed) return;
    this.failed = true;
    this.error = error;
    this.look();
  }

  override can(): boolean {
    return !this.full || this.failed || this.stream.writableEnded;
  }

  override take(data: Data): void {
    const { stream } = this;
    if (this.failed || stream.writableEnded) throw this.error ?? new StreamError('stream-closed', ['write']);
    this.full = !stream.write(data);
  }

  override describe(): string {
    return 'write';
  }

  /**
   * Writes a string as UTF-8, or bytes, which are to be left alone until they have gone out. Ready at once while what waits
   * to go out is below the stream's high-water mark; else waits until it has drained, in line, and writes then. Throws what
   * the stream failed with, and `stream-closed` after `end` or `close`.
   */
  write(data: Data): Awaitable<void> {
    return new Turn<Data, void>(this, data);
  }

  /**
   * Says at once that nothing more will be written: the other side reads to the end (half-close). Those who still wait to
   * write get `stream-closed`. The awaitable ends when everything has gone out, or fails with what came in between.
   */
  end(): Awaitable<void> {
    const { stream } = this;
    stream.end();
    this.look();
    return suspend<void>(function end(resume, fail) {
      if (stream.writableFinished) return resume();
      const failed = (): void => fail(stream.errored ?? new StreamError('stream-closed', ['finish writing']));
      if (stream.destroyed) return failed();
      stream.on('finish', resume).on('close', failed);
      return () => void stream.off('finish', resume).off('close', failed);
    });
  }
}
