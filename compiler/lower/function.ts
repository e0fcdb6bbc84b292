/**
 * A whole function: its parameters, its body, and what stays in the shell.
 *
 *   function* f(a, b = a) { function g() {} … }
 *
 *   shell: f(a, b = a) { function g() {} … }     parameters and top-level functions stay native
 *
 * The parameters of an async function are bound by the states if binding them can fail, for it must reject then rather
 * than throw (ES2025 27.7.5.1 AsyncFunctionStart).
 */
import { t } from '../babel.ts';
import type { IRFunction, Variable } from '../ir/types.ts';
import { enterScope, lowerBlock } from './blocks.ts';
import { assignTarget } from './declarations.ts';
import { lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';
import { lowerPattern } from './patterns.ts';

export interface LoweredFunction {
  readonly ir: IRFunction;
  readonly parameters: t.Function['params'];
  /** Function declarations of the body's top level, which the shell hoists as any function does. */
  readonly functions: readonly t.FunctionDeclaration[];
}

export function lowerFunction(
  fn: t.Function,
  lowersParameters: boolean,
  lowering: Lowering,
): LoweredFunction {
  const { builder } = lowering;
  const parameters = lowersParameters ? lowerParameters(fn, lowering) : fn.params;
  initializeVars(lowering);
  const functions: t.FunctionDeclaration[] = [];
  if (t.isBlockStatement(fn.body)) {
    for (const statement of fn.body.body) if (staysInShell(statement, lowering)) functions.push(statement);
    lowerBlock(fn.body, lowering);
  } else {
    const value = lowerValue(fn.body, lowering);
    lowering.jumps.leave({ kind: 'return', injected: false }, value, fn.body);
  }
  return { ir: builder.finish(), parameters, functions };
}

export function canParametersFail(fn: t.Function): boolean {
  return !fn.params.every(
    (parameter) =>
      t.isIdentifier(parameter) || (t.isRestElement(parameter) && t.isIdentifier(parameter.argument)),
  );
}

function staysInShell(statement: t.Statement, lowering: Lowering): statement is t.FunctionDeclaration {
  if (!t.isFunctionDeclaration(statement) || !statement.id) return false;
  const binding = lowering.facts.bindings.declaredBy(statement.id);
  if (!binding) return false;
  const place = lowering.facts.bindings.placeOf(binding);
  return place.kind === 'variable' && place.variable.kind === 'parameter';
}

/**
 *   async (a, { b }, c = 1, ...d)   →   (_1, _2, ..._rest) with a = _1; { b } = _2; …     `length` stays 2
 */
function lowerParameters(fn: t.Function, lowering: Lowering): t.Function['params'] {
  const { bindings, scopes } = lowering.facts;
  enterScope(scopes.parameters, lowering);
  const optional = fn.params.findIndex(
    (parameter) => t.isAssignmentPattern(parameter) || t.isRestElement(parameter),
  );
  const length = optional < 0 ? fn.params.length : optional;
  const parameter = (name: string): Variable =>
    lowering.builder.declare({
      kind: 'parameter',
      name: bindings.names.take(name),
      captured: false,
      spilled: false,
    });
  const required = fn.params.slice(0, length).map(() => parameter('_argument'));
  const rest = length < fn.params.length ? parameter('_rest') : null;
  for (const [i, pattern] of fn.params.entries()) {
    if (i < length) bind(pattern as t.LVal, lowering.read(required[i]!));
    else if (t.isRestElement(pattern))
      bind(pattern.argument as t.LVal, remaining(rest!, i - length, lowering));
    else bindOptional(pattern as t.AssignmentPattern, rest!, i - length);
  }
  const simple: t.Function['params'] = required.map((variable) => t.identifier(variable.name));
  if (rest) simple.push(t.restElement(t.identifier(rest.name)));
  return simple;

  function bind(target: t.LVal, value: t.Expression): void {
    if (t.isIdentifier(target)) assignTarget(target, value, lowering, target);
    else lowerPattern(target, value, lowering);
  }

  function bindOptional(pattern: t.AssignmentPattern, from: Variable, index: number): void {
    // One native pattern does for the default, too.
    const target = t.objectPattern([t.objectProperty(t.numericLiteral(index), pattern)]);
    lowering.builder.evaluate(t.assignmentExpression('=', target, lowering.read(from)), pattern.loc ?? null);
  }
}

function remaining(rest: Variable, from: number, lowering: Lowering): t.Expression {
  if (from === 0) return lowering.read(rest);
  return t.callExpression(t.memberExpression(lowering.read(rest), t.identifier('slice')), [
    t.numericLiteral(from),
  ]);
}

/** With parameters that are more than names, a `var` of a parameter's name is a variable of its own that begins with its value. */
function initializeVars(lowering: Lowering): void {
  const { scopes, bindings } = lowering.facts;
  if (scopes.body === scopes.parameters) return;
  for (const binding of scopes.body.bindings.values()) {
    const parameter = binding.kind === 'var' ? scopes.parameters.bindings.get(binding.name) : undefined;
    if (!parameter) continue;
    const from = bindings.placeOf(parameter);
    const to = bindings.placeOf(binding);
    if (from.kind === 'variable' && to.kind === 'variable')
      lowering.builder.assign(to.variable, lowering.read(from.variable));
  }
}
