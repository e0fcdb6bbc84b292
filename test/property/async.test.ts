/** Generated async functions and async generators against the engine's. Prints its seed; `FUZZ_SEED=<seed>` repeats it. */
import { expect, test } from 'vitest';
import { disagreement, SEED } from './agreement.ts';

// Shrinking what differs takes longer than finding it.
const TIMEOUT = 240_000;

test.each([0, 1])(
  '350 generated async functions end as the engine’s do (part %i)',
  async (part) => {
    const seed = SEED + part;
    console.info(`async functions: seed ${seed}`);
    expect(await disagreement('async', 350, seed)).toBe(null);
  },
  TIMEOUT,
);

test.each([0, 1])(
  '350 generated async generators behave as the engine’s do (part %i)',
  async (part) => {
    const seed = SEED + 2 + part;
    console.info(`async generators: seed ${seed}`);
    expect(await disagreement('async-generator', 350, seed)).toBe(null);
  },
  TIMEOUT,
);
