/**
 * Every test that is not run, on which versions of Node and why. The one place for it: a skip anywhere else fails lint
 * (scripts/lint/no-skips.grit). An entry whose test passes is an entry to take out.
 */
import { it } from 'vitest';

export interface Skip {
  /** The full title given to `listedTest`. */
  readonly test: string;
  /** Major versions of Node; `'all'` for a difference that no engine will take away. */
  readonly node: readonly number[] | 'all';
  readonly reason: string;
}

export const skips: readonly Skip[] = [];

const major = Number(process.versions.node.split('.')[0]);

/** Why the test of this title is not run here; nothing when it is. */
export function skipReason(test: string): string | undefined {
  return skips.find((skip) => skip.test === test && (skip.node === 'all' || skip.node.includes(major)))
    ?.reason;
}

/** `it`, but for titles on the list, which are shown as skipped with their reason. */
export function listedTest(title: string, body: () => void | Promise<void>): void {
  const reason = skipReason(title);
  if (reason === undefined) it(title, body);
  else it.skip(`${title} (${reason})`, body);
}
