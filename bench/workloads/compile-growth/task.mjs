/**
 * Milliseconds to compile a program of a kind, and one of half its size: the best of several rounds, in turn,
 * the compiler warm. Of the processor, not of the clock: these rounds are long enough for others to get in between,
 * and what the collector does on threads of its own is to be counted.
 */
import { transform } from 'stackless/compiler';
import { growing } from './programs.mjs';

const { size, text } = growing[process.argv[2]];
const whole = text(size);
const half = text(size / 2);

function milliseconds(source) {
  const before = process.cpuUsage();
  transform(source, { filename: 'growing.mjs' });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

for (let round = 0; round < 2; round++) milliseconds(half);
const best = { whole: Number.POSITIVE_INFINITY, half: Number.POSITIVE_INFINITY };
for (let round = 0; round < 3; round++) {
  best.half = Math.min(best.half, milliseconds(half));
  best.whole = Math.min(best.whole, milliseconds(whole));
}
console.log(JSON.stringify(best));
