import { dump } from '../debug/dump.ts';
import { disposeKey } from '../dispose-keys.ts';

/**
 * Writes a dump of all tasks to standard error when the process gets the signal; `SIGUSR2` unless told (`SIGUSR1` starts
 * Node's inspector). Gives what takes it back. It does not keep the process running. As `kill -QUIT` does for Java and Go.
 */
export function dumpOnSignal(
  signal: NodeJS.Signals = 'SIGUSR2',
  write: (text: string) => void = console.error,
): Disposable {
  const listener = (): void => write(String(dump()));
  process.on(signal, listener);
  return { [disposeKey]: () => void process.off(signal, listener) } as Disposable;
}
