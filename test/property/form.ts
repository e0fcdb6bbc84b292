/** What a rule of the grammar is. */
import type { Place } from './place.ts';

export type Kind = 'expression' | 'statement' | 'block' | 'target';

/**
 * A program is plain data, `[form, choice, parts]`, so that fast-check shrinks it without knowing the language. The
 * choice picks among operators, names and variants.
 */
export type Tree = readonly [form: string, choice: number, parts: readonly Tree[]];

/** A part, written where it is asked for: a block makes its own place. */
export type Part = (place: Place) => string;

export interface Form {
  readonly parts: readonly Kind[];
  /** How often it is chosen, against the other forms of its kind. */
  readonly weight: number;
  write(choice: number, parts: readonly Part[], place: Place): string;
}

export function pick<T>(items: readonly T[], choice: number): T {
  const item = items[choice % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** A form of expressions only: its parts are written first, in order. */
export function expression(
  weight: number,
  parts: Form['parts'],
  text: (choice: number, ...parts: string[]) => string,
): Form {
  return {
    weight,
    parts,
    write: (choice, written, place) => `(${text(choice, ...written.map((part) => part(place)))})`,
  };
}
