/**
 * What a task keeps, and where: what each needs to be spawned, run and ended, in fields of its own; what is a flag, in bits; and
 * what only some need, in one of two records, made when there is something to put into it.
 *
 *   task ──detour──► where the driver is, of a task that is off the straight way: in a session, a `finally`, a generator
 *        └──rare───► name, context, reason, signal, …
 */
import { Completion } from './completion.ts';
import type { ContextValue } from './context.ts';
import type { Awaiter, Frame, Mode, Progress, Session, TaskContext } from './frame.ts';
import type { PromiseAwaiter } from './promise.ts';
import type { Scheduler } from './scheduler.ts';
import type { Scope } from './scope.ts';
import { nameOf, ownNameOf } from './status.ts';
import type { Task } from './task.ts';
import { CANCELLING, ENTRY, ENTRY_SHIFT, FORCED, IN_PLACE, SHIELDED } from './task-bits.ts';

type Detour = Pick<Progress, 'root' | 'session' | 'returning' | 'shield' | 'hurt' | 'hurtBy'>;

class Rare {
  /** If it was given one. */
  name: string | undefined = undefined;
  context: ContextValue | null = null;
  /** What the host keeps for it: `AsyncLocalStorage`'s stores, where that is in use. */
  hostContext: unknown = undefined;
  /** Why, once it is being cancelled. */
  reason: unknown = undefined;
  /** An error that is thrown where it waits next, or waits now. */
  interruption: { readonly error: unknown } | null = null;
  controller: AbortController | null = null;
  /** Kept from one promise to the next. */
  promised: PromiseAwaiter | null = null;
  /** How many wait for it to end, and see no failure. */
  blind = 0;
}

export abstract class TaskFields
  extends Completion
  implements Omit<TaskContext, 'wake' | 'yielded' | 'adopt' | 'lookAtHost' | 'arrive' | 'handOff'>
{
  declare readonly scheduler: Scheduler;
  /** The scope that it is a child of, or the task in whose place it runs; a root has neither. */
  declare protected readonly above: Scope | Task | null;
  /** Its siblings in the scope. */
  declare before: Task | null;
  declare after: Task | null;
  /** The scope of what it spawns, if it has spawned anything. */
  declare protected scope: Scope | null;

  declare head: Frame;
  declare leaf: Frame;
  declare awaiter: Awaiter | null;
  declare protected detour: Detour | null;
  declare protected rare: Rare | null;

  // Assigned, not defined: many are made, and the engine is faster at that.
  constructor(head: Frame, scheduler: Scheduler, above: Scope | Task | null) {
    super();
    this.scheduler = scheduler;
    this.above = above;
    this.before = null;
    this.after = null;
    this.scope = null;
    this.head = head;
    this.leaf = head.leaf;
    this.awaiter = null;
    this.detour = null;
    this.rare = null;
  }

  get parent(): Scope | null {
    return this.bits & IN_PLACE ? null : (this.above as Scope | null);
  }

  get owner(): Task | null {
    return this.bits & IN_PLACE ? (this.above as Task) : null;
  }

  /** The task that it is a child of, or in whose place it runs. */
  get outer(): Task | null {
    return this.bits & IN_PLACE ? (this.above as Task) : ((this.above as Scope | null)?.task ?? null);
  }

  /** How many tasks it is below. Every scope knows its own. */
  get depth(): number {
    let inside = 0;
    let at: TaskFields = this;
    for (; at.bits & IN_PLACE; inside++) {
      if (at.scope !== null) return at.scope.depth + inside;
      at = at.above as Task;
    }
    return inside + (at.above === null ? 0 : (at.above as Scope).depth + 1);
  }

  /** Made up when it is asked for: its own, its coroutine's, that of the task above. */
  get name(): string {
    return this.rare?.name ?? (ownNameOf(this.head) || this.outer?.name || nameOf(this.head));
  }
  set name(name: string) {
    this.seldom.name = name;
  }

  // ---- bits

  protected flag(flag: number, on: boolean): void {
    this.bits = on ? this.bits | flag : this.bits & ~flag;
  }

  get shielded(): boolean {
    return (this.bits & SHIELDED) !== 0;
  }
  set shielded(on: boolean) {
    this.flag(SHIELDED, on);
  }

  get cancelling(): boolean {
    return (this.bits & CANCELLING) !== 0;
  }

  get forced(): boolean {
    return (this.bits & FORCED) !== 0;
  }

  /** How it goes on: with the awaiter's result, or by what cancellation injects. */
  get entry(): Mode {
    return ((this.bits & ENTRY) >> ENTRY_SHIFT) as Mode;
  }
  set entry(mode: Mode) {
    this.bits = (this.bits & ~ENTRY) | (mode << ENTRY_SHIFT);
  }

  /** Until the body ends, the value is what it goes on with. */
  get injected(): unknown {
    return this.settlement;
  }
  set injected(value: unknown) {
    this.settlement = value;
  }

  // ---- the detour

  private get offRoute(): Detour {
    this.detour ??= {
      root: this.head,
      session: null,
      returning: null,
      shield: null,
      hurt: null,
      hurtBy: undefined,
    };
    return this.detour;
  }

  /** Frames that call one another, and nothing else is going on. */
  protected get isPlain(): boolean {
    const { detour } = this;
    return (
      detour === null ||
      (detour.root === this.head &&
        detour.session === null &&
        detour.returning === null &&
        detour.shield === null &&
        detour.hurt === null)
    );
  }

  get root(): Frame {
    return this.detour === null ? this.head : this.detour.root;
  }
  set root(frame: Frame) {
    if (this.detour !== null || frame !== this.head) this.offRoute.root = frame;
  }

  get session(): Session | null {
    return this.detour === null ? null : this.detour.session;
  }
  set session(session: Session | null) {
    if (this.detour !== null || session !== null) this.offRoute.session = session;
  }

  get returning(): Frame | null {
    return this.detour === null ? null : this.detour.returning;
  }
  set returning(frame: Frame | null) {
    if (this.detour !== null || frame !== null) this.offRoute.returning = frame;
  }

  get shield(): Frame | null {
    return this.detour === null ? null : this.detour.shield;
  }
  set shield(frame: Frame | null) {
    if (this.detour !== null || frame !== null) this.offRoute.shield = frame;
  }

  get hurt(): Frame | null {
    return this.detour === null ? null : this.detour.hurt;
  }
  set hurt(frame: Frame | null) {
    if (this.detour !== null || frame !== null) this.offRoute.hurt = frame;
  }

  get hurtBy(): unknown {
    return this.detour === null ? undefined : this.detour.hurtBy;
  }
  set hurtBy(error: unknown) {
    if (this.detour !== null || error !== undefined) this.offRoute.hurtBy = error;
  }

  // ---- what is rare

  protected get seldom(): Rare {
    this.rare ??= new Rare();
    return this.rare;
  }

  get blind(): number {
    return this.rare === null ? 0 : this.rare.blind;
  }
  set blind(count: number) {
    this.seldom.blind = count;
  }

  get context(): ContextValue | null {
    return this.rare === null ? null : this.rare.context;
  }
  set context(context: ContextValue | null) {
    if (this.rare !== null || context !== null) this.seldom.context = context;
  }

  get reason(): unknown {
    return this.rare === null ? undefined : this.rare.reason;
  }
  set reason(reason: unknown) {
    if (this.rare !== null || reason !== undefined) this.seldom.reason = reason;
  }
}
