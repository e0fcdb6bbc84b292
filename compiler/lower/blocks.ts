/** Blocks: entering a scope, and the functions hoisted to its start. */

import type { Binding, Scope } from '../analyze/scopes.ts';
import { t } from '../babel.ts';
import type { Variable } from '../ir/types.ts';
import { preserveName } from '../syntax/function-names.ts';
import { ownDeclarations } from '../syntax/using.ts';
import type { Lowering } from './lowering.ts';
import { at, undefinedValue } from './lowering.ts';
import { lowerStatement } from './statement.ts';
import { disposing } from './using.ts';

export function lowerBlock(node: t.BlockStatement, lowering: Lowering): void {
  enterScope(lowering.facts.scopes.of(node), lowering);
  disposing(ownDeclarations(node), node, lowering, () => lowerStatements(node.body, lowering));
}

/** Function declarations first, as hoisting has it; then the rest in order. */
export function lowerStatements(statements: readonly t.Statement[], lowering: Lowering): void {
  hoistFunctions(statements, lowering);
  for (const statement of statements) lowerStatement(statement, lowering);
}

export function hoistFunctions(statements: readonly t.Statement[], lowering: Lowering): void {
  for (const statement of statements) {
    const fn = declaredFunction(statement);
    if (fn) assignFunction(fn, lowering);
  }
}

/**
 * What happens when a scope that is taken apart is entered: a fresh record for what closures capture, and the dead zone
 * of what might be read too early.
 */
export function enterScope(scope: Scope | undefined, lowering: Lowering): void {
  if (!scope) return;
  const { bindings } = lowering.facts;
  const environment = bindings.environmentOf(scope);
  if (environment) {
    const fields = environment.fields.map(({ name, dead }) =>
      recordField(name, dead ? deadZone(lowering) : undefinedValue()),
    );
    lowering.builder.assign(environment.record, t.objectExpression(fields));
  }
  for (const binding of bindings.deadAtEntry(scope)) {
    const place = bindings.placeOf(binding);
    if (place.kind === 'variable') lowering.builder.assign(place.variable, deadZone(lowering));
  }
}

/** `record = { a: record.a, b: record.b }`: what the next iteration starts with. */
export function copyEnvironment(scope: Scope | undefined, lowering: Lowering): void {
  const environment = scope && lowering.facts.bindings.environmentOf(scope);
  if (!environment) return;
  const { record } = environment;
  const fields = environment.fields.map(({ name }) => recordField(name, fieldOf(record, name, lowering)));
  lowering.builder.assign(record, t.objectExpression(fields));
}

function fieldOf(record: Variable, name: string, lowering: Lowering): t.MemberExpression {
  return t.memberExpression(lowering.read(record), t.identifier(name));
}

/** Only `__proto__` would not make a field. */
function recordField(name: string, value: t.Expression): t.ObjectProperty {
  return name === '__proto__'
    ? t.objectProperty(t.stringLiteral(name), value, true)
    : t.objectProperty(t.identifier(name), value);
}

function deadZone(lowering: Lowering): t.Expression {
  return lowering.context.runtimeImport('DEAD_ZONE');
}

/** The target that stands for a binding. */
export function targetOf(binding: Binding, lowering: Lowering): t.Identifier | t.MemberExpression {
  const place = lowering.facts.bindings.placeOf(binding);
  return place.kind === 'variable'
    ? lowering.read(place.variable)
    : fieldOf(place.record, place.name, lowering);
}

export function assignBinding(
  binding: Binding,
  value: t.Expression,
  lowering: Lowering,
  source: t.Node,
): void {
  const place = lowering.facts.bindings.placeOf(binding);
  if (place.kind === 'variable') lowering.builder.assign(place.variable, value, source.loc ?? null);
  else
    lowering.builder.evaluate(
      at(t.assignmentExpression('=', fieldOf(place.record, place.name, lowering), value), source),
    );
}

function declaredFunction(statement: t.Statement): t.FunctionDeclaration | null {
  if (t.isFunctionDeclaration(statement)) return statement;
  return t.isLabeledStatement(statement) ? declaredFunction(statement.body) : null;
}

/** `function f() {}` in a block  →  f = function () {} at its start, named `f` */
function assignFunction(node: t.FunctionDeclaration, lowering: Lowering): void {
  const binding = node.id && lowering.facts.bindings.declaredBy(node.id);
  if (!binding) return;
  const place = lowering.facts.bindings.placeOf(binding);
  if (place.kind === 'variable' && place.variable.kind === 'parameter') return;
  const fn = at(
    t.functionExpression(
      null,
      node.params as t.FunctionExpression['params'],
      node.body,
      node.generator,
      node.async,
    ),
    node,
  );
  const keepsName = place.kind === 'variable' && place.variable.name === binding.name;
  assignBinding(binding, keepsName ? fn : preserveName(fn, binding.name), lowering, node);
}

/**
 * Where a function declaration stands nothing happens any more, but in sloppy mode: there a function in a block is
 * assigned to the `var` of its name too (ES2025 B.3.2.1).
 */
export function lowerFunctionDeclaration(node: t.FunctionDeclaration, lowering: Lowering): void {
  const binding = node.id && lowering.facts.bindings.declaredBy(node.id);
  if (!binding || lowering.facts.strict || node.async || node.generator) return;
  const outer = hoistedVar(binding, lowering);
  if (outer) assignBinding(outer, targetOf(binding, lowering), lowering, node);
}

function hoistedVar(binding: Binding, lowering: Lowering): Binding | undefined {
  const { body, parameters } = lowering.facts.scopes;
  if (binding.scope === body || parameters.bindings.has(binding.name)) return undefined;
  for (let scope = binding.scope.parent; scope && scope !== body; scope = scope.parent) {
    const between = scope.bindings.get(binding.name);
    if (between && between.kind !== 'catch') return undefined;
  }
  const outer = body.bindings.get(binding.name);
  return outer?.kind === 'var' || outer?.kind === 'function' ? outer : undefined;
}
