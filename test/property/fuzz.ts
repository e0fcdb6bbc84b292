/**
 * Generated programs until the time is over. Bundled and started by scripts/fuzz.mjs.
 */
import type { CoroutineKind } from '../../compiler/ir/types.ts';
import { disagreement } from './agreement.ts';

/** Generators are where most of the lowering shows, and are the cheapest to drive. */
const ROUND: readonly (readonly [kind: CoroutineKind, count: number])[] = [
  ['generator', 40],
  ['async', 30],
  ['async-generator', 30],
];

export type Functions = 'marked' | 'all';

/** True when no program differed. */
export async function fuzz(
  seconds: number,
  firstSeed: number,
  modes: readonly Functions[],
): Promise<boolean> {
  const begun = Date.now();
  const programs = new Map(modes.map((functions) => [functions, 0]));
  const tally = (): string =>
    [...programs].map(([functions, count]) => `${count} programs with functions: '${functions}'`).join(', ');
  let seed = firstSeed;
  console.log(`seed ${seed}, Node ${process.versions.node}`);
  while (Date.now() < begun + seconds * 1_000) {
    for (const functions of modes) {
      for (const [kind, count] of ROUND) {
        const found = await disagreement(functions, kind, count, seed);
        if (found !== null) {
          console.log(
            `${found}\n\nrepeat with: npm run fuzz -- --seconds ${seconds} --seed ${seed} --functions ${functions}`,
          );
          return false;
        }
        programs.set(functions, (programs.get(functions) ?? 0) + count);
        if (process.stderr.isTTY) process.stderr.write(`\r${tally()}, seed ${seed}`);
      }
    }
    seed++;
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const took = (Date.now() - begun) / 1_000;
  const all = [...programs.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${tally()}: no difference (${(all / took).toFixed(1)} programs a second)`);
  return true;
}
