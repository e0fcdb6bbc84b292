/**
 * What a block with `using` or `await using` keeps of its resources in compiled code: ECMAScript's DisposeCapability
 * (Explicit Resource Management, 2 DisposableStack records: AddDisposableResource, DisposeResources).
 *
 *   stack = disposables(); x = stack.use(v); … ; at the end, whatever the end was:
 *   stack.begin(failed, error); while (stack.step()) try { await stack.awaited } catch (e) { stack.caught(e) } stack.end()
 *
 * Resources are disposed of in reverse. An error of a disposal suppresses the one before it.
 */
import { asyncDisposeKey, disposeKey } from '../dispose-keys.ts';
import { suppressed } from '../errors.ts';
import { describe, isObject } from './iteration.ts';

interface Resource {
  readonly value: unknown;
  /** Undefined for a nullish resource of `await using`, which still counts as something to wait for. */
  readonly method: ((...args: []) => unknown) | undefined;
  readonly isAsync: boolean;
  /** A synchronous method in the place of an asynchronous one: what it returns is not waited for. */
  readonly dropsResult: boolean;
}

export class Disposables {
  /** What a step asks to wait for. */
  awaited: unknown = undefined;
  private readonly resources: Resource[] = [];
  private failed = false;
  private error: unknown = undefined;
  private needsAwait = false;
  private hasAwaited = false;

  /** `using x = value` */
  use<T>(value: T): T {
    if (value === null || value === undefined) return value;
    this.add(value, methodOf(value, disposeKey), false, false);
    return value;
  }

  /** `await using x = value` */
  useAsync<T>(value: T): T {
    if (value === null || value === undefined) {
      this.resources.push({ value, method: undefined, isAsync: true, dropsResult: false });
      return value;
    }
    const method = isObject(value) ? (value as Record<symbol, unknown>)[asyncDisposeKey] : undefined;
    if (method === undefined || method === null) this.add(value, methodOf(value, disposeKey), true, true);
    else this.add(value, method, true, false);
    return value;
  }

  /** Disposal begins, of a block that ended with an error or without. */
  begin(failed: boolean, error: unknown): void {
    this.failed = failed;
    this.error = error;
  }

  /** Disposes of what is left; true if it has to wait, for `awaited`, before it goes on. */
  step(): boolean {
    for (let resource = this.resources.pop(); resource; resource = this.resources.pop()) {
      const { value, method, isAsync, dropsResult } = resource;
      if (method === undefined) {
        this.needsAwait = true;
        continue;
      }
      if (!isAsync && this.needsAwait && !this.hasAwaited) {
        this.resources.push(resource);
        return this.waitFor(undefined);
      }
      try {
        const result = apply(method, value, []);
        if (isAsync) return this.waitFor(dropsResult ? undefined : result);
      } catch (error) {
        this.caught(error);
        if (isAsync && dropsResult) return this.waitFor(undefined);
      }
    }
    return this.needsAwait && !this.hasAwaited ? this.waitFor(undefined) : false;
  }

  /** A disposal failed. */
  caught(error: unknown): void {
    this.error = this.failed ? suppressed(error, this.error) : error;
    this.failed = true;
  }

  /** Throws what the block or a disposal has thrown. */
  end(): void {
    if (this.failed) throw this.error;
  }

  /** All at once, where nothing waits. */
  dispose(failed: boolean, error: unknown): void {
    this.begin(failed, error);
    this.step();
    this.end();
  }

  private waitFor(value: unknown): true {
    this.hasAwaited = true;
    this.awaited = value;
    return true;
  }

  private add(value: unknown, method: unknown, isAsync: boolean, dropsResult: boolean): void {
    if (typeof method !== 'function') throw new TypeError(`${describe(value)} is not disposable`);
    this.resources.push({ value, method: method as () => unknown, isAsync, dropsResult });
  }
}

const { apply } = Reflect;

function methodOf(value: unknown, key: symbol): unknown {
  if (!isObject(value))
    throw new TypeError(`${describe(value)} is not an object, so it cannot be disposed of`);
  return (value as Record<symbol, unknown>)[key];
}

export function disposables(): Disposables {
  return new Disposables();
}
