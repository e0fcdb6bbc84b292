/**
 * Child processes. Written is what they read, read is what they write.
 *
 *   started ──► runs ──its end, or kill()──► ended: exit() gives how
 */
import { type ChildProcess, type SpawnOptions, spawn as spawnChild } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Awaitable } from '../api.ts';
import { all } from '../combine.ts';
import { asyncDisposeKey } from '../dispose-keys.ts';
import { runningInPlace } from '../in-place.ts';
import { nativeCoroutine } from '../native.ts';
import { suspend } from '../suspend.ts';
import { ByteStream } from './byte-stream.ts';
import { StreamError } from './errors.ts';
import { Reader } from './reader.ts';

/** How a process has ended: with a code, or by a signal. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface StartOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** A process that runs: its output is read, its input written. */
export class Process extends ByteStream {
  /** Node's own, for what is not here. */
  readonly child: ChildProcess;
  /** What it writes to its standard error. */
  readonly errors: Reader;

  /** @internal */
  constructor(child: ChildProcess) {
    super();
    this.child = child;
    this.errors = new Reader(child.stderr as Readable);
    // At once, for they listen to errors: a process that ends does not read any more.
    void this.reader;
    void this.writer;
  }

  protected override readable(): Readable {
    return this.child.stdout as Readable;
  }
  protected override writable(): Writable {
    return this.child.stdin as Writable;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Sends it a signal, SIGTERM unless told. */
  kill(signal?: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Waits for its end, which it does not bring about. */
  exit(): Awaitable<Exit> {
    const { child } = this;
    return suspend<Exit>((resume) => {
      const ended = (): void => resume({ code: child.exitCode, signal: child.signalCode });
      if (this.hasEnded) return ended();
      child.once('exit', ended);
      return () => void child.off('exit', ended);
    });
  }

  /** Kills it (SIGTERM), and waits for its end. */
  [asyncDisposeKey](): PromiseLike<unknown> {
    if (!this.hasEnded) this.kill();
    return this.exit();
  }
}

/** Starts a program, without a shell. Throws what Node reports (ENOENT, …). */
export function start(
  file: string,
  args: readonly string[] = [],
  options: StartOptions = {},
): Awaitable<Process> {
  return suspend<Process>(function start(resume, fail) {
    const settings: SpawnOptions = { ...options, stdio: 'pipe' };
    const child = spawnChild(file, args, settings);
    let started = false;
    child.once('spawn', () => {
      started = true;
      resume(new Process(child));
    });
    child.once('error', fail);
    return () => {
      child.off('error', fail);
      child.on('error', () => {});
      if (!started) child.kill();
    };
  });
}

export interface CommandOptions extends StartOptions {
  /** What it reads on its standard input; nothing unless told. */
  input?: string | Uint8Array;
  /** What it may write at most to each of its outputs, in bytes: 16 MiB unless told. */
  limit?: number;
}

/** What a command has written. */
export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, without a shell, and gives what it wrote, as UTF-8. Throws StreamError (`command-failed`, with
 * what it wrote as its `cause`) when its code is not 0 or a signal has ended it, `too-long` past the limit. Cancelled, it
 * is killed, and has ended when this ends.
 */
export function command(
  file: string,
  args: readonly string[] = [],
  options: CommandOptions = {},
): Awaitable<Output> {
  return runningInPlace({
    label: `command ${file}`,
    what: () => nativeCoroutine(running(file, args, options), file),
  });
}

function* running(
  file: string,
  args: readonly string[],
  { input, limit, ...options }: CommandOptions,
): Generator<never, Output, unknown> {
  const child = (yield* start(file, args, options)) as Process;
  try {
    // It need not read it: then it says so by its code.
    child.child.stdin?.end(input);
    const [stdout, stderr, { code, signal }] = (yield* all([
      child.readAll(limit),
      child.errors.readAll(limit),
      child.exit(),
    ])) as [Buffer, Buffer, Exit];
    const output = { stdout: String(stdout), stderr: String(stderr) };
    if (code === 0) return output;
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    throw new StreamError('command-failed', [file, how], { cause: output });
  } finally {
    if (!child.hasEnded) {
      child.kill();
      yield* child.exit();
    }
  }
}
