import { compiled } from '../compilers.mjs';

export const workload = {
  asks: 'a permutation of nine items, by yield*, ns',
  size: 362_880,
  /** Each of the items comes first equally often. */
  expect(size) {
    let [found, length] = [1, 1];
    while (found * (length + 1) <= size) found *= ++length;
    return { found, firsts: (found * (length + 1)) / 2 };
  },
  programs: compiled('source.mjs'),
  targets: [['stackless', 'native', 1 / 3]],
  further: true,
};
