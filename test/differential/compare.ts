/** Holds a program given as text against the engine, in both ways of compiling it. */
import { expect } from 'vitest';
import { build, type Input } from '../fixtures/columns.ts';
import { firstDifference } from '../fixtures/snapshot.ts';
import { traceCompiled, traceNative } from '../fixtures/trace.ts';

/** `source` is a CommonJS script that exports `main`; sloppy unless it says otherwise. */
export async function expectAgreement(source: string): Promise<void> {
  const input: Input = { source, file: 'program.cjs', language: 'cjs', plugin: {} };
  const { kind, schedules } = await traceNative(await build('oracle', input));
  for (const column of ['unoptimized', 'compiled'] as const) {
    const program = await build(column, input);
    const difference = firstDifference(schedules, await traceCompiled(program, kind));
    if (difference === null) continue;
    const [native, compiled] = difference;
    expect(`${column}\n${compiled}\n--- source\n${source}\n--- output\n${program.code}`).toBe(native);
  }
}
