/** The names of what emission adds: the step's parameters, and the temporaries that are left. */

import type { IRFunction } from '../ir/types.ts';
import type { FreeNames } from '../syntax/free-names.ts';

export interface StepNames {
  readonly step: string;
  readonly frame: string;
  readonly state: string;
  readonly value: string;
  readonly mode: string;
  readonly error: string;
  /** What is kept in the place of a step that has ended, if it is to go: its name. */
  readonly kept: string | null;
}

/** `letsGo`: variables, parameters or a receiver are held by the step, and a coroutine that has ended holds nothing. */
export function stepNames(name: string, names: FreeNames, letsGo: boolean): StepNames {
  const step = names.takeOrPrefix(name);
  return {
    step,
    kept: letsGo ? step : null,
    frame: names.takeOrPrefix('frame'),
    state: names.takeOrPrefix('state'),
    value: names.takeOrPrefix('value'),
    mode: names.takeOrPrefix('mode'),
    error: names.take('_error'),
  };
}

/** Gives every temporary a name, and every node that stands for a variable that variable's. */
export function nameVariables(fn: IRFunction, { value }: StepNames, names: FreeNames): void {
  fn.received.name = value;
  for (const variable of fn.variables)
    if (variable.kind === 'temporary') variable.name = names.take(variable.name);
  for (const [node, variable] of fn.references) node.name = variable.name;
}
