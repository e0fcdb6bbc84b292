/**
 * The grammar of generated programs, written as text at once.
 *
 * Writing is total: what would be a syntax error where it stands (a `break` outside loops, a second `let a`, a
 * suspension in an inner function) is written as the nearest thing that is none. All names exist, so nothing needs
 * scoping; shadowing declarations bring dead zones by themselves.
 */
import { EXPRESSIONS, writeTarget } from './expressions.ts';
import type { Grammar, Place } from './place.ts';
import { guarded, STATEMENTS } from './statements.ts';
import { leaf } from './suspending.ts';

export const GRAMMAR: Grammar = {
  expression(place) {
    return grows(place) ? place.dice.weighted(EXPRESSIONS).write(place) : leaf(place);
  },
  target: (place) => (grows(place) ? writeTarget(place) : place.dice.pick(['a', 'b', 'v'])),
  statement(place) {
    return grows(place)
      ? guarded(place.dice.weighted(STATEMENTS).write(place), place)
      : `log(${leaf(place)});`;
  },
};

const grows = ({ depth, budget }: Place): boolean => depth > 0 && budget.left-- > 0;
