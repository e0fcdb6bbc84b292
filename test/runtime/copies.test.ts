/** Two copies of the runtime in one process, as ESM and CommonJS give: they know each other's coroutines. */
import { beforeAll, expect, test, vi } from 'vitest';
import * as mine from '../../runtime/emitted.ts';
import * as api from '../../runtime/index.ts';
import { asyncOf } from './async-body.ts';
import { bounce, type Copy, over, range } from './samples.ts';

let theirs: Copy & typeof mine;
let theirApi: typeof api;

beforeAll(async () => {
  vi.resetModules();
  theirs = await import('../../runtime/emitted.ts');
  theirApi = await import('../../runtime/index.ts');
});

test('they are two copies', () => {
  expect(theirs.Coroutine).not.toBe(mine.Coroutine);
  expect(theirApi.isCoroutine(range(1))).toBe(true);
  expect(api.isCoroutine(range(1, theirs))).toBe(true);
});

test('chains of frames of both', () => {
  const co = over(over(over(range(3, theirs)), theirs));
  expect([...(co as Iterable<unknown>)]).toEqual([0, 1, 2]);
});

test('sessions of members of both, told by status', () => {
  let a!: ReturnType<typeof bounce>;
  const b = bounce(100, () => a, theirs);
  a = bounce(100, () => b);
  // The first value sent to `b` is dropped: it starts with that transfer.
  expect(a.resume()).toBe(199);
  expect(b.status).toBe('transferring');
  expect(() => b.resume()).toThrow('it waits in transfer()');
  b.close();
  expect(b.status).toBe('done');
});

test('a coroutine that runs is known as running from the other copy', () => {
  const inner = over({
    [Symbol.iterator]: () => {
      expect(outer.status).toBe('normal');
      expect(inner.status).toBe('running');
      return [][Symbol.iterator]();
    },
  });
  const outer = over(
    {
      [Symbol.iterator]: () => {
        inner.resume();
        return [][Symbol.iterator]();
      },
    },
    theirs,
  );
  outer.resume();
});

test('requests and operations of the other copy, and tasks on its scheduler', async () => {
  const clock = new theirApi.VirtualClock();
  const result = await theirApi.run(
    asyncOf('main', function* () {
      yield theirApi.sleep(1000);
      yield api.sleep(1000);
      const task = api.spawn(
        asyncOf('child', function* () {
          yield theirApi.checkpoint();
          return 'child';
        }),
      );
      return [
        yield task,
        yield theirApi.spawn(
          asyncOf('other', function* () {
            return 'other';
          }),
        ),
        clock.now(),
      ];
    }),
    { clock },
  );
  expect(result).toEqual(['child', 'other', 2000]);
});
