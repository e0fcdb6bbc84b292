import { CREATION_BESIDE_REGENERATOR, contestants, LOOSE_BESIDE_MARKED } from '../ecmascript.mjs';

const beside = ['all', 'regenerator', CREATION_BESIDE_REGENERATOR];
const loose = ['loose', 'stackless', LOOSE_BESIDE_MARKED];

const generators = {
  'echo()': { driver: 'create', expect: (n) => Math.min(n, 64), file: '../echo/source.mjs' },
  'echo() and next()': { driver: 'createAndNext', expect: () => 0, file: '../echo/source.mjs' },
  'tryFinally() to its end': {
    driver: 'createAndFinish',
    expect: (n) => n,
    file: '../tryFinally/source.mjs',
  },
  'a method and next()': {
    driver: 'createAndNext',
    expect: () => 0,
    file: '../all-generators/forms.mjs',
    expose: 'method',
  },
};

const asynchronous = {
  'async, never awaits': 'callNever',
  'async, awaits a value': 'callOnce',
  'async, awaits a promise': 'callSettled',
  'async, try and finally': 'callGuarded',
  'async generator and next()': 'openAndNext',
};

export const workload = {
  asks: `functions: 'all', a call, ns`,
  size: 100_000,
  parts: {
    ...Object.fromEntries(
      Object.entries(generators).map(([name, { file, ...fields }]) => [
        name,
        { ...fields, programs: contestants(file), targets: [beside, loose] },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(asynchronous).map(([name, expose]) => [
        name,
        {
          expose,
          size: 50_000,
          expect: (n) => n,
          programs: contestants('../all-async/source.mjs'),
          targets: [beside],
        },
      ]),
    ),
  },
  further: true,
};
