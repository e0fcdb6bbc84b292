/** Where a part of a generated program stands: what may be written there, and how much is still to grow. */
import type { CoroutineKind } from '../../compiler/ir/types.ts';
import type { Dice } from './dice.ts';

/** The ways into the grammar, for the files that each hold a part of it. */
export interface Grammar {
  expression(place: Place): string;
  /** What can be assigned to. */
  target(place: Place): string;
  statement(place: Place): string;
}

export interface Place {
  readonly dice: Dice;
  readonly grammar: Grammar;
  /** What nests deeper than this is a leaf, and so is everything once `budget` is used up; `names` numbers labels and the like. */
  readonly depth: number;
  readonly budget: { left: number; names: number };
  readonly functions: 'marked' | 'all';
  /** What a suspension is here; null in an inner function, which may have none. */
  readonly kind: CoroutineKind | null;
  /** In a function that is compiled, whose marked inner functions may be awaited. */
  readonly compiled: boolean;
  /**
   * Promises may be left to themselves. Not in marked async functions, and what they contain: when those go on is the
   * scheduler's business.
   */
  readonly detached: boolean;
  /** Whether the program has `using`, which on old engines has to be lowered for the native side too. */
  readonly resources: boolean;
  readonly returns: boolean;
  readonly inLoop: boolean;
  /** In a loop or a `switch`. */
  readonly breakable: boolean;
  readonly labels: readonly { readonly name: string; readonly loop: boolean }[];
  /** Names declared in this block so far by `let`, `const`, `class` and `function`. */
  readonly declared: Set<string>;
  /** Sloppy mode lets a local be deleted, in vain, and hoists functions out of blocks. */
  readonly strict: boolean;
  /** In a method, and the arrows in it. */
  readonly hasSuper: boolean;
  /** In the class that has them. */
  readonly hasPrivateNames: boolean;
  /** Nowhere in what a class computes for its fields. */
  readonly hasArguments: boolean;
}

export type FunctionKind = CoroutineKind | 'sync';

const deeper = (place: Place): Place => ({ ...place, depth: place.depth - 1 });

/** An expression in parentheses, or one that needs none. */
export const expression = (place: Place): string => place.grammar.expression(deeper(place));
export const target = (place: Place): string => place.grammar.target(deeper(place));
export const statement = (place: Place): string => place.grammar.statement(deeper(place));

/** Some statements in a scope of their own, without the braces. */
export function statements(place: Place, most = 3): string {
  const inner = { ...place, declared: new Set<string>() };
  return Array.from({ length: 1 + place.dice.below(most) }, () => statement(inner)).join('\n');
}

export const block = (place: Place, most = 3): string => `{\n${statements(place, most)}\n}`;

export const isAsync = ({ kind }: Place): boolean => kind === 'async' || kind === 'async-generator';

/** What may be asked of an inner function here: what gives promises needs someone to wait for them. */
export function functionKinds(place: Place): readonly FunctionKind[] {
  const awaitable: readonly FunctionKind[] =
    isAsync(place) || place.detached ? ['async', 'async', 'async-generator'] : [];
  return ['sync', 'sync', 'generator', 'generator', ...awaitable];
}

/** The same place within an arrow. */
export function inArrow(place: Place, kind: FunctionKind = 'sync'): Place {
  const own = place.functions === 'all';
  return {
    ...place,
    kind: kind === 'sync' ? null : kind,
    compiled: own,
    returns: true,
    inLoop: false,
    breakable: false,
    labels: [],
    declared: new Set(['p', 'q']),
  };
}

/** Within a function with a receiver and arguments of its own. */
export function inFunction(place: Place, kind: FunctionKind = 'sync'): Place {
  return { ...inArrow(place, kind), hasSuper: false, hasArguments: true };
}

/** Within the value of a class's field: strict, with `super`, without `arguments`. */
export function inField(place: Place): Place {
  return { ...inArrow(place), strict: true, hasSuper: true, hasArguments: false };
}

/** Within the heritage and the computed keys of a class: part of the function, but strict. */
export function inClassHead(place: Place): Place {
  // In sloppy code what suspends and assigns there is refused.
  return { ...place, strict: true, kind: place.strict ? place.kind : null };
}

/** Where there is nothing to suspend: parameters. */
export const withoutSuspension = (place: Place): Place => ({ ...place, kind: null });
