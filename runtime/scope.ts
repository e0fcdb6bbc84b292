/**
 * A scope: the children of a task, their failures, and when they have ended. The first failure cancels the rest; one failure
 * is thrown as it is, several as ScopeError, in the order they came. A cancelled child is no failure.
 *
 * Trees of tasks may be deep: cancellation goes down, and the ends come up, in loops, not on the native stack.
 */
import { ScopeError } from './errors.ts';

/** What a scope needs of a child. */
export interface Child {
  /** Asks it to end; gives its own scope, to be cancelled next. */
  requestCancel(reason: unknown): Scope | null;
}

/** What ends once its children have: gives what ends with it. */
export interface Ending {
  end(): Ending | null;
}

/** What a scope tells its owner. */
export interface ScopeOwner {
  childFailed(error: unknown): void;
  /** No child is left: what ends with that, if anything does. */
  childrenEnded(): Ending | null;
}

export class Scope {
  readonly name: string;
  /** The task that it belongs to. */
  readonly task: { readonly depth: number };
  private readonly owner: ScopeOwner;
  private readonly children = new Set<Child>();
  private readonly errors: unknown[] = [];
  private cancelled = false;
  private reason: unknown;

  constructor(name: string, owner: ScopeOwner, task: { readonly depth: number }) {
    this.name = name;
    this.owner = owner;
    this.task = task;
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
    const scopes: Scope[] = [this];
    for (const scope of scopes) {
      if (scope.cancelled) continue;
      scope.cancelled = true;
      scope.reason = reason;
      for (const child of [...scope.children]) {
        const inner = child.requestCancel(reason);
        if (inner !== null) scopes.push(inner);
      }
    }
  }

  /** A failure, of a child or of the body: counts once, however often it is rethrown. */
  fail(error: unknown): void {
    if (!this.errors.includes(error)) this.errors.push(error);
    this.cancel(error);
  }

  /** Gives what ends with this child, if it was the last one. */
  childEnded(child: Child, failed: boolean, error: unknown): Ending | null {
    this.children.delete(child);
    if (failed) {
      this.fail(error);
      this.owner.childFailed(error);
    }
    return this.children.size === 0 ? this.owner.childrenEnded() : null;
  }

  failure(): { error: unknown } | undefined {
    if (this.errors.length === 0) return undefined;
    return { error: this.errors.length === 1 ? this.errors[0] : new ScopeError(this.name, this.errors) };
  }
}
