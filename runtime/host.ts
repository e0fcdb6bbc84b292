/**
 * The engine's own loop: a macrotask, a microtask, and where an error goes that nobody took.
 */
interface Host {
  setImmediate?: (callback: () => void) => unknown;
  reportError?: (error: unknown) => void;
}

const host = globalThis as Host;

let viaChannel: ((callback: () => void) => void) | undefined;

/** Runs `callback` in a macrotask of its own, after the host has done what it had to. Never `setTimeout`: it waits. */
export function macrotask(callback: () => void): void {
  if (host.setImmediate) {
    host.setImmediate(callback);
    return;
  }
  viaChannel ??= channelLoop();
  viaChannel(callback);
}

function channelLoop(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
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
