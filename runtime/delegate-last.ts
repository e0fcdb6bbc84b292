/**
 * `return yield* target`, outside of every `try`: there is nothing left to do but to pass on what the target ends with, as it
 * passes on what is thrown or returned into it. So the frame does not wait below the target's: it becomes it, and a
 * chain of such calls takes the memory of one, as a tail call does (ES2015 14.6 Tail Position Calls; Scheme, R7RS 3.5).
 *
 *   root ← a ← b       a: return yield* b()      →      root ← b, in the frame that was a's
 *
 * The root stays what it is, for it is the user's. After `debug()` every frame stays, to be seen in stacks and dumps.
 */
import { DONE, PUSHED, START } from './abi.ts';
import { Coroutine } from './coroutine.ts';
import { delegate } from './delegate.ts';
import { DELEGATED, vm } from './frame.ts';

/** The exit for it. Takes over what nobody has started; the rest is delegated to, and comes back in `state`. */
export function delegateLast(frame: Coroutine, state: number, target: unknown): unknown {
  if (
    frame.leaf !== DELEGATED ||
    !(target instanceof Coroutine) ||
    target.state !== START ||
    target.link !== null ||
    vm.debug !== null
  )
    return delegate(frame, state, target);
  frame.step = target.step;
  // Whoever holds it finds it done, and holding nothing: what it would have run is another's.
  target.state = DONE;
  target.step = '' as never;
  // The frame itself comes next, from its start.
  frame.state = PUSHED - START;
  return frame;
}
