/** Time of the processor that the contestants take for the same files, in turn, once the engine is warm. */
import { median } from '../harness/statistics.mjs';
import { compile, contestants } from './compilers.mjs';

/** Shorter than this, what the machine does besides would be measured. */
const shortest = 150;

/** Milliseconds: `{ ours, regenerator, ratio, rounds }`, medians of the rounds and what each was. The contestants take turns at being first. */
export function timesOf(sources, rounds) {
  const once = Math.max(1, milliseconds('regenerator', sources, 1));
  const repeat = Math.max(1, Math.ceil(shortest / once));
  const times = Array.from({ length: rounds }, (_, round) => {
    const order = round % 2 === 0 ? contestants : contestants.toReversed();
    return Object.fromEntries(order.map((each) => [each, milliseconds(each, sources, repeat)]));
  });
  return {
    ours: median(times.map(({ ours }) => ours)),
    regenerator: median(times.map(({ regenerator }) => regenerator)),
    ratio: median(times.map(({ ours, regenerator }) => ours / regenerator)),
    rounds: times,
  };
}

/** Threads that collect and compile beside the program are counted. */
function milliseconds(contestant, sources, repeat) {
  globalThis.gc?.();
  const before = process.cpuUsage();
  for (let i = 0; i < repeat; i++) for (const source of sources) compile(contestant, source);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / repeat;
}
