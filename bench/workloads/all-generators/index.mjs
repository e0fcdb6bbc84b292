import { contestants, LOOSE_BESIDE_MARKED, NO_SLOWER } from '../ecmascript.mjs';

const sum = (n) => (n * (n - 1)) / 2;
const flat = ['range', 'fib', 'echo', 'tryFinally'];
const forms = { method: sum, staticMethod: (n) => n - 1, objectMethod: sum, declaration: sum, list: sum };

/** What a workload of the coroutines expects goes for these as well. */
const borrowed = await Promise.all(
  flat.map(async (name) => {
    const { workload } = await import(`../${name}/index.mjs`);
    return ['by for-of', 'by next'].map((part) => {
      const { driver, expect } = workload.parts[part];
      return [`${name} ${part}`, { driver, expect, programs: contestants(`../${name}/source.mjs`) }];
    });
  }),
);

const ours = Object.entries(forms).map(([expose, expect]) => [
  `${expose} by for-of`,
  { driver: 'forOf', expose, expect, programs: contestants('forms.mjs') },
]);

export const workload = {
  asks: `functions: 'all', a step of a generator, ns`,
  size: 200_000,
  parts: Object.fromEntries([...borrowed.flat(), ...ours]),
  targets: [
    ['all', 'regenerator', NO_SLOWER],
    ['loose', 'stackless', LOOSE_BESIDE_MARKED],
  ],
  further: true,
};
