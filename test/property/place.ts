/** Where a part stands: what may be written there. */
import type { CoroutineKind } from '../../compiler/ir/types.ts';

export interface Place {
  /** What a suspension is here; null in an inner function, which may have none. */
  readonly kind: CoroutineKind | null;
  readonly inLoop: boolean;
  /** In a loop or a `switch`. */
  readonly breakable: boolean;
  readonly labels: readonly { readonly name: string; readonly loop: boolean }[];
  /** Names declared in this block so far by `let`, `const`, `class` and `function`. */
  readonly declared: Set<string>;
}

/** The same place within a function that is no coroutine. */
export function inFunction(place: Place): Place {
  return { ...place, kind: null, inLoop: false, breakable: false, labels: [], declared: new Set() };
}
