/**
 * Runs every fixture in every column against its oracle, and holds its snapshots.
 * One fixture: `npx vitest run test/fixtures.test.ts -t finally/return-overrides-throw`; `UPDATE=1` writes snapshots.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { build, type Column, type Input, type Program } from './fixtures/columns.ts';
import { diagnose, printIRs } from './fixtures/diagnose.ts';
import { discover, type Fixture } from './fixtures/discover.ts';
import { traceByHand } from './fixtures/hand-trace.ts';
import { checkOutput } from './fixtures/output-checks.ts';
import { firstDifference, matchSnapshot, printTrace } from './fixtures/snapshot.ts';
import { traceCompiled, traceNative } from './fixtures/trace.ts';

const COMPILED: readonly Column[] = ['unoptimized', 'compiled', 'minified'];

for (const fixture of discover()) {
  describe(fixture.name, () => {
    const input: Input = { ...fixture, plugin: fixture.options.plugin };
    if (fixture.name.startsWith('errors/') || existsSync(join(fixture.folder, 'diagnostics.txt'))) {
      test('diagnostics', () => matchSnapshot(fixture.folder, 'diagnostics.txt', diagnose(input)));
      return;
    }
    const programs = new Map<Column, Promise<Program>>();
    const programOf = (column: Column): Promise<Program> => {
      const known = programs.get(column) ?? build(column, input);
      programs.set(column, known);
      return known;
    };
    test('output', async () => {
      const program = await programOf('compiled');
      checkOutput(program, input);
      matchSnapshot(fixture.folder, 'output.js', `${program.code}\n`);
      if (fixture.options.ir) matchSnapshot(fixture.folder, 'ir.txt', printIRs(input));
    });
    if (fixture.options.oracle === 'hand') byHand(fixture, programOf);
    else againstNative(fixture, programOf);
  });
}

function byHand({ folder, options }: Fixture, programOf: (column: Column) => Promise<Program>): void {
  for (const column of COMPILED) {
    if (column in options.without) continue;
    test(column, async () => {
      const trace = await traceByHand(await programOf(column));
      expect(trace).toBe(readFileSync(join(folder, 'trace.txt'), 'utf8'));
    });
  }
}

function againstNative({ folder, options }: Fixture, programOf: (column: Column) => Promise<Program>): void {
  let oracle: ReturnType<typeof traceNative> | undefined;
  const native = (): ReturnType<typeof traceNative> =>
    (oracle ??= programOf('oracle').then((program) => traceNative(program, options.context)));
  test('oracle', async () => {
    const { schedules } = await native();
    matchSnapshot(folder, 'trace.txt', printTrace(schedules));
  });
  for (const column of [...COMPILED, 'fallback'] as const) {
    if (column in options.without) continue;
    test(column, async () => {
      const { kind, schedules } = await native();
      // An async function that was not compiled throws NotCompiledError: there is nothing to compare.
      if (column === 'fallback' && kind !== 'generator') return;
      const difference = firstDifference(
        schedules,
        await traceCompiled(await programOf(column), kind, options.context),
      );
      if (difference !== null) expect(difference[1]).toBe(difference[0]);
    });
  }
}
