/**
 * Coroutines from lists of actions, in the shape the compiler emits: one action a suspension, so that a test says in a line
 * what a coroutine does, and reads off what it was given.
 */
import { DONE, NEXT, THROW, UNWIND } from '../../runtime/abi.ts';
import { Coroutine } from '../../runtime/coroutine.ts';
import { delegate } from '../../runtime/delegate.ts';
import { transferTo } from '../../runtime/transfer.ts';

export type Action =
  | { yield: unknown }
  | { transfer: () => unknown; value?: unknown }
  | { delegate: () => unknown }
  | { call: (co: Script) => unknown }
  | { throw: unknown }
  | { return: unknown };

export class Script extends Coroutine {
  /** What it was resumed with, what its calls gave, and the errors thrown at it (as `!message`). */
  got: unknown[] = [];
  /** Goes on after an error thrown at it. */
  catches = false;
  /** Goes on after a return injected into it, as in a `finally`. */
  closes = false;
}

export function script(name: string, ...actions: Action[]): Script {
  let at = 0;
  const { [name]: step } = {
    [name]: (frame: unknown, state: number, value: unknown, mode: number): unknown => {
      const co = frame as Script;
      if (mode !== NEXT) {
        if (mode === THROW) co.got.push(`!${(value as Error).message}`);
        if (mode === THROW ? !co.catches : !co.closes) {
          co.state = UNWIND;
          return value;
        }
      } else if (state > 0) co.got.push(value);
      for (;;) {
        const action = actions[at++];
        if (action === undefined) {
          co.state = DONE;
          return 'end';
        }
        if ('yield' in action) {
          co.state = 1;
          return action.yield;
        }
        if ('transfer' in action) return transferTo(co, 1, action.transfer(), action.value);
        if ('delegate' in action) return delegate(co, 1, action.delegate());
        if ('throw' in action) throw action.throw;
        if ('return' in action) {
          co.state = DONE;
          return action.return;
        }
        co.got.push(action.call(co));
      }
    },
  };
  const co = new Script(step as never);
  return co;
}
