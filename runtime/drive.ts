/**
 * The driver: all that is neither a plain resume nor a plain yield. One loop, no native recursion, so that delegation,
 * throws, returns and transfers cost the same at any depth.
 *
 *              enter(mode) ┌───────────┐ state ≥ 0        yield: to the resumer, or to whoever pulls
 *        ┌────────────────►│   step    ├─────────────────►
 *        │                 └─────┬─────┘ EXIT             push, transfer, an exit's own way, or the result
 *        │                       │ ended, unwound, threw
 *        └───────────────────────┘ the parent frame; the head's transfer; the puller; or out of here
 *
 * Three frames are followed beside the one that runs:
 *   returning  the frame that a return, on its way outward, has reached. When it ends, its parent is returned too; what ends
 *              above it, pushed in a `finally`, gives a value (ES2025 15.5.5, yield*: a return received is a return given;
 *              after a yield in `finally` it is a value).
 *   shield     the frame whose `finally` pushed what runs now: until control is back there, cancellation waits.
 *   hurt       the frame into which closing another frame threw an error: if it throws one of its own, both are kept.
 *
 * What only some programs do is not here. An exit may be a function, and so is what an async generator does with what it
 * gives: the loop writes down where it is (`Progress`), lets the function change that, and goes on from there. A task is such a
 * record that lasts, so that to park it is to leave it as it is.
 */
import { DONE, EXIT, NEXT, PUSHED, RETURN, START, THROW, TRANSFERRED, UNWIND } from './abi.ts';
import { suppressed, whileClosing, yieldFromMember } from './errors.ts';
import {
  ASYNC,
  ASYNC_GENERATOR,
  AWAITING,
  type Ending,
  type Exit,
  type Frame,
  GENERATOR,
  type Giving,
  KIND,
  type Mode,
  membership,
  PASSES,
  type Progress,
  READY,
  type Session,
  sentinel,
  vm as shared,
  type TaskContext,
} from './frame.ts';
import { nameOf } from './status.ts';
import { transferError } from './transfer.ts';

const vm = shared;

/**
 * Goes on with the frame `f` of the chain `head`, which was just stepped and gave or threw (`mode`) `out`, or is to be entered
 * so. `closing`: it may neither yield nor transfer. A task says by itself where it is; it gets AWAITING when it is to wait, and
 * else is told how it ended. `vm.level` counts this resume already.
 */
export function drive(
  head: Frame,
  f: Frame,
  out?: unknown,
  mode: Mode = NEXT,
  entering = false,
  closing = false,
  task?: TaskContext,
  root = head,
  session: Session | null = null,
): unknown {
  const level = vm.level + 1;
  const busy = (vm.busy[-level] ??= sentinel(level));
  let returning = mode === RETURN ? f : null;
  let shield: Frame | null = null;
  let hurt: Frame | null = null;
  let hurtBy: unknown;
  let hurts: boolean | undefined;
  let own: Exit | undefined;
  let run: Progress | undefined = entering ? task : undefined;
  let next: Frame | undefined;
  // Not the frame that runs: a store of an old object into an old one has its price, and the chain changes all the time.
  if (session === null) root.leaf = busy;
  if (!entering && mode === THROW) f.state = UNWIND;
  try {
    for (;;) {
      const left = f.state;
      if (left <= PUSHED) {
        f.state = PUSHED - left;
        f = out as Frame;
        out = undefined;
        mode = NEXT;
      } else {
        const target = out;
        if (left <= TRANSFERRED) {
          f.state = TRANSFERRED - left;
          out = vm.value;
          vm.value = undefined;
          mode = NEXT;
          if (target !== root) {
            const bad = transferError(root, target, session, closing);
            if (bad === null) {
              const from = membership(root);
              if (session === null) {
                session = from.session = { head };
                root.leaf = from;
              }
              from.state = EXIT;
              from.leaf = f;
              from.returning = returning;
              from.shield = shield;
              next = target as Frame;
            } else {
              mode = THROW;
              out = bad;
            }
          }
        } else if (entering) entering = false;
        else if (left >= 0) {
          if (root === head && !task && !closing) {
            root.leaf = f;
            return out;
          }
          if (root[KIND] === ASYNC_GENERATOR && root !== head) own = (root as Giving)[PASSES];
          else {
            mode = THROW;
            out =
              root !== head
                ? yieldFromMember(nameOf(root))
                : !task
                  ? whileClosing('yield', nameOf(root))
                  : task.yielded(nameOf(root));
          }
        } else if (left === EXIT) {
          f.state = vm.state;
          out = vm.value;
          vm.value = undefined;
          mode = NEXT;
          if (vm.exit === READY) out = target;
          else own = vm.exit as Exit;
        } else {
          // It ended: by itself, by a throw, or as it was entered.
          const ended = f;
          const returned = returning === ended;
          if (left !== UNWIND) mode = returned ? RETURN : NEXT;
          hurts = mode === THROW && (returned || hurt === ended) && (closing || task?.cancelling);
          if (hurt === ended) {
            if (mode === THROW && hurtBy !== out) out = suppressed(out, hurtBy);
            hurt = null;
          }
          if (ended !== root) {
            f = (
              ended[KIND] === ASYNC ? (ended as Ending)[PASSES](mode, out, task?.reason) : end(ended)
            ) as Frame;
            if (returned) returning = mode === THROW ? null : f;
            if (shield === f) shield = null;
          } else if (root === head) {
            end(ended);
            if (mode === THROW) throw out;
            if (task) task.entry = mode;
            return out;
          } else if (ended[KIND] === ASYNC_GENERATOR) own = (ended as Giving)[PASSES];
          else {
            // A member ended: it completes the head's transfer, or throws, or is cancelled there.
            end(ended);
            next = head;
            // A return that was injected into it in another session, and is kept there, is no return of this one.
            if (mode === RETURN && !task?.cancelling) mode = NEXT;
          }
        }
        if (own) {
          run = task ?? ({} as Progress);
          run.root = root;
          run.leaf = f;
          run.session = session;
          run.returning = returning;
          run.shield = shield;
          run.hurt = hurt;
          run.hurtBy = hurtBy;
          run.entry = mode;
          run.injected = out;
          if (own(run, target, task)) {
            // It stays open.
            session = null;
            return AWAITING;
          }
          own = undefined;
        }
        if (run !== undefined) {
          ({ root, leaf: f, session, returning, shield, hurt, hurtBy, entry: mode, injected: out } = run);
          run.injected = undefined;
          run = undefined;
          let seat = busy;
          if (session !== null && root[KIND] === GENERATOR) {
            seat = root.link as Frame;
            seat.state = level;
          }
          root.leaf = seat;
        }
        if (next) {
          root = next;
          next = undefined;
          const to = membership(root);
          to.session = session;
          to.state = level;
          root.leaf = to;
          f = to.leaf;
          returning = mode === RETURN ? f : to.returning;
          shield = to.shield;
        }
        if (hurts) {
          hurts = false;
          hurt = f;
          hurtBy = out;
        }
      }
      const state = f.state;
      if (mode !== NEXT && state === START) {
        // Not started: there is nothing to run.
        f.state = UNWIND;
        continue;
      }
      f.state = level;
      try {
        out = f.step(f, mode === NEXT ? state : ~state, out, mode);
      } catch (e) {
        vm.debug?.threw(e, f, false);
        out = e;
        f.state = UNWIND;
        mode = THROW;
      }
    }
  } finally {
    if (session !== null) session.head = null;
    vm.level = level;
  }
}

/** It holds nothing any more. Gives what it was linked to. */
export function end(frame: Frame): unknown {
  const { link, step } = frame;
  // Emitted steps have left it already.
  if (typeof step === 'function') frame.step = step.name as never;
  frame.state = DONE;
  frame.leaf = frame;
  frame.link = null;
  return link;
}
