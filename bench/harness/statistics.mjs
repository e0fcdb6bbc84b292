export function median(numbers) {
  return quantile(numbers, 0.5);
}

/** How far the processes lie apart: the distance of the quartiles, as a part of the median. */
export function spread(numbers) {
  const distance = quantile(numbers, 0.75) - quantile(numbers, 0.25);
  return distance === 0 ? 0 : distance / median(numbers);
}

/** Linear between the two nearest, as R's type 7. */
export function quantile(numbers, part) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place % 1);
}

export function geometricMean(numbers) {
  return Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length);
}

/** From this spread on a figure is marked. */
export const NOISY = 0.15;
