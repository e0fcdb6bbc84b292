import { rangeError } from '../errors.ts';

/** An integer from `least` to `most`. Throws RangeError (`bad-argument`) for anything else. */
export function natural(n: number, what: string, least = 0, most: number = Number.MAX_SAFE_INTEGER): number {
  if (Number.isInteger(n) && n >= least && n <= most) return n;
  throw rangeError(`${what} an integer from ${least} to ${most}, not ${String(n)}`);
}
