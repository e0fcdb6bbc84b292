/**
 * A scope: the children of a task, their failures, and when they have ended. The first failure cancels the rest; one failure
 * is thrown as it is, several as ScopeError, in the order they came. A cancelled child is no failure.
 */
import { ScopeError } from './errors.ts';

/** What a scope needs of a child. */
export interface Child {
  requestCancel(reason: unknown): void;
}

/** What a scope tells its owner. */
export interface ScopeOwner {
  childFailed(error: unknown): void;
  childrenEnded(): void;
}

export class Scope {
  readonly name: string;
  private readonly owner: ScopeOwner;
  private readonly children = new Set<Child>();
  private readonly errors: unknown[] = [];
  private cancelled = false;
  private reason: unknown;

  constructor(name: string, owner: ScopeOwner) {
    this.name = name;
    this.owner = owner;
  }

  get size(): number {
    return this.children.size;
  }

  /** Into a cancelled scope: the body never runs. */
  add(child: Child): void {
    this.children.add(child);
    if (this.cancelled) child.requestCancel(this.reason);
  }

  cancel(reason: unknown): void {
    if (this.cancelled) return;
    this.cancelled = true;
    this.reason = reason;
    for (const child of [...this.children]) child.requestCancel(reason);
  }

  /** A failure, of a child or of the body: counts once, however often it is rethrown. */
  fail(error: unknown): void {
    if (!this.errors.includes(error)) this.errors.push(error);
    this.cancel(error);
  }

  childEnded(child: Child, failed: boolean, error: unknown): void {
    this.children.delete(child);
    if (failed) {
      this.fail(error);
      this.owner.childFailed(error);
    }
    if (this.children.size === 0) this.owner.childrenEnded();
  }

  failure(): { error: unknown } | undefined {
    if (this.errors.length === 0) return undefined;
    return { error: this.errors.length === 1 ? this.errors[0] : new ScopeError(this.name, this.errors) };
  }
}
