/** Functions in the shape the compiler emits, compiled by hand. */
import { CLOSED, DONE, RETURN, THROW, UNWIND } from '../../runtime/abi.ts';
import type { Coroutine } from '../../runtime/coroutine.ts';
import * as abi from '../../runtime/emitted.ts';
import type { Frame, Mode } from '../../runtime/frame.ts';

/** The entries of one copy of the runtime. */
export type Copy = Pick<typeof abi, 'Coroutine' | 'delegate' | 'transferTo'>;

/** `function* chain(depth, n) { try { yield* chain(depth - 1, n) } finally { left.count++ } }`, at the bottom `n` yields. */
export function chain(depth: number, n: number, left: { count: number }): Coroutine {
  let i = 0;
  let pending = 0;
  let pendingValue: unknown;
  const step = (frame: Frame, state: number, value: unknown, mode: Mode): unknown => {
    for (;;)
      try {
        switch (state) {
          case 0:
            if (depth > 0) return abi.delegate(frame, 3, chain(depth - 1, n, left));
            i = 0;
            state = 1;
          case 1:
            if (!(i < n)) {
              pending = 0;
              state = 4;
              continue;
            }
            frame.state = state = 2;
            return i;
          case 2:
            if (value === 'boom') throw new Error('boom');
            i++;
            state = 1;
            continue;
          case 3:
            pending = 0;
            state = 4;
          case 4:
            left.count++;
            if (pending === THROW) throw pendingValue;
            frame.state = pending === RETURN ? CLOSED : DONE;
            return pendingValue;
          default:
            state = ~state;
            if (mode === THROW) throw value;
            pending = RETURN;
            pendingValue = value;
            state = 4;
            continue;
        }
      } catch (e) {
        if (state === 4 || state === 0) throw e;
        pending = THROW;
        pendingValue = e;
        state = 4;
      }
  };
  return new abi.Coroutine(step);
}

/** `function* range(n) { for (let i = 0; i < n; i++) yield i; return 'end'; }` */
export function range(n: number, copy: Copy = abi): Coroutine {
  let i: number;
  const range = (frame: Frame, state: number, value: unknown): unknown => {
    for (;;)
      switch (state) {
        case 0:
          i = 0;
          state = 1;
        case 1:
          if (!(i < n)) {
            frame.state = DONE;
            return 'end';
          }
          frame.state = 2;
          return i;
        case 2:
          i++;
          state = 1;
          continue;
        default:
          frame.state = UNWIND;
          return value;
      }
  };
  return new copy.Coroutine(range);
}

/** `function* over(target) { return yield* target; }` */
export function over(target: unknown, copy: Copy = abi): Coroutine {
  const over = (frame: Frame, state: number, value: unknown): unknown => {
    switch (state) {
      case 0:
        return copy.delegate(frame, 1, target);
      case 1:
        frame.state = DONE;
        return value;
      default:
        frame.state = UNWIND;
        return value;
    }
  };
  return new copy.Coroutine(over);
}

/** `function* bounce(n) { for (let i = 0; i < n; i++) v = yield* transfer(peer(), v); return v; }` */
export function bounce(n: number, peer: () => unknown, copy: Copy = abi): Coroutine {
  let i: number;
  const bounce = (frame: Frame, state: number, value: unknown): unknown => {
    for (;;)
      switch (state) {
        case 0:
          i = 0;
          value = 0;
          state = 1;
        case 1:
          if (!(i < n)) {
            frame.state = DONE;
            return value;
          }
          i++;
          return copy.transferTo(frame, 2, peer(), (value as number) + 1);
        case 2:
          state = 1;
          continue;
        default:
          frame.state = UNWIND;
          return value;
      }
  };
  return new copy.Coroutine(bounce);
}
