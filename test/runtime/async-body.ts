/**
 * Async coroutines for tests, out of native generators: `yield x` stands for `await x`, `yield emit(v)` for the `yield` of
 * an async generator, `yield inFinally(x)` for an `await` that the compiler has seen to stand in a `finally`. What is
 * awaited on the way out of an injected return is shielded, as compiled code has it.
 */
import { DONE, NEXT, RETURN, RUNNING, THROW, UNWIND } from '../../runtime/abi.ts';
import type * as api from '../../runtime/api.ts';
import { AsyncCoroutine } from '../../runtime/async-coroutine.ts';
import { AsyncGeneratorCoroutine } from '../../runtime/async-generator.ts';
import { awaited } from '../../runtime/awaited.ts';
import { delegate } from '../../runtime/delegate.ts';
import type { Frame, Step } from '../../runtime/frame.ts';
import { run, VirtualClock } from '../../runtime/index.ts';

class Emit {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}
class InFinally {
  readonly target: unknown;
  constructor(target: unknown) {
    this.target = target;
  }
}
class Delegation {
  readonly target: unknown;
  constructor(target: unknown) {
    this.target = target;
  }
}

export const emit = (value: unknown): unknown => new Emit(value);
export const inFinally = (target: unknown): unknown => new InFinally(target);
export const delegateTo = (target: unknown): unknown => new Delegation(target);

/** What an await gives back, only the test knows. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type Body<R> = () => Generator<unknown, R, any>;

function stepOf(name: string, body: Body<unknown>): Step {
  const generator = body();
  let closing = false;
  const steps: Record<string, Step> = {
    [name]: (frame: Frame, _state: number, entered: unknown, mode: typeof NEXT | 1 | 2) => {
      if (mode === RETURN) closing = true;
      let value = entered;
      for (let how = mode; ; ) {
        const result =
          how === THROW
            ? generator.throw(value)
            : how === RETURN
              ? generator.return(value)
              : generator.next(value);
        if (result.done) {
          frame.state = how === RETURN && result.value === value ? UNWIND : DONE;
          return result.value;
        }
        const given = result.value;
        if (given instanceof Emit) {
          frame.state = 1;
          return given.value;
        }
        if (given instanceof Delegation) return delegate(frame, 1, given.target, closing);
        const isInFinally = given instanceof InFinally;
        try {
          value = awaited(frame, 1, isInFinally ? given.target : given, isInFinally || closing);
          if (frame.state > RUNNING) return value;
          how = NEXT;
        } catch (e) {
          value = e;
          how = THROW;
        }
      }
    },
  };
  return steps[name] as Step;
}

export function asyncOf<R>(name: string, body: Body<R>): api.AsyncCoroutine<R> {
  return new AsyncCoroutine(stepOf(name, body)) as unknown as api.AsyncCoroutine<R>;
}

export function asyncGeneratorOf(name: string, body: Body<unknown>): AsyncGeneratorCoroutine {
  return new AsyncGeneratorCoroutine(stepOf(name, body));
}

/** Runs it on a clock of its own: no test sleeps, and none sees another's tasks. */
export const go = <R>(body: Body<R>): Promise<R> => run(asyncOf('main', body), { clock: new VirtualClock() });
