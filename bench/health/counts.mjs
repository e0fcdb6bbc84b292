/** How often a place ran, by V8's coverage of blocks. */
import { readFileSync } from 'node:fs';

/** `scripts` as `takePreciseCoverage` gives them; gives `(place) → count`, 0 where nothing ran. */
export function countsOf(scripts, textOf = (url) => readFileSync(new URL(url), 'utf8')) {
  const ranges = new Map(
    scripts.map(({ url, functions }) => [url, functions.flatMap((each) => each.ranges)]),
  );
  return ({ url, line, column }) => {
    const around = ranges.get(url);
    if (!around) return 0;
    const offset = offsetOf(textOf(url), line, column);
    const inside = around.filter((range) => range.startOffset <= offset && offset < range.endOffset);
    // Blocks lie within each other: the smallest says it.
    const smallest = inside.sort((a, b) => length(a) - length(b))[0];
    return smallest?.count ?? 0;
  };
}

const length = ({ startOffset, endOffset }) => endOffset - startOffset;

function offsetOf(text, line, column) {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}
