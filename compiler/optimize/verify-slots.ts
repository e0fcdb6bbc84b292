/**
 * What holds after the slots pass: whatever is needed after a suspension, or by a closure, is kept in the shell. A local of the
 * step would be undefined again when the coroutine is resumed.
 */
import { invariant } from '../ir/invariant.ts';
import type { IRFunction } from '../ir/types.ts';
import { liveness } from './liveness.ts';

export function verifySlots(fn: IRFunction): void {
  const { crossing } = liveness(fn);
  for (const variable of fn.variables) {
    const { kind, name, captured, spilled } = variable;
    if (kind === 'parameter') continue;
    invariant(spilled || !crossing.has(variable), `${name}, live across a suspension, is spilled`, fn.loc);
    invariant(spilled || !captured, `${name}, captured by a closure, is spilled`, fn.loc);
  }
}
