/** Declares the tests of a list of traps: each program natively and compiled in every way, each variant driven to its end. */
import { describe, expect, test } from 'vitest';
import { driveAsyncGenerator } from '../fixtures/drive-async.ts';
import { type Bounds, driveGenerator, type Schedule } from '../fixtures/drive-generator.ts';
import { createRealm } from '../fixtures/realm.ts';
import { firstDifference } from '../fixtures/snapshot.ts';
import { compile, type Way } from './compile.ts';
import { driveAsyncByWords, logOf } from './drive.ts';
import { parses, scriptOf, type Variant, variantsOf } from './program.ts';
import { isAllowed, limitsOf, type Trap } from './trap.ts';

const BOUNDS: Bounds = { depth: 5, words: 60, resumes: 40 };

export function runTraps(traps: readonly Trap[]): void {
  for (const { number, title, bodies = {}, programs = {}, scripts = {} } of traps) {
    describe(`${number}. ${title}`, () => {
      test.each(Object.entries(bodies))('%s', (_, text) => expectDriven(text, 'body'));
      test.each(Object.entries(programs))('%s', (_, text) => expectDriven(text, 'program'));
      test.each(Object.entries(scripts))('%s', (_, text) => expectLogs(text));
    });
  }
}

async function expectDriven(text: string, form: 'body' | 'program'): Promise<void> {
  const variants = variantsOf(text, form);
  expect(variants).not.toHaveLength(0);
  for (const variant of variants) {
    const native = await schedulesOf(variant, 'native');
    // A program that dies of an engine's error when nothing is thrown in was written wrongly, and holds nothing.
    expect(native[0]?.lines.join('\n'), text).not.toMatch(/(^|\n)(n )?(=> )?throws (Type|Reference)Error/);
    for (const way of waysOf(text, variant)) {
      const difference = firstDifference(native, await schedulesOf(variant, way));
      if (difference !== null) fail(`${variant.title}, ${way}`, difference, variant.source, way);
    }
  }
}

/** Strict code also without the optional passes, and generators as loose ones, which are coroutines but for their marks. */
function waysOf(text: string, { kind, strict }: Variant): readonly Way[] {
  const limits = limitsOf(text);
  const third = kind === 'generator' && !limits.includes('all') ? 'all, loose' : 'all, unoptimized';
  return [
    ...(isAllowed(limits, ['marked', 'all'], 'marked') ? (['marked'] as const) : []),
    ...(isAllowed(limits, ['marked', 'all'], 'all') ? (['all'] as const) : []),
    ...(isAllowed(limits, ['marked', 'all'], 'all') && strict ? ([third] as const) : []),
  ];
}

async function schedulesOf(
  { source, kind, strict, context }: Variant,
  way: Way,
): Promise<readonly Schedule[]> {
  const realm = await createRealm(compile(source, way, strict), { runtime: way !== 'native', context });
  const { run } = (realm.runtime.main ?? {}) as { run?: (co: unknown) => unknown };
  switch (kind) {
    case 'generator':
      return driveGenerator(realm, BOUNDS);
    case 'async':
      return driveAsyncByWords(realm, (main, args) =>
        way === 'marked' && run !== undefined ? run(main(...args)) : main(...args),
      );
    case 'async-generator':
      return driveAsyncGenerator(realm);
  }
}

async function expectLogs(text: string): Promise<void> {
  const limits = limitsOf(text);
  for (const mode of ['strict', 'sloppy'] as const) {
    if (!isAllowed(limits, ['strict', 'sloppy'], mode)) continue;
    const source = scriptOf(text, mode === 'strict');
    if (!parses(source)) continue;
    const log = async (way: Way): Promise<Schedule[]> => {
      const realm = await createRealm(compile(source, way), { runtime: way !== 'native', context: 'fresh' });
      return [{ word: 'log', lines: await logOf(realm) }];
    };
    const native = await log('native');
    for (const way of ['all', 'all, unoptimized'] as const) {
      const difference = firstDifference(native, await log(way));
      if (difference !== null) fail(`${mode}, ${way}`, difference, source, way);
    }
  }
}

function fail(title: string, [native, compiled]: [string, string], source: string, way: Way): void {
  expect(`${title}\n${compiled}\n--- source\n${source}\n--- output\n${compile(source, way).code}`).toBe(
    native,
  );
}
