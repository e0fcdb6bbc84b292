/**
 * Decides which variables are kept in the shell's closure, and which are locals of the step.
 * In:    IR without unreachable blocks. Whatever moves code or reads has run.
 * Out:   `spilled` is exact for every variable: live across a suspension, or captured by a closure, which may outlive the step.
 * Keeps: everything else. A parameter lives in the shell by itself and is never spilled.
 *
 *   b0: a = f(); b = g(a); suspend yield b → b1   →   a: local   b: spilled
 *   b1: return b
 */
import type { IRFunction } from '../ir/types.ts';
import { liveness } from './liveness.ts';

export function assignSlots(fn: IRFunction): void {
  const { crossing } = liveness(fn);
  for (const variable of fn.variables) {
    const inShell = variable.kind === 'parameter' || variable.kind === 'received';
    variable.spilled = !inShell && (variable.captured || crossing.has(variable));
  }
}
