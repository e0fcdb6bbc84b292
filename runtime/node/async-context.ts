/**
 * `AsyncLocalStorage` beside tasks: each runs in the context in which it was spawned, and what it enters (`enterWith`) is
 * still there after a suspension. A task is an AsyncResource, made when it is spawned.
 *
 * Where Node keeps the contexts with the resources (before Node 24) the resource itself holds what was entered. Where it
 * keeps them beside the stack, what was entered is gone when a step ends, and has to be taken again at each suspension.
 */
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { type HostContext, vm } from '../frame.ts';

const capture = (): AsyncResource => new AsyncResource('STACKLESS_TASK', { requireManualDestroy: true });

/** Whether a resource still has what was entered in it. */
function resourcesKeep(): boolean {
  const storage = new AsyncLocalStorage<boolean>();
  const resource = capture();
  resource.runInAsyncScope(() => storage.enterWith(true));
  const kept = resource.runInAsyncScope(() => storage.getStore()) === true;
  storage.disable();
  return kept;
}

export function keepAsyncContext(): void {
  const keep = resourcesKeep();
  const context: HostContext = {
    capture: (previous) => (keep && previous !== undefined ? previous : capture()),
    run(resource, task) {
      // A task that was spawned before this was installed has none.
      if (resource === undefined) task.advance();
      else (resource as AsyncResource).runInAsyncScope(advance, task);
    },
  };
  vm.asyncContext ??= context;
}

function advance(this: { advance(): void }): void {
  this.advance();
}
