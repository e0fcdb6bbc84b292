/**
 * Generated programs until the time is over. Bundled and started by scripts/fuzz.mjs.
 */
import type { CoroutineKind } from '../../compiler/ir/types.ts';
import { disagreement } from './agreement.ts';

/** Generators are where most of the lowering shows, and are the cheapest to drive. */
const ROUND: readonly (readonly [kind: CoroutineKind, count: number])[] = [
  ['generator', 200],
  ['async', 50],
  ['async-generator', 50],
];

/** True when no program differed. */
export async function fuzz(seconds: number, firstSeed: number): Promise<boolean> {
  const end = Date.now() + seconds * 1_000;
  let programs = 0;
  let seed = firstSeed;
  console.log(`seed ${seed}`);
  while (Date.now() < end) {
    for (const [index, [kind, count]] of ROUND.entries()) {
      // With the same seed the kinds would get much the same programs.
      const found = await disagreement(kind, count, seed * ROUND.length + index);
      if (found !== null) {
        console.log(`${found}\n\nrepeat with: npm run fuzz -- --seconds ${seconds} --seed ${seed}`);
        return false;
      }
      programs += count;
      if (process.stderr.isTTY) process.stderr.write(`\r${programs} programs, seed ${seed}`);
    }
    seed++;
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  console.log(`${programs} programs, no difference`);
  return true;
}
