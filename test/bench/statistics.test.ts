import { expect, it } from 'vitest';
import { geometricMean, median, spread } from '../../bench/harness/statistics.mjs';

it('the median is the one in the middle, or between the two', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([7])).toBe(7);
});

it('the spread is the distance of the quartiles, as a part of the median', () => {
  expect(spread([10, 10, 10])).toBe(0);
  expect(spread([9, 10, 11])).toBeCloseTo(0.1);
  expect(spread([8, 9, 10, 11, 100])).toBeCloseTo(0.2);
});

it('one process has no spread, nor have zeros', () => {
  expect(spread([5])).toBe(0);
  expect(spread([0, 0, 0])).toBe(0);
});

it('ratios are averaged so that twice and half make one', () => {
  expect(geometricMean([2, 0.5])).toBeCloseTo(1);
});
