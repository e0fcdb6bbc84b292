import type { Receiver } from '../api.ts';
import type { Channel } from '../channels/channel.ts';
import { rangeError } from '../errors.ts';
import { select } from '../select.ts';
import { sleep } from '../sleep.ts';
import { currentScheduler } from '../start-task.ts';
import { type Input, type StageOptions, type Step, stage } from './stage.ts';

export interface BatchOptions extends StageOptions {
  /** Most milliseconds from the first value of a batch until it is passed on; no limit unless told. */
  ms?: number;
}

/**
 * Arrays of `size` values; of fewer at the end, and where `ms` milliseconds have passed since the first of them. What a
 * failed input brought before is passed on first. Throws RangeError (`bad-argument`) for a size below 1.
 */
export function batch<T>(input: Input<T>, size: number, options: BatchOptions = {}): Receiver<T[]> {
  if (!(size >= 1)) throw rangeError(`batch takes a size from 1, not ${size}`);
  return stage<T, T[]>('batch', input, options, (from, out) => batching(from, out, size, options.ms));
}

function* batching<T>(from: Receiver<T>, out: Channel<T[]>, size: number, ms?: number): Step<void> {
  const { clock } = currentScheduler();
  const iterator = from[Symbol.asyncIterator]();
  let values: T[] = [];
  let late = 0;
  function* pass(): Step<void> {
    const batch = values;
    values = [];
    if (batch.length > 0) yield* out.send(batch);
  }
  for (;;) {
    let next: IteratorResult<T, undefined> | null;
    try {
      if (values.length === 0 || ms === undefined) next = yield* iterator.next();
      else {
        const cases = { next: iterator.next(), late: sleep(late - clock.now()) };
        const first = yield* select(cases, { order: 'first' });
        next = first.case === 'next' ? first.value : null;
      }
    } catch (cause) {
      yield* pass();
      throw cause;
    }
    if (next === null) yield* pass();
    else if (next.done) return yield* pass();
    else {
      if (values.push(next.value) === 1 && ms !== undefined) late = clock.now() + ms;
      if (values.length >= size) yield* pass();
    }
  }
}
