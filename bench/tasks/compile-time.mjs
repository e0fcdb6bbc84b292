import { transform } from 'stackless/compiler';
import { growing } from '../programs/growing.mjs';

/**
 * Milliseconds to compile a program of a kind, and one of half its size: the best of several rounds, in turn,
 * the compiler warm.
 */
export async function measure({ kind, rounds = 4 }) {
  const { size, text } = growing[kind];
  const whole = text(size);
  const half = text(size / 2);
  const milliseconds = (source) => {
    const start = performance.now();
    transform(source, { filename: 'growing.mjs' });
    return performance.now() - start;
  };
  milliseconds(half);
  milliseconds(half);
  const best = { whole: Number.POSITIVE_INFINITY, half: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round++) {
    best.half = Math.min(best.half, milliseconds(half));
    best.whole = Math.min(best.whole, milliseconds(whole));
  }
  return best;
}
