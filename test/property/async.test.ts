/** Generated async functions and async generators against the engine's. Prints its seed; `FUZZ_SEED=<seed>` repeats it. */
import { expect, test } from 'vitest';
import { disagreement, SEED } from './agreement.ts';

// Shrinking what differs takes longer than finding it.
const TIMEOUT = 240_000;
const MODES = ['marked', 'all'] as const;

test.each(MODES)(
  '75 generated async functions end as the engine’s do (%s)',
  async (functions) => {
    console.info(`async functions, ${functions}: seed ${SEED}`);
    expect(await disagreement(functions, 'async', 75, SEED)).toBe(null);
  },
  TIMEOUT,
);

test.each(MODES)(
  '75 generated async generators behave as the engine’s do (%s)',
  async (functions) => {
    console.info(`async generators, ${functions}: seed ${SEED}`);
    expect(await disagreement(functions, 'async-generator', 75, SEED)).toBe(null);
  },
  TIMEOUT,
);
