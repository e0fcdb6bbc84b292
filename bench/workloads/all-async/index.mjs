import { AWAIT_BESIDE_NATIVE, contestants, NO_SLOWER } from '../ecmascript.mjs';

const kinds = {
  'await of a value': ['ofValue'],
  'await of a settled promise': ['ofSettled', AWAIT_BESIDE_NATIVE],
  'await of a new promise': ['ofPromise', AWAIT_BESIDE_NATIVE],
  'await in try and finally': ['inFinally', AWAIT_BESIDE_NATIVE],
  'await that throws, caught': ['caught'],
  'await of a call that never awaits': ['ofNever'],
  'await of a call that awaits': ['ofOnce'],
  'await of a method': ['ofMethod'],
  'for await of an async generator': ['forAwait'],
  'for await, each item awaited': ['forAwaitAwaited'],
  'for await of a generator': ['forAwaitSync'],
  'await of next()': ['byNext'],
  'yield* of an async generator': ['delegated'],
};

export const workload = {
  asks: `functions: 'all', an await or an item, ns`,
  size: 50_000,
  expect: (n) => n,
  programs: contestants('source.mjs'),
  parts: Object.fromEntries(
    Object.entries(kinds).map(([name, [expose, most]]) => [
      name,
      {
        expose,
        targets: [['all', 'regenerator', NO_SLOWER], ...(most ? [['all', 'native', most]] : [])],
      },
    ]),
  ),
  further: true,
};
