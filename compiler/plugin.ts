/**
 * What the plugin does to one file: find the marks, take them off, compile, see to the runtime's import.
 *
 *   import { coroutine } from 'stackless';        import { abi as _abi, Coroutine as _Coroutine } from 'stackless/abi';
 *   const f = coroutine(function* () { … });  →   _abi(1);
 *                                                 const f = () => { … };
 */

import type { Babel, NodePath, PluginObj, PluginPass } from './babel.ts';
import { isAlone, runIn, t } from './babel.ts';
import type { CompileContext } from './context.ts';
import type { Diagnostic } from './diagnostics.ts';
import { Diagnostics, isStackOverflow, Refused } from './diagnostics.ts';
import { RuntimeImport } from './emit/runtime-import.ts';
import type { IRFunction } from './ir/types.ts';
import { findAll } from './mark/all.ts';
import type { Finding, Findings } from './mark/find.ts';
import { findMarks, NO_MARKS } from './mark/find.ts';
import { describe } from './mark/function-name.ts';
import { findSpentBindings, removeSpentBindings } from './mark/spent-imports.ts';
import { type Survey, survey } from './mark/survey.ts';
import { takeOffMarks } from './mark/take-off.ts';
import type { ResolvedOptions } from './options.ts';
import { compileFunction } from './pipeline.ts';
import { type LoadedPlugin, transpileDeclarations } from './typescript-declarations.ts';

/** What the callers inside the project ask for beyond the options. */
export interface Hooks {
  readonly onIR?: ((fn: IRFunction) => void) | undefined;
  /** Verifies the graph after each pass. */
  readonly verifies?: boolean | undefined;
}

/** What the plugin leaves in `file.metadata`, for `transform()` and for tools. */
export interface StacklessMetadata {
  readonly functions: number;
  readonly warnings: readonly Diagnostic[];
}

export function createPlugin(babel: Babel, options: ResolvedOptions, hooks: Hooks = {}): PluginObj {
  const compile = (program: NodePath<t.Program>, pass: PluginPass): void => {
    runIn(babel);
    compileProgram(program, pass, options, hooks);
  };
  return {
    name: 'stackless',
    manipulateOptions: allowDecorators,
    pre(file) {
      if (isBehindLowering(this)) compile(file.path, this);
    },
    visitor: {
      Program: {
        enter(program, pass) {
          if (!isBehindLowering(pass)) compile(program, pass);
        },
      },
    },
  };
}

/** Plugins that take generators and async functions away; one of them does so as soon as it sees the program. */
const LOWERING: ReadonlySet<unknown> = new Set([
  'transform-async-generator-functions',
  'transform-async-to-generator',
  'transform-regenerator',
]);

/** Among other plugins the user's order counts, but of these none may come first. */
function isBehindLowering({ file, key }: PluginPass): boolean {
  const keys = ((file.opts.plugins ?? []) as { key?: unknown }[]).map((plugin) => plugin.key);
  const first = keys.findIndex((each) => LOWERING.has(each));
  return first !== -1 && first < keys.indexOf(key);
}

function compileProgram(
  program: NodePath<t.Program>,
  pass: PluginPass,
  options: ResolvedOptions,
  hooks: Hooks,
): void {
  const alone = isAlone(pass);
  if (alone) program.skip();
  const all = options.functions === 'all';
  let found = survey(program.node, options.importSources);
  if (!found.mayHoldMarks && !(all && found.around.has(program.node))) return;
  if (!alone) program.scope.crawl(); // plugins before this one need not have kept it exact
  const diagnostics = new Diagnostics((loc) => frameAt(program, loc));
  if (found.holdsDeclarations) {
    const { functions } = findFunctions(program, found, options, new Diagnostics());
    if (transpileDeclarations(program, functions, (pass.file.opts.plugins ?? []) as LoadedPlugin[])) {
      program.scope.crawl();
      found = survey(program.node, options.importSources);
    }
  }
  const { functions, runtimeCalls, spent } = findFunctions(program, found, options, diagnostics);
  const spentBindings = findSpentBindings(program, spent);
  const runtime = new RuntimeImport(program, options.runtime, pass.filename ?? undefined);
  const context: CompileContext = {
    options,
    diagnostics,
    runtimeImport: (name) => runtime.identifier(name),
    isRuntimeCall: (node, name): node is t.CallExpression => node != null && runtimeCalls.get(node) === name,
    onIR: hooks.onIR,
    verifies: hooks.verifies,
  };
  for (const finding of functions.toReversed()) compile(finding, context);
  diagnostics.throwIfAny();
  removeSpentBindings(spentBindings);
  runtime.insert();
  if (!alone && functions.length > 0) program.scope.crawl(); // and those after it may rely on it
  const metadata: StacklessMetadata = { functions: functions.length, warnings: diagnostics.warnings };
  Object.assign(pass.file.metadata, { stackless: metadata });
}

/** Those to compile. */
function findFunctions(
  program: NodePath<t.Program>,
  { mayHoldMarks, around }: Survey,
  { functions, importSources }: ResolvedOptions,
  diagnostics: Diagnostics,
): Findings {
  const findings = mayHoldMarks ? findMarks(program, importSources, diagnostics) : NO_MARKS;
  if (functions !== 'all') return findings;
  return { ...findings, functions: findAll(program, findings.functions, around) };
}

/** Babel draws frames only into messages. */
function frameAt(program: NodePath, loc: t.SourceLocation): string {
  const { message } = program.hub.buildError({ ...t.identifier('place'), loc }, '', Error);
  return message.replace(/^\n/, '');
}

/** Inner functions come before those around them, so an outer one finds plain functions in itself. */
function compile(finding: Finding, context: CompileContext): void {
  const at = finding.fn.node;
  try {
    compileFunction(takeOffMarks(finding), finding.fact, context);
  } catch (error) {
    if (error instanceof Refused) return;
    if (!isStackOverflow(error)) throw error;
    context.diagnostics.error('too-deep', at, { name: describe(finding.fact.name) });
  }
}

/**
 * `@coroutine` has to be parsed, and is gone afterwards, so it takes no decorators plugin. Where one is configured, its
 * dialect is the one that counts.
 */
function allowDecorators(options: unknown, parserOptions: { plugins?: unknown[] }): void {
  const plugins = (options as { plugins?: { key?: unknown }[] }).plugins ?? [];
  if (plugins.some(({ key }) => typeof key === 'string' && key.includes('decorators'))) return;
  parserOptions.plugins ??= [];
  const names = parserOptions.plugins.map((plugin) => (Array.isArray(plugin) ? plugin[0] : plugin));
  if (names.includes('decorators') || names.includes('decorators-legacy')) return;
  parserOptions.plugins.push('decorators', 'decoratorAutoAccessors');
}
