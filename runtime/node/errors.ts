/**
 * The errors of `stackless/node`. What Node itself reports (ECONNRESET, ENOENT, …) is thrown as it is.
 */
import { coded } from '../abi-version.ts';

const messages = {
  'stream-closed': (action) => `cannot ${action}: it is closed`,
  'too-long': (what, bytes) => `${what} is longer than ${bytes} bytes`,
  'too-few-bytes': (wanted, had) => `the stream ended after ${had} of ${wanted} bytes`,
  'client-gone': (request) => `the client of ${request} has gone away`,
  'command-failed': (command, how) => `${command} ${how}`,
} as const satisfies Record<string, (...args: string[]) => string>;

export type StreamErrorCode = keyof typeof messages;

/** What goes wrong with streams, connections and commands, beside what Node says of them. */
export class StreamError extends Error {
  declare readonly code: StreamErrorCode;
  constructor(code: StreamErrorCode, args: readonly string[], options?: ErrorOptions) {
    const text: (...args: string[]) => string = messages[code];
    super(text(...args), options);
    coded(this, code);
  }
  static {
    this.prototype.name = 'StreamError';
  }
}
