/**
 * The last thing a step does before it leaves: it says where it is. One that has ended says so, and lets go of all that its
 * variables, parameters and receiver hold: the frame keeps its name in the step's place.
 *
 *   frame.state = 2;                               frame.state = -1; frame.step = "range";
 */
import { t } from '../babel.ts';
import type { Loc } from '../ir/types.ts';
import type { StepNames } from './names.ts';
import { assign, number, placed } from './nodes.ts';

export function sayState(state: number, { frame, kept }: StepNames, loc: Loc = null): t.Statement[] {
  const field = (name: string) => t.memberExpression(t.identifier(frame), t.identifier(name));
  const said = [placed(assign(field('state'), number(state)), loc)];
  if (state < 0 && kept !== null) said.push(placed(assign(field('step'), t.stringLiteral(kept)), loc));
  return said;
}
