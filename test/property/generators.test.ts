/** Generated generators against the engine's. Prints its seed; `FUZZ_SEED=<seed>` repeats it. */
import { expect, test } from 'vitest';
import { disagreement, SEED } from './agreement.ts';

// Shrinking what differs takes longer than finding it.
const TIMEOUT = 240_000;

test.each(['marked', 'all'] as const)(
  '150 generated generators behave as the engine’s do (%s)',
  async (functions) => {
    console.info(`generators, ${functions}: seed ${SEED}`);
    expect(await disagreement(functions, 'generator', 150, SEED)).toBe(null);
  },
  TIMEOUT,
);
