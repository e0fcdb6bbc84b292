/** Drives async functions by words: each `answer` that a program awaits is fulfilled or rejected as its letter says. */
import type { Schedule } from '../fixtures/drive-generator.ts';
import { printValue } from '../fixtures/print-value.ts';
import type { Realm } from '../fixtures/realm.ts';

type Main = (...args: unknown[]) => unknown;
const WORDS = 40;
const DEPTH = 5;

export async function driveAsyncByWords(
  realm: Realm,
  start: (main: Main, args: unknown[]) => unknown,
): Promise<Schedule[]> {
  const schedules: Schedule[] = [];
  const queue = [''];
  for (let word = queue.shift(); word !== undefined && schedules.length < WORDS; word = queue.shift()) {
    const lines: string[] = [];
    const exports = realm.instantiate((...logged) => {
      if (lines.length < 2_000) lines.push(logged.map(printValue).join(' '));
    });
    Object.assign(exports, { word, asked: 0 });
    try {
      lines.push(`=> ${printValue(await start(exports.main as Main, exports.args as unknown[]))}`);
    } catch (error) {
      lines.push(`throws ${printValue(error)}`);
    }
    schedules.push({ word: word || 'n*', lines });
    for (let at = word.length; at < Math.min(Number(exports.asked), DEPTH); at++)
      queue.push(`${word.padEnd(at, 'n')}t`);
  }
  return schedules;
}

/** What a script logs until no promise job is left, with the rejections that nobody handled. */
export async function logOf(realm: Realm): Promise<string[]> {
  const lines: string[] = [];
  const report = (reason: unknown): void => void lines.push(`unhandled ${printValue(reason)}`);
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', report);
  try {
    realm.instantiate((...logged) => void lines.push(logged.map(printValue).join(' ')));
  } catch (error) {
    lines.push(`throws ${printValue(error)}`);
  }
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', report);
  for (const listener of others) process.on('unhandledRejection', listener);
  return lines;
}
