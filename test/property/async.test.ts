/** Generated async functions and async generators against the engine's. Prints its seed; `FUZZ_SEED=<seed>` repeats it. */
import { expect, test } from 'vitest';
import { disagreement, SEED } from './agreement.ts';

// Shrinking what differs takes longer than finding it.
const TIMEOUT = 240_000;

test(
  '500 generated async functions end as the engine’s do',
  async () => {
    console.info(`async functions: seed ${SEED}`);
    expect(await disagreement('async', 500, SEED)).toBe(null);
  },
  TIMEOUT,
);

test(
  '500 generated async generators behave as the engine’s do',
  async () => {
    console.info(`async generators: seed ${SEED}`);
    expect(await disagreement('async-generator', 500, SEED)).toBe(null);
  },
  TIMEOUT,
);
