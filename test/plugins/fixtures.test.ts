/**
 * Fixtures with our plugin beside others, in either order: what comes out runs as the source does natively. Each set-up
 * is dealt some of the programs, so that all of them are run and nobody waits long.
 */
import { describe, expect, test } from 'vitest';
import { build, type Input } from '../fixtures/columns.ts';
import { discover } from '../fixtures/discover.ts';
import { firstDifference } from '../fixtures/snapshot.ts';
import { traceAll, traceCompiled, traceNative } from '../fixtures/trace.ts';
import { buildBeside } from './beside.ts';
import { SETUPS } from './setups.ts';

/** Of everything that others rewrite as well: functions, classes, bindings, loops, patterns, modules, types. */
const PROGRAMS: readonly RegExp[] = [
  /^functions\/(class-|new-target|this-in|private-(?!names-of)|super-in|field|arguments-|method-super|heritage|static|computed)/,
  /^scopes\/(per-iteration|parameter-closure|switch|catch|closures|block-level|function-in-|nested-c|shadowed)/,
  /^order\/(optional-chain|tagged-template-i|compound-every|logical-assignment-m|literal-methods|call-spread|sequence)/,
  /^finally\/(return-overrides|labelled|native-jumps|nested|loop-in)/,
  /^(iteration\/(for-of-break|for-in-heads|head-targets)|patterns\/(nested|array-d|loop-heads|rest-e|catch))/,
  /^async\/(arrow|private|closures|methods|parameters|async-generator|for-await-(?!sync-rejections))/,
  /^(async-generators\/(delegate|methods|return-promise)|delegation\/(calls|shared|in-try))/,
  /^(disposal|marks|typescript)\//,
  /^(sloppy\/(arguments-mapped|this|function-in-block|with-outside)|switch\/function|scale\/nested-loops)/,
  /^(runtime\/(transfer-ping|cancel-runs|spawn-children)|names\/(helper|contextual|contract))/,
];
/** Each set-up runs every so many of them. */
const STRIDE = 12;

const fixtures = discover().filter(
  ({ name, language, options }) =>
    options.oracle === 'native' && !language.endsWith('x') && PROGRAMS.some((pattern) => pattern.test(name)),
);
type Native = ReturnType<typeof traceNative>;
const oracles = new Map<string, Native>();

describe.each(SETUPS)('%s', (setupName, setup) => {
  const offset = SETUPS.findIndex(([name]) => name === setupName);
  const dealt = fixtures.filter(
    ({ name }, i) =>
      ((i + offset) % STRIDE === 0 || setup.also?.test(name)) && !(name in (setup.loses ?? {})),
  );
  test.each(dealt.map((fixture) => [fixture.name, fixture] as const))('%s', async (name, fixture) => {
    const { options } = fixture;
    const input: Input = { ...fixture, plugin: options.plugin };
    const native =
      oracles.get(name) ?? build('oracle', input).then((program) => traceNative(program, options.context));
    oracles.set(name, native);
    const { kind, schedules } = await native;
    for (const mode of ['marked', 'all'] as const) {
      if (mode in options.without) continue;
      const program = buildBeside(setup, mode, input);
      if (mode === 'all') expect(program.code).not.toMatch(/regenerator|asyncToGenerator|AsyncGenerator\(/);
      const traced = mode === 'all' ? traceAll : traceCompiled;
      const difference = firstDifference(schedules, await traced(program, kind, options.context));
      if (difference !== null) expect(`${mode}: ${difference[1]}`).toBe(`${mode}: ${difference[0]}`);
    }
  });
});
