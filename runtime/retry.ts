import type { Awaitable, TaskBody } from './api.ts';
import { rangeError } from './errors.ts';
import { runningInPlace } from './in-place.ts';
import { nativeCoroutine } from './native.ts';
import { sleep } from './sleep.ts';
import { currentScheduler } from './start-task.ts';

export interface RetryOptions {
  /** How often to try in all; 3 unless told. */
  attempts?: number;
  /** Milliseconds before the second attempt, 100 unless told; each further wait is `factor` (2) times as long, up to `maxDelay` (30,000). */
  delay?: number;
  factor?: number;
  maxDelay?: number;
  /** The part of each wait that is left to chance, 0 to 1: 0.5 unless told. Drawn from the run's seed. */
  jitter?: number;
  /** Whether to try again after this error of this attempt; always, unless told. */
  when?: (error: unknown, attempt: number) => boolean;
}

function* retrying<R>(
  options: RetryOptions,
  body: TaskBody<R, [attempt: number]>,
): Generator<never, R, unknown> {
  const { attempts = 3, delay = 100, factor = 2, maxDelay = 30_000, jitter = 0.5, when } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return yield* runningInPlace<R>({ label: 'retry', what: body, arguments: [attempt] });
    } catch (error) {
      if (attempt >= attempts || when?.(error, attempt) === false) throw error;
    }
    const wait = Math.min(maxDelay, delay * factor ** (attempt - 1));
    yield* sleep(wait * (1 - jitter * currentScheduler().random()));
  }
}

/**
 * Runs the body in a scope of its own until it ends well, at most `attempts` times, and waits in between on the scheduler's
 * clock, longer each time. The body is told the number of the attempt, from 1. Throws what the last attempt threw, and
 * RangeError (`bad-argument`) for options that are no numbers of that kind.
 */
export function retry<R>(options: RetryOptions, body: TaskBody<R, [attempt: number]>): Awaitable<R> {
  const { attempts = 3, delay = 0, factor = 1, maxDelay = 0, jitter = 0 } = options;
  const inRange = attempts >= 1 && delay >= 0 && factor >= 0 && maxDelay >= 0 && jitter >= 0 && jitter <= 1;
  if (!inRange) throw rangeError(`retry: options out of range: ${JSON.stringify(options)}`);
  return runningInPlace({ label: 'retry', what: () => nativeCoroutine(retrying(options, body), 'retry') });
}
