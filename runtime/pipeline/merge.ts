import type { Coroutine, Receiver } from '../api.ts';
import { all } from '../combine.ts';
import { Fed } from '../interop/fed.ts';
import { nativeCoroutine } from '../native.ts';
import { forEach, type Input, receiverOf, type StageOptions } from './stage.ts';

/** The values of all of them, as they come. Ends when all have ended; the first that fails cancels the others. */
export function merge<T>(inputs: readonly Input<T>[], { capacity = 0 }: StageOptions = {}): Receiver<T> {
  const receivers = inputs.map(receiverOf);
  return new Fed<T>('merge', capacity, function* (out) {
    const passing = receivers.map((from) => {
      const pass = forEach(from, function* (value) {
        yield* out.send(value);
      });
      return nativeCoroutine(pass, 'merge') as unknown as Coroutine<never, void>;
    });
    try {
      yield* all(passing);
    } finally {
      for (const from of receivers) from.cancel();
    }
  });
}
