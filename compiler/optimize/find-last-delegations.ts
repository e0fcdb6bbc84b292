/**
 * Marks the delegations of a generator after which nothing is left to do: their frame need not wait for the end.
 * In:    verified IR, without unreachable blocks; temporaries propagated, so that what is returned is `received` itself.
 * Out:   `last` is set where a `yield*` that no region handles, and that stands in no `finally`, resumes at a block that only
 *        returns what came back.
 * Keeps: all else. The resume block stays: the runtime may delegate as usual, to what is no coroutine for instance.
 *
 *   b0: suspend delegate f() → b1             b0: suspend delegate f() last → b1
 *   b1: return received                  →    b1: return received
 */
import type { Block, IRFunction } from '../ir/types.ts';

export function findLastDelegations(fn: IRFunction): void {
  if (fn.kind !== 'generator') return;
  for (const { terminator, region } of fn.blocks.values()) {
    if (terminator.kind !== 'suspend' || terminator.how !== 'delegate') continue;
    if (region !== null || terminator.shielded) continue;
    if (returnsReceived(fn.blocks.get(terminator.resume), fn)) terminator.last = true;
  }
}

function returnsReceived(block: Block | undefined, { references, received }: IRFunction): boolean {
  if (!block || block.instructions.length > 0 || block.terminator.kind !== 'return') return false;
  const { value, injected } = block.terminator;
  return !injected && value?.type === 'Identifier' && references.get(value) === received;
}
