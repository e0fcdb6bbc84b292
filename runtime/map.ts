import type { Awaitable, TaskBody } from './api.ts';
import { notIterable, rangeError } from './errors.ts';
import { vm } from './frame.ts';
import { runningInPlace } from './in-place.ts';
import { asyncIterate } from './language/async-iteration.ts';
import { nativeCoroutine } from './native.ts';
import { AwaitRequest } from './operation.ts';
import type { Scope } from './scope.ts';
import { coroutineOf, startTask } from './start-task.ts';
import type { Task } from './task.ts';

/** Where the items come from: asked for the next one, by several at once, and told to stop. */
interface Items<T> {
  next(): Generator<never, { readonly item: T } | undefined, unknown>;
  stop(): Generator<never, void, unknown>;
}

function itemsOf<T>(items: Iterable<T> | AsyncIterable<T>): Items<T> {
  if ((Object(items) as AsyncIterable<T>)[Symbol.asyncIterator] === undefined) {
    if ((Object(items) as Iterable<T>)[Symbol.iterator] === undefined) throw notIterable(items);
    const iterator = (items as Iterable<T>)[Symbol.iterator]();
    return {
      *next() {
        const { done, value } = iterator.next();
        return done ? undefined : { item: value };
      },
      *stop() {
        iterator.return?.();
      },
    };
  }
  const iteration = asyncIterate(items);
  return {
    *next() {
      return iteration.done(yield* new AwaitRequest(iteration.next()))
        ? undefined
        : { item: iteration.value as T };
    },
    *stop() {
      if (iteration.closes()) iteration.closed(yield* new AwaitRequest(iteration.return()));
    },
  };
}

/**
 * Workers, each taking an item and then the next. One that has got an item lets a further worker begin, so that there are as
 * many as are needed, and no more than are allowed.
 */
function* mapping<T, R>(
  items: Items<T>,
  concurrency: number,
  body: TaskBody<R, [item: T, index: number]>,
): Generator<never, R[], unknown> {
  const results: R[] = [];
  let workers = 0;
  let taken = 0;
  let over = false;

  function* work(scope: Scope): Generator<never, void, unknown> {
    for (;;) {
      const index = taken++;
      let next: { readonly item: T } | undefined;
      try {
        next = yield* items.next();
      } catch (e) {
        // It has ended by itself, and is not closed.
        over = true;
        throw e;
      }
      if (next === undefined) {
        over = true;
        return;
      }
      if (workers < concurrency && !over) begin(scope);
      results[index] = (yield* coroutineOf(body, next.item, index) as Iterable<never>) as R;
    }
  }
  function begin(scope: Scope): void {
    workers++;
    startTask(nativeCoroutine(work(scope), 'map'), scope.task.scheduler, scope);
  }
  function* start(): Generator<never, void, unknown> {
    begin((vm.task as Task).children);
  }

  try {
    yield* runningInPlace({ label: 'map', what: nativeCoroutine(start(), 'map') });
  } finally {
    if (!over) yield* items.stop();
  }
  return results;
}

/**
 * Runs the body for each item, at most `concurrency` at once, and gives the results in the order of the items. Items are taken
 * as they can be worked on: from an async iterable up to `concurrency` are asked for at once. The first failure cancels the
 * rest, closes the iterator, and is thrown. Throws RangeError (`bad-argument`) for a concurrency below 1.
 */
export function map<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  concurrency: number,
  body: TaskBody<R, [item: T, index: number]>,
): Awaitable<R[]> {
  if (!(concurrency >= 1)) throw rangeError(`map takes a concurrency from 1, not ${concurrency}`);
  return runningInPlace({
    label: 'map',
    what: () => nativeCoroutine(mapping(itemsOf(items), concurrency, body), 'map'),
  });
}
