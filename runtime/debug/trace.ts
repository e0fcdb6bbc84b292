/**
 * Places in the source, out of the engine's stack traces: taken as they are, put into words only when somebody asks. With
 * source maps in use (Node's `--enable-source-maps`) they are places of what was written, not of what was compiled.
 */
import type { Position } from '../frame.ts';

/** What an engine makes of a stack; formatting it is what costs. */
export interface Trace {
  readonly stack?: string;
  /** The line that is meant. */
  readonly index: number;
}

type Capture = (target: object, entry?: unknown) => void;

/**
 * The stack as the caller of `entry` sees it; `index`: which of its lines is meant. `depth`: how many calls are above that
 * one, for engines that cannot leave them out.
 */
export function traceOf(entry: unknown, depth: number, index = 0): Trace {
  const host = Error as { stackTraceLimit?: number; captureStackTrace?: Capture };
  if (host.captureStackTrace === undefined) return { stack: new Error().stack ?? '', index: depth + index };
  const limit = host.stackTraceLimit ?? 10;
  const trace = { stack: '', index };
  host.stackTraceLimit = index + 1;
  host.captureStackTrace(trace, entry);
  host.stackTraceLimit = limit;
  return trace;
}

/** `at name (file:line:column)` of V8, `name@file:line:column` of the others. */
const LINE = /^(?:\s*at (?:.*? \()?|[^@]*@)(.+?):(\d+):(\d+)\)?$/;

export function placeOf({ stack, index }: Trace): Position | undefined {
  const lines = String(stack)
    .split('\n')
    .filter((line) => LINE.test(line));
  const [, file, line, column] = LINE.exec(lines[index] ?? '') ?? [];
  if (file === undefined) return undefined;
  return { file: file.replace(/^file:\/\//, ''), line: Number(line), column: Number(column) };
}
