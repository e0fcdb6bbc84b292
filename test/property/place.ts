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
  /** Sloppy mode lets a local be deleted, in vain. */
  readonly strict: boolean;
  /** In a method, and the arrows in it. */
  readonly hasSuper: boolean;
  /** In the class that has them. */
  readonly hasPrivateNames: boolean;
  /** Nowhere in what a class computes for its fields. */
  readonly hasArguments: boolean;
}

/** The same place within an arrow that is no coroutine. */
export function inArrow(place: Place): Place {
  return { ...place, kind: null, inLoop: false, breakable: false, labels: [], declared: new Set() };
}

/** Within a function with a receiver and arguments of its own. */
export function inFunction(place: Place): Place {
  return { ...inArrow(place), hasSuper: false, hasArguments: true };
}

/** Within a native generator: its `yield` is its own. */
export function inGenerator(place: Place): Place {
  return { ...inFunction(place), kind: 'generator' };
}

/** Within the value of a class's field: strict, with `super`, without `arguments`. */
export function inField(place: Place): Place {
  return { ...inArrow(place), strict: true, hasSuper: true, hasArguments: false };
}

/**
 * Within the heritage and the computed keys of a class: part of the function, but strict. In sloppy code what suspends
 * there is refused.
 */
export function inClassHead(place: Place): Place {
  return { ...place, strict: true, kind: place.strict ? place.kind : null };
}
