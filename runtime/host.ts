/**
 * The engine's own loop: a macrotask, and where an error goes that nobody took.
 */
interface Host {
  setImmediate?: (callback: () => void) => unknown;
  scheduler?: { postTask?: (callback: () => void) => unknown };
  MessageChannel?: typeof MessageChannel;
  reportError?: (error: unknown) => void;
}

/** Read when it is needed: a test, or a polyfill, may come later than this file. */
const host = globalThis as Host;

let viaChannel: ((callback: () => void) => void) | undefined;

/**
 * Runs `callback` in a macrotask of its own, after the host has done what it had to: input, I/O, timers that are due.
 * `setImmediate` in Node; in browsers `scheduler.postTask`, whose tasks stand in one line with the host's timers, which the
 * continuations of `scheduler.yield` would overtake for ever; else a message. `setTimeout` waits, and is the last resort.
 */
export function macrotask(callback: () => void): void {
  const { setImmediate, scheduler, MessageChannel } = host;
  if (setImmediate) setImmediate(callback);
  else if (scheduler?.postTask) scheduler.postTask(callback);
  else if (MessageChannel) {
    viaChannel ??= channelLoop(new MessageChannel());
    viaChannel(callback);
  } else setTimeout(callback);
}

function channelLoop({ port1, port2 }: MessageChannel): (callback: () => void) => void {
  const callbacks: (() => void)[] = [];
  port1.onmessage = () => callbacks.shift()?.();
  return (callback) => {
    callbacks.push(callback);
    port2.postMessage(null);
  };
}

/** As an uncaught error: `reportError` in browsers, elsewhere thrown from a macrotask. */
export function reportUncaught(error: unknown): void {
  if (host.reportError) host.reportError(error);
  else
    macrotask(() => {
      throw error;
    });
}
