import type { Receiver } from '../api.ts';
import { Subscription } from '../interop/events.ts';

/**
 * The signals that this process gets, SIGTERM and SIGINT unless told, from now on, as a channel. While it is open they do not
 * end the process: that is up to whoever receives them. Disposing or cancelling it gives them back to Node.
 */
export function signals(...names: NodeJS.Signals[]): Receiver<NodeJS.Signals> & Disposable {
  const wanted = names.length > 0 ? names : (['SIGTERM', 'SIGINT'] as const);
  return new Subscription<NodeJS.Signals>((receive) => {
    for (const name of wanted) process.on(name, receive);
    return () => {
      for (const name of wanted) process.off(name, receive);
    };
  });
}
