/** What a user of a debugger sees of a compiled coroutine: lines and names of the source. */
import { expect, test } from 'vitest';
import { inspect } from './session.ts';

const SOURCE = `import { coroutine } from 'stackless';

const counter = coroutine(function* (limit: number) {
  let total = 0;
  for (let i = 0; i < limit; i++) {
    const step = i * 2 + 1;
    total += step;
    yield total;
  }
  return total;
});

const co = counter(3);
const first = co.resume();
const second = co.resume();
const third = co.resume();
const last = co.resume();
export { first, second, third, last };
`;

const line = (text: string): number => SOURCE.split('\n').findIndex((at) => at.includes(text)) + 1;

test('a breakpoint set by source line stops there on each resume', async () => {
  const pauses = await inspect(SOURCE, { line: line('total += step'), steps: 0 });
  expect(pauses.map(({ sourceLine }) => sourceLine)).toEqual([1, 2, 3].map(() => line('total += step')));
  expect(pauses.map(({ functionName }) => functionName)).toEqual(['counter', 'counter', 'counter']);
});

test('a breakpoint on a yield stops there on each resume', async () => {
  const pauses = await inspect(SOURCE, { line: line('yield total'), steps: 0 });
  expect(pauses.map(({ sourceLine }) => sourceLine)).toEqual([1, 2, 3].map(() => line('yield total')));
});

test('stepping over a yield stops at the next source line of whoever resumed', async () => {
  const pauses = await inspect(SOURCE, { line: line('yield total'), steps: 4 });
  const visited = pauses.map(({ sourceLine }) => sourceLine);
  const afterYield = visited.slice(visited.indexOf(line('yield total')));
  expect(afterYield.find((at) => at !== line('yield total'))).toBe(line('const second'));
  expect(visited).not.toContain(null);
});

test('scopes show the names of the source and their values', async () => {
  const [, pause] = await inspect(SOURCE, { line: line('total += step'), steps: 0 });
  const scope = new Map(pause?.scope);
  expect(['limit', 'total', 'i', 'step'].map((name) => [name, scope.get(name)])).toEqual([
    ['limit', 3],
    ['total', 1],
    ['i', 1],
    ['step', 3],
  ]);
});

test('the runtime on the ignore list is no place where stepping stops', async () => {
  const pauses = await inspect(SOURCE, { line: line('total += step'), steps: 12 });
  expect(pauses.filter(({ sourceLine }) => sourceLine === null)).toEqual([]);
});
