import { type FileHandle, open as openHandle, readFile as read, writeFile as write } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import type { Awaitable } from '../api.ts';
import { asyncDisposeKey } from '../dispose-keys.ts';
import { runningInPlace } from '../in-place.ts';
import { fromPromise } from '../interop/from-promise.ts';
import { nativeCoroutine } from '../native.ts';
import { AwaitRequest } from '../operation.ts';
import { suspend } from '../suspend.ts';
import { ByteStream } from './byte-stream.ts';

export interface OpenOptions {
  /** As Node has them: `'r'` unless told, `'w'`, `'a'`, `'wx'`, `'r+'`, … */
  flags?: string;
  mode?: number;
  /** The first byte that is read or written; where it was opened, unless told. */
  start?: number;
}

/** An open file, read and written from front to back. */
export class File extends ByteStream {
  /** Node's own, for what is not here: places, sizes, locks. */
  readonly handle: FileHandle;
  private readonly start: number | undefined;
  private source: Readable | undefined = undefined;
  private sink: Writable | undefined = undefined;

  /** @internal */
  constructor(handle: FileHandle, start: number | undefined) {
    super();
    this.handle = handle;
    this.start = start;
  }

  private get settings(): { autoClose: false; start?: number } {
    return this.start === undefined ? { autoClose: false } : { autoClose: false, start: this.start };
  }
  protected override readable(): Readable {
    this.source = this.handle.createReadStream(this.settings);
    return this.source;
  }
  protected override writable(): Writable {
    this.sink = this.handle.createWriteStream(this.settings);
    return this.sink;
  }

  /** Waits until everything has been written, and closes. Throws what writing failed with. */
  close(): Awaitable<void> {
    return runningInPlace({ label: 'close', what: () => nativeCoroutine(this.closing(), 'close') });
  }

  private *closing(): Generator<never, void, unknown> {
    try {
      if (this.sink !== undefined) yield* this.end();
    } finally {
      // They hold the handle.
      this.source?.destroy();
      this.sink?.destroy();
      yield* new AwaitRequest(this.handle.close()) as Iterable<never>;
    }
  }

  [asyncDisposeKey](): PromiseLike<void> {
    return this.close();
  }
}

/** Opens a file. Throws what Node reports (ENOENT, EACCES, …). Cancelled, it does not stay open. */
export function open(path: string | URL, options: OpenOptions = {}): Awaitable<File> {
  return suspend<File>(function open(resume, fail) {
    let over = false;
    openHandle(path, options.flags ?? 'r', options.mode).then((handle) => {
      if (over) void handle.close();
      else resume(new File(handle, options.start));
    }, fail);
    return () => {
      over = true;
    };
  });
}

/** The whole file; with an encoding, as text. */
export function readFile(path: string | URL): Awaitable<Buffer>;
export function readFile(path: string | URL, encoding: BufferEncoding): Awaitable<string>;
export function readFile(path: string | URL, encoding?: BufferEncoding): Awaitable<Buffer | string> {
  return fromPromise(function readFile(signal) {
    return read(path, encoding === undefined ? { signal } : { signal, encoding });
  });
}

/** Writes the whole file, over what was there; with the flag `'a'`, behind it. Cancelled, a part may have been written. */
export function writeFile(
  path: string | URL,
  data: string | Uint8Array,
  options: { flag?: string; mode?: number } = {},
): Awaitable<void> {
  return fromPromise(function writeFile(signal) {
    return write(path, data, { ...options, signal });
  });
}
