/**
 * The passes over one marked function, in order: source → facts → graph → passes → code.
 * With every optional pass left out the program is still right.
 */
import { ABI_EXPORTS } from '../runtime/abi.ts';
import { resolveBindings } from './analyze/bindings.ts';
import type { DynamicScope } from './analyze/dynamic-scope.ts';
import {
  findDynamicScope,
  mayMention,
  reachingVariables,
  unsupportedDynamicScope,
} from './analyze/dynamic-scope.ts';
import { eraseTypes } from './analyze/erase-types.ts';
import { encloseFunctionClauses } from './analyze/function-clauses.ts';
import { keepBodyNative, moveToShell } from './analyze/native-body.ts';
import { moveParameterDecorators } from './analyze/parameter-decorators.ts';
import { openPrivateNames } from './analyze/private-names-in-keys.ts';
import { protectPatterns } from './analyze/protect-patterns.ts';
import { analyzeReceiver } from './analyze/receiver.ts';
import { analyzeScopes } from './analyze/scopes.ts';
import { analyzeSuspensions } from './analyze/suspensions.ts';
import { isSynchronous } from './analyze/synchronous-body.ts';
import type { NodePath } from './babel.ts';
import { t } from './babel.ts';
import type { CompileContext, MarkedFunction } from './context.ts';
import { settleBody } from './emit/contract.ts';
import { emitEcmascript, holderAround } from './emit/ecmascript.ts';
import { emitShell } from './emit/function.ts';
import { rejectingParameters } from './emit/rejecting-parameters.ts';
import { emitIntoPlace } from './emit/shell.ts';
import type { Dialect, IRFunction } from './ir/types.ts';
import { verify } from './ir/verify.ts';
import { canParametersFail, lowerFunction } from './lower/function.ts';
import { Lowering } from './lower/lowering.ts';
import { dropUnreachable } from './optimize/drop-unreachable.ts';
import { findLastDelegations } from './optimize/find-last-delegations.ts';
import { foldBranches } from './optimize/fold-branches.ts';
import { forgetDead } from './optimize/forget-dead.ts';
import { mergeBlocks } from './optimize/merge-blocks.ts';
import { propagateTemporaries } from './optimize/propagate-temporaries.ts';
import { rotateLoops } from './optimize/rotate-loops.ts';
import { assignSlots } from './optimize/slots.ts';
import { threadJumps } from './optimize/thread-jumps.ts';
import type { Optimization, ResolvedOptions } from './options.ts';

/** What the file's import of the runtime calls its exports: a number behind them if the name was taken. */
const RUNTIME_LOCAL = new RegExp(`^_(?:${ABI_EXPORTS.join('|')})\\d*$`);

type Pass = (fn: IRFunction) => void;

/** In order, by name. What has no name of an optimisation must be done, for emission relies on it. */
const PASSES: readonly (readonly [Optimization | null, Pass])[] = [
  ['fold-branches', foldBranches],
  ['thread-jumps', threadJumps],
  ['drop-unreachable', dropUnreachable],
  ['merge-blocks', mergeBlocks],
  ['propagate-temporaries', propagateTemporaries],
  ['rotate-loops', rotateLoops],
  ['drop-unreachable', dropUnreachable],
  ['merge-blocks', mergeBlocks],
  ['find-last-delegations', findLastDelegations],
  [null, dropUnreachable],
  [null, assignSlots],
  ['forget-dead', forgetDead],
];

/** All of them, or all but those that are not wanted. */
function passesFor(optimize: ResolvedOptions['optimize']): readonly Pass[] {
  const isWanted = (name: Optimization): boolean =>
    typeof optimize === 'boolean' ? optimize : !optimize.without.includes(name);
  return PASSES.filter(([name]) => name === null || isWanted(name)).map(([, pass]) => pass);
}

export function compileFunction(
  path: NodePath<t.Function>,
  fact: MarkedFunction,
  context: CompileContext,
): void {
  const fn = path.node;
  const strict = path.isInStrictMode() || hasUseStrict(fn);
  const dialect = dialectOf(fact, context);
  const parametersReject = fact.kind === 'async' && canParametersFail(fn);
  const dynamic = findDynamicScope(fn);
  const dynamicFacts = { kind: fact.kind, strict, parametersReject, canReject: dialect === 'ecmascript' };
  const reaching = reachingVariables(fn, dynamic, strict);
  refuseDynamicScope(unsupportedDynamicScope(fn, reaching, dynamicFacts), fact, context);
  eraseTypes(fn);
  if (parametersReject) moveParameterDecorators(fn);
  const native = reaching.some(({ inParameters }) => !inParameters) ? keepBodyNative(fn) : null;
  const opened = openPrivateNames(fn, {
    freeName: (wished) => path.scope.getProgramParent().generateUid(wished),
    runtimeImport: context.runtimeImport,
  });
  protectPatterns(fn);
  if (!strict) encloseFunctionClauses(fn);
  const receiver = analyzeReceiver(fn);
  const isEcmascript = fact.form === 'all' && !context.options.loose;
  const lowersParameters = parametersReject && reaching.length === 0;
  const suspensions = analyzeSuspensions(fn, {
    strict,
    returnsSuspend: fact.kind === 'async-generator' || (fact.kind === 'async' && dialect === 'coroutine'),
    returnsAwait: fact.kind === 'async-generator',
  });
  const isPlainAsync = dialect === 'ecmascript' && fact.kind === 'async' && !parametersReject;
  if (isPlainAsync && dynamic.length === 0 && isSynchronous(fn, strict, suspensions)) {
    const { usesThis, usesArguments, usesNewTarget, usesSuper } = receiver;
    const usesReceiver = usesThis || usesArguments || usesNewTarget;
    const settled = settleBody(fn, context.runtimeImport);
    const shell = { name: fact.name, parameters: fn.params, ...settled, usesReceiver, usesSelf: false };
    if (!isEcmascript) emitIntoPlace(path, shell, context.runtimeImport);
    else emitEcmascript(path, { ...shell, kind: fact.kind, holder: null, usesSuper }, context.runtimeImport);
    return;
  }
  const scopes = analyzeScopes(fn, { strict, lowersParameters, suspensions, opened });
  const { runtimeImport } = context;
  const around = isEcmascript ? holderAround(path, fact.kind, receiver.usesSuper) : null;
  const bindings = resolveBindings({
    scopes,
    suspensions,
    runtimeImport,
    lowersParameters,
    mappedArguments: !strict && receiver.usesArguments,
    isReserved: (name) => RUNTIME_LOCAL.test(name) || name === around || isWritten(name, dynamic),
    ignoresSelfWrites: isEcmascript && !strict,
  });
  const facts = { kind: fact.kind, dialect, strict, suspensions, scopes, bindings, opened };
  const lowering = new Lowering(dynamic.length > 0 ? '_step' : stepName(fact.name), fn, facts, context);
  const { ir, parameters, functions } = lowerFunction(fn, lowersParameters, lowering);

  if (context.verifies) verify(ir);
  for (const pass of passesFor(context.options.optimize)) {
    pass(ir);
    if (context.verifies) verify(ir);
  }
  context.onIR?.(ir);

  const self = scopes.flat
    .flatMap((scope) => [...scope.bindings.values()])
    .find(({ kind }) => kind === 'self');
  const directives = t.isBlockStatement(fn.body) ? fn.body.directives : [];
  const holder = around ?? (isEcmascript && fact.kind !== 'async' ? bindings.names.take('_function') : null);
  const first = native ? [moveToShell(native, bindings.names.take('_body')), ...functions] : functions;
  const rejects = parametersReject && reaching.length > 0;
  const usesReceiver = rejects || receiver.usesThis || receiver.usesArguments || receiver.usesNewTarget;
  const form = { dialect, holder, usesReceiver: usesReceiver || receiver.usesSuper };
  const body = emitShell(ir, first, bindings.names, form, runtimeImport);
  const usesSelf = self !== undefined && (self.references.length > 0 || mayBeMentioned(self.name, dynamic));
  const bound = rejects
    ? rejectingParameters(fn, { parameters, body }, bindings.names, runtimeImport)
    : { parameters, body };
  const shell = { name: fact.name, ...bound, directives, usesReceiver, usesSelf };
  if (!isEcmascript) emitIntoPlace(path, shell, runtimeImport);
  else
    emitEcmascript(path, { ...shell, kind: fact.kind, holder, usesSuper: receiver.usesSuper }, runtimeImport);
}

/** Loose generators are coroutines; loose async functions still give promises. */
function dialectOf({ form, kind }: MarkedFunction, { options }: CompileContext): Dialect {
  return form !== 'all' || (options.loose && kind === 'generator') ? 'coroutine' : 'ecmascript';
}

function refuseDynamicScope(
  [first, ...others]: readonly DynamicScope[],
  { name }: MarkedFunction,
  { diagnostics }: CompileContext,
): void {
  if (!first) return;
  for (const { kind, node } of others) {
    if (kind === 'eval') diagnostics.error('eval-around-suspension', node, { name: name || 'A coroutine' });
    else diagnostics.error('with-around-suspension', node);
  }
  if (first.kind === 'eval')
    diagnostics.refuse('eval-around-suspension', first.node, { name: name || 'A coroutine' });
  diagnostics.refuse('with-around-suspension', first.node);
}

function mayBeMentioned(name: string, dynamic: readonly DynamicScope[]): boolean {
  return dynamic.some((one) => one.kind === 'eval' && mayMention(one, name));
}

/** Code for `eval` that is written down mentions it: nothing that is added may have that name. */
function isWritten(name: string, dynamic: readonly DynamicScope[]): boolean {
  return dynamic.some(({ code }) => code?.includes(name));
}

function hasUseStrict(fn: t.Function): boolean {
  return t.isBlockStatement(fn.body) && fn.body.directives.some(({ value }) => value.value === 'use strict');
}

/** A name the step can be bound to: the source's as far as it is one. */
function stepName(name: string): string {
  const identifier = name.replace(/^#/, '');
  // The runtime takes one underscore off: that is how it tells a name from one that was taken.
  return t.isValidIdentifier(identifier) ? identifier.replace(/^_/, '__') : 'step';
}
