import type { Receiver } from '../api.ts';
import { rangeError } from '../errors.ts';
import { sleep } from '../sleep.ts';
import { currentScheduler } from '../start-task.ts';
import { forEach, type Input, type StageOptions, stage } from './stage.ts';

/**
 * The same values, no two within `ms` milliseconds. None is dropped: who sends them has to wait. Throws RangeError
 * (`bad-argument`).
 */
export function throttle<T>(input: Input<T>, ms: number, options: StageOptions = {}): Receiver<T> {
  if (!(ms >= 0)) throw rangeError(`throttle takes milliseconds from 0, not ${ms}`);
  return stage<T, T>('throttle', input, options, (from, out) => {
    const { clock } = currentScheduler();
    let free = Number.NEGATIVE_INFINITY;
    return forEach(from, function* (value) {
      const wait = free - clock.now();
      if (wait > 0) yield* sleep(wait);
      yield* out.send(value);
      free = clock.now() + ms;
    });
  });
}
