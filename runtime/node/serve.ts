/**
 * A handler for each that a listener accepts, as a child of the server's scope:
 *
 *   accepted ──► its handler runs ──a good end, a failure──► closed
 *                      └──the client goes away, or the server is cancelled: cancelled──► closed
 */
import type { Awaitable, Runnable, Scope, Task, TaskBody } from '../api.ts';
import { nativeCoroutine } from '../native.ts';
import { supervisor } from '../scopes.ts';
import { coroutineOf } from '../start-task.ts';
import type { Task as RunningTask } from '../task.ts';
import { StreamError } from './errors.ts';
import type { Accepted, Listener } from './listener.ts';

/** What a handler gives: a coroutine, as a function marked with `coroutine(…)` does. */
export type Handler<T> = (accepted: T) => Runnable<unknown>;

export interface ServeOptions {
  /** Told of each handler that failed; without it they are reported as uncaught. The server goes on. */
  onFailure?: (error: unknown, task: Task<unknown>) => void;
}

/**
 * Runs the handler for each connection, or request, that the listener accepts, each in a task of its own, and closes what
 * was accepted when its handler has ended. A handler's failure goes to `onFailure`, and leaves the others alone. One whose
 * client goes away (of HTTP: before the response has gone out) is cancelled. Ends when the listener has been closed and all
 * handlers have ended; cancelled, it closes the listener and cancels them. Trio's `serve_listeners`.
 */
export function serve<T extends Accepted>(
  listener: Listener<T>,
  handler: Handler<T>,
  options: ServeOptions = {},
): Awaitable<void> {
  const body = (scope: Scope): unknown => nativeCoroutine(accepting(scope, listener, handler), 'serve');
  return supervisor(body as TaskBody<void, [Scope]>, { ...options, name: 'serve' });
}

function* accepting<T extends Accepted>(
  scope: Scope,
  listener: Listener<T>,
  handler: Handler<T>,
): Generator<never, void, unknown> {
  try {
    for (const { next } = listener[Symbol.asyncIterator](); ; ) {
      const { done, value } = (yield* next()) as IteratorResult<T, undefined>;
      if (done) return;
      begin(scope, value, handler);
    }
  } finally {
    listener.close();
  }
}

function begin<T extends Accepted>(scope: Scope, accepted: T, handler: Handler<T>): void {
  let begun = false;
  function* handling(): Generator<never, void, unknown> {
    begun = true;
    try {
      yield* coroutineOf(handler, accepted) as Iterable<never>;
      accepted.complete?.();
    } finally {
      yield* accepted.close();
    }
  }
  const { name } = accepted;
  const coroutine = nativeCoroutine(handling(), name) as unknown as Runnable<void>;
  const task = scope.spawn(coroutine, { name });
  // Cancelled before its first turn: then nothing of it runs.
  const ended = (): void => {
    if (!begun) accepted.abort();
  };
  if (task.status === 'cancelled') ended();
  else (task as unknown as RunningTask).addJoiner({ wake: ended }, false);
  accepted.onGone?.(() => void task.cancel(new StreamError('client-gone', [name])));
}
