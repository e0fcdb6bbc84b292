/**
 * The driver: all that is neither a plain resume nor a plain yield. One loop, no native recursion, so that delegation,
 * throws, returns and transfers cost the same at any depth.
 *
 *              enter(mode) ┌───────────┐ state ≥ 0        yield: to the resumer, or to whoever pulls
 *        ┌────────────────►│   step    ├─────────────────►
 *        │                 └─────┬─────┘ EXIT             delegate, transfer, await: another frame, or the result
 *        │                       │ ended, unwound, threw
 *        └───────────────────────┘ the parent frame; the head's transfer; the puller; or out of here
 *
 * Three things are followed beside the frame:
 *   above    while a return goes outward: how many frames, pushed in a `finally`, are above the frame it has reached;
 *            −1: no return is under way. A completion at 0 goes on as a return in the parent, above 0 it is a value
 *            (ES2025 15.5.5, yield*: a return received is a return given; after a yield in `finally` it is a value).
 *   shield   the frame whose `finally` pushed what runs now: until control is back there, cancellation waits.
 *   hurt     the frame into which closing another frame threw an error: if it throws one of its own, both are kept.
 */
import { DONE, EXIT, NEXT, RETURN, RUNNING, START, THROW, UNWIND } from './abi.ts';
import { awaiterOf } from './awaiting.ts';
import {
  outsideTask,
  suppressed,
  transferFromAsync,
  transferWhileClosing,
  yieldFromMember,
  yieldToNobody,
  yieldWhileClosing,
} from './errors.ts';
import {
  ASYNC,
  ASYNC_GENERATOR,
  AWAIT,
  AWAITING,
  type Awaiter,
  DELEGATE,
  DELEGATED,
  type Frame,
  GENERATOR,
  KIND,
  kindOf,
  type Membership,
  type Mode,
  membership,
  PULL,
  type Pulls,
  type QueuedTurn,
  READY,
  SELF,
  type Session,
  sentinel,
  type TaskContext,
  TRANSFERRING,
  vm,
  type Waiter,
} from './frame.ts';
import { settle } from './outcome.ts';
import { nameOf } from './status.ts';
import { transferError } from './transfer.ts';

/** Enter the frame first: it has not just been stepped. */
export const ENTER = 1;
/** `close()`: neither yield nor transfer. */
export const CLOSING = 2;

/** What `drive` gives when the task waits, and when it was cancelled; everything else is the value. */
export const PARKED: unique symbol = Symbol.for('stackless.parked.1') as never;
export const CANCELLED: unique symbol = Symbol.for('stackless.cancelled.1') as never;

/** A request to an async generator, made by `for await` in a coroutine. */
export interface PullRequest {
  readonly [KIND]: typeof PULL;
  readonly generator: Frame;
  readonly mode: Mode;
  readonly value: unknown;
}

export function drive(
  head: Frame,
  root: Frame,
  f: Frame,
  out: unknown,
  mode: Mode,
  level: number,
  flags: number,
  task: TaskContext | null,
): unknown {
  let own: Session | null = null;
  let above = mode === RETURN ? 0 : -1;
  let shield: Frame | null = null;
  let hurt: Frame | null = null;
  let hurtBy: unknown;
  let injected = mode;
  let entering = (flags & ENTER) !== 0;
  let parked = false;
  // Not the frame that runs: a store of an old object into an old one has its price, and the chain changes all the time.
  const busy = vm.busy[level] ?? busyAt(level);
  if (task !== null) {
    own = task.session;
    shield = task.shield;
    hurt = task.hurt;
    hurtBy = task.hurtBy;
    if (mode !== RETURN) above = task.above;
  }
  if (!entering && mode === THROW) f.state = UNWIND;
  try {
    for (;;) {
      if (entering) entering = false;
      else if (f.state >= 0) {
        if (root === head && task === null && (flags & CLOSING) === 0) {
          root.leaf = f;
          return out;
        }
        if (root[KIND] === ASYNC_GENERATOR && root !== head) {
          const pulls = root.link as Pulls;
          root.leaf = f;
          f = pulls.puller as Frame;
          root = pulls.root as Frame;
          above = pulls.above;
          shield = pulls.shield;
          root.leaf = f;
          release(pulls);
          out = { value: out, done: false };
          mode = NEXT;
        } else {
          mode = THROW;
          out = yieldError(root, head, task);
        }
      } else if (f.state === EXIT) {
        const target = out;
        const exit = vm.exit;
        f.state = vm.state;
        out = vm.value;
        vm.value = undefined;
        mode = NEXT;
        if (exit === DELEGATE) {
          const callee = target as Frame;
          const leaf = callee.leaf;
          callee.leaf = DELEGATED;
          callee.link = f;
          if (above >= 0) above++;
          if (vm.shielded && shield === null) shield = f;
          f = leaf;
          if (root.leaf !== busy) root.leaf = busy;
        } else if (exit === SELF) out = root;
        else if (exit === READY) out = target;
        else if (exit === AWAIT) {
          const shielded = vm.shielded;
          const kind = kindOf(target);
          let awaiter: Awaiter | null = null;
          if (kind === ASYNC && (target as Frame).state === START && (target as Frame).leaf === target) {
            (target as Frame).link = f;
            (target as Frame).leaf = DELEGATED;
            if (above >= 0) above++;
            if (shielded && shield === null) shield = f;
            f = target as Frame;
            if (root.leaf !== busy) root.leaf = busy;
          } else if (kind === PULL) {
            const { generator, mode: how, value } = target as PullRequest;
            const pulls = generator.link as Pulls;
            pulls.puller = f;
            pulls.root = root;
            pulls.above = above;
            pulls.shield = shield;
            pulls.cancelled = false;
            pulls.busy = true;
            if (shielded && shield === null) shield = f;
            root.leaf = AWAITING;
            root = generator;
            f = generator.leaf;
            root.leaf = f;
            mode = how;
            out = value;
            above = how === RETURN ? 0 : -1;
          } else {
            try {
              awaiter = awaiterOf(target, task);
              if (awaiter === null) out = target;
              else if (awaiter.ready()) {
                const ready = awaiter;
                awaiter = null;
                out = ready.result();
              }
            } catch (e) {
              if (vm.debug !== null) vm.debug.threw(e, f, true);
              awaiter = null;
              mode = THROW;
              out = e;
            }
          }
          if (awaiter !== null) {
            const kept = shielded || shield !== null || awaiter.shields === true;
            if (task === null) {
              mode = THROW;
              out = outsideTask(nameOf(f), awaiter.describe());
            } else if (task.cancelling && (task.forced || !kept)) {
              awaiter.cancel(task.reason);
              mode = RETURN;
              out = undefined;
              above = 0;
              // Not in a clean-up, or it would be shielded: whatever closing threw here has been caught.
              hurt = null;
              markCancelled(root);
            } else {
              task.root = root;
              task.leaf = f;
              task.session = own;
              task.above = above;
              task.shield = shield;
              task.hurt = hurt;
              task.hurtBy = hurtBy;
              task.shielded = kept;
              task.awaiter = awaiter;
              root.leaf = AWAITING;
              try {
                const next = awaiter.suspend(task) as Waiter | undefined;
                if (next !== undefined) task.handOff(next);
                parked = true;
                return PARKED;
              } catch (e) {
                task.awaiter = null;
                root.leaf = f;
                mode = THROW;
                out = e;
              }
            }
          }
        } else if (target !== root) {
          const bad =
            root[KIND] !== GENERATOR
              ? transferFromAsync(nameOf(root))
              : (flags & CLOSING) !== 0
                ? transferWhileClosing(nameOf(root))
                : transferError(target, own);
          if (bad !== null) {
            mode = THROW;
            out = bad;
          } else {
            own ??= { head, open: true };
            const from = (root.link as Membership | null) ?? membership(root);
            from.session = own;
            from.leaf = f;
            from.above = above;
            from.shield = shield;
            root.leaf = TRANSFERRING;
            root = target as Frame;
            if (root.leaf === TRANSFERRING) {
              const to = root.link as Membership;
              to.session = own;
              f = to.leaf;
              above = to.above;
              shield = to.shield;
            } else {
              f = root.leaf;
              above = -1;
              shield = null;
              if (root !== head) membership(root).session = own;
            }
            root.leaf = f;
          }
        }
      } else {
        // It ended: by itself, by a throw, or as it was entered.
        mode = f.state === UNWIND ? injected : above === 0 ? RETURN : NEXT;
        const closes = above === 0 || hurt === f;
        if (hurt === f) {
          if (mode === THROW && hurtBy !== out) out = suppressed(out, hurtBy);
          hurt = null;
        }
        const ended = f;
        if (ended !== root) {
          if (ended[KIND] === ASYNC) f = settle(ended, mode, out, task?.reason) as Frame;
          else {
            f = ended.link as Frame;
            ended.state = DONE;
            ended.leaf = ended;
            ended.link = null;
          }
          if (root.leaf !== busy) root.leaf = busy;
          if (above > 0) above--;
          else if (mode === THROW) above = -1;
          if (shield === f) shield = null;
        } else if (root === head) {
          if (ended[KIND] === ASYNC) {
            // The task settles it, once its children have ended.
            ended.state = EXIT;
            ended.leaf = AWAITING;
          } else {
            ended.state = DONE;
            ended.leaf = ended;
            ended.link = null;
          }
          if (mode === THROW) throw out;
          return mode === RETURN && task !== null ? CANCELLED : out;
        } else if (ended[KIND] === ASYNC_GENERATOR) {
          const pulls = ended.link as Pulls;
          ended.state = DONE;
          ended.leaf = ended;
          root = pulls.root as Frame;
          f = pulls.puller as Frame;
          root.leaf = f;
          above = pulls.above;
          shield = pulls.shield;
          release(pulls);
          if (mode === RETURN && pulls.cancelled) {
            above = 0;
            out = undefined;
          } else if (mode !== THROW) {
            mode = NEXT;
            out = { value: out, done: true };
          }
        } else {
          // A member ended: it completes the head's transfer, or throws, or is cancelled there.
          ended.state = DONE;
          ended.leaf = ended;
          ended.link = null;
          root = head;
          // A return that was injected into it in another session, and is kept there, is no return of this one.
          if (mode === RETURN && task?.cancelling !== true) mode = NEXT;
          const waiting = head.link as Membership;
          f = waiting.leaf;
          root.leaf = f;
          above = mode === RETURN ? 0 : waiting.above;
          shield = waiting.shield;
        }
        if (mode === THROW && closes && ((flags & CLOSING) !== 0 || task?.cancelling === true)) {
          hurt = f;
          hurtBy = out;
        }
      }
      const s = f.state;
      if (mode !== NEXT) {
        injected = mode;
        if (s === START) {
          // Not started: there is nothing to run.
          f.state = UNWIND;
          continue;
        }
      }
      f.state = RUNNING - level;
      try {
        out = f.step(f, mode === NEXT ? s : ~s, out, mode);
      } catch (e) {
        if (vm.debug !== null) vm.debug.threw(e, f, false);
        out = e;
        f.state = UNWIND;
        injected = THROW;
      }
    }
  } finally {
    if (own !== null && !parked) own.open = false;
    vm.depth = level;
  }
}

/** A root's `leaf` while the driver at this depth is in its chain: a sentinel that says 'running' or 'normal'. */
export function busyAt(level: number): Frame {
  const made = sentinel(RUNNING - level);
  vm.busy[level] = made;
  return made;
}

function yieldError(root: Frame, head: Frame, task: TaskContext | null): TypeError {
  if (root !== head) return yieldFromMember(nameOf(root));
  return (task === null ? yieldWhileClosing : yieldToNobody)(nameOf(root));
}

/** The generator is free: the next one in its queue may have it. */
export function release(pulls: Pulls): void {
  pulls.puller = null;
  pulls.root = null;
  pulls.shield = null;
  const next = pulls.first;
  if (next === null) {
    pulls.busy = false;
    return;
  }
  leaveQueue(pulls, next);
  next.wake();
}

export function leaveQueue(pulls: Pulls, turn: QueuedTurn): void {
  const { before, after } = turn;
  if (before === null) pulls.first = after;
  else before.after = after;
  if (after === null) pulls.last = before;
  else after.before = before;
  turn.before = null;
  turn.after = null;
}

/** A cancelled task returns out of every generator it pulls, and on in the puller. */
export function markCancelled(root: Frame): void {
  let at = root;
  while (at[KIND] === ASYNC_GENERATOR) {
    const pulls = at.link as Pulls;
    if (pulls.puller === null) return;
    pulls.cancelled = true;
    at = pulls.root as Frame;
  }
}
