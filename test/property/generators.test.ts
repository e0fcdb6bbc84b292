/** Generated generators against the engine's. Prints its seed; `FUZZ_SEED=<seed>` repeats it. */
import { expect, test } from 'vitest';
import { disagreement, SEED } from './agreement.ts';

// Shrinking what differs takes longer than finding it.
const TIMEOUT = 240_000;

test.each([0, 1, 2, 3, 4])(
  '320 generated generators behave as the engine’s do (part %i)',
  async (part) => {
    const seed = SEED + part;
    console.info(`generators: seed ${seed}`);
    expect(await disagreement('generator', 320, seed)).toBe(null);
  },
  TIMEOUT,
);
