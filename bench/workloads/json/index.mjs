import { compiled } from '../compilers.mjs';
import { document } from './document.mjs';

export const workload = {
  asks: 'a byte of a JSON document of 1 MB, through a lexer and a parser, ns',
  size: 1_000_000,
  /** What the engine's own parser finds. */
  expect(size) {
    const counts = { objects: 0, arrays: 0, strings: 0, letters: 0, numbers: 0, sum: 0, others: 0 };
    count(JSON.parse(document(size)), counts);
    return counts;
  },
  programs: compiled('source.mjs'),
  targets: [['stackless', 'native', 0.8]],
};

function count(value, counts) {
  if (typeof value === 'string') {
    counts.strings++;
    counts.letters += value.length;
  } else if (typeof value === 'number') {
    counts.numbers++;
    counts.sum += value;
  } else if (typeof value !== 'object' || value === null) counts.others++;
  else if (Array.isArray(value)) {
    counts.arrays++;
    for (const item of value) count(item, counts);
  } else {
    counts.objects++;
    for (const [key, item] of Object.entries(value)) {
      count(key, counts);
      count(item, counts);
    }
  }
}
