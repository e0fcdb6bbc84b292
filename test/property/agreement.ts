/** Holds a number of generated programs of one kind against the engine, with a seed that repeats the run. */
import type { CoroutineKind } from '../../compiler/ir/types.ts';
import { type Difference, difference, modeOf, printProgram } from './differential.ts';
import { isMarked, programOf } from './program.ts';
import { reduce } from './reduce.ts';
import { watched } from './watchdog.ts';

/** `FUZZ_SEED` repeats a run. */
export const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_007);

/** One graph in so many is verified after each pass, which takes a fifth of the time. */
const VERIFIED = 7;
/** Programs of one run have seeds that follow each other; runs are this far apart. */
const STRIDE = 100_003;
const SORTS = ['marked', 'all'].flatMap((functions) =>
  ['generator', 'async', 'async-generator'].map((kind) => `${functions} ${kind}`),
);
const REDUCING = Number(process.env.FUZZ_REDUCING ?? 90_000);

/** Null when all agree; otherwise the smallest program found that does not, its seed and both traces. */
export async function disagreement(
  functions: 'marked' | 'all',
  kind: CoroutineKind,
  count: number,
  seed: number,
): Promise<string | null> {
  for (let k = 0; k < count; k++) {
    const own = seed * STRIDE + k;
    // With the same seed the kinds and modes would get much the same programs.
    const program = programOf(functions, kind, own * SORTS.length + SORTS.indexOf(`${functions} ${kind}`));
    const title = `seed ${seed}, program ${k}, ${kind}, functions: '${functions}'`;
    const mode = modeOf(program, own);
    const found = await watched(`${title}\n${printProgram(program)}`, () =>
      difference(program, mode, own % VERIFIED === 0),
    );
    if (found === null) continue;
    const again = (candidate: typeof program): Promise<Difference | null> =>
      watched(`${title}, made smaller\n${printProgram(candidate)}`, () =>
        difference(candidate, found.mode, true),
      );
    const differs = async (candidate: typeof program): Promise<boolean> => {
      if (functions === 'marked' && !isMarked(candidate.source)) return false;
      const difference = await again(candidate);
      return difference !== null && likeness(difference) === likeness(found);
    };
    const smallest = await reduce(program, differs, REDUCING);
    const { what, details } = (await again(smallest)) ?? found;
    return `${title}: ${what} (${mode.name})\n${printProgram(smallest)}\n${details}`;
  }
  return null;
}

/** Another fault may be met on the way to a smaller program; then it would hide the one that was found. */
function likeness({ what, mode, details }: Difference): string {
  if (what !== 'traces differ') return `${mode.name}: ${details.split('\n', 1)[0]?.replace(/\d+/g, '')}`;
  // A program that is not even called, on one side only.
  return `${mode.name}: ${/^(\d+: )?"throws"/m.test(details)}`;
}
