/**
 * Decides where each binding of a coroutine lives, and makes every reference to it say so.
 *
 * - A variable of the coroutine; whether it is spilled is liveness's to say, later.
 * - A field of an environment record, if a closure captures it and its scope is entered more than once: the record is
 *   made fresh each time, as the specification makes a fresh environment (ES2025 14.7.4.4 CreatePerIterationEnvironment).
 *
 * Out:   identifiers carry their final names; captured ones of loops are `record.name`; references that may meet a
 *        dead zone and writes to a `const` go through a check.
 */
import { t } from '../babel.ts';
import type { Name, Variable } from '../ir/types.ts';
import { nodeIn } from '../syntax/children.ts';
import { FreeNames } from '../syntax/free-names.ts';
import { preserveName } from '../syntax/function-names.ts';
import { unshorten } from '../syntax/object-literals.ts';
import { analyzeDeadZones } from './dead-zones.ts';
import type { Binding, Reference, Scope, Scopes } from './scopes.ts';
import type { Suspensions } from './suspensions.ts';

export type Place =
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'field'; readonly record: Variable; readonly name: string };

export interface Environment {
  readonly record: Variable;
  /** The captured bindings that live in it, and whether each begins in its dead zone. */
  readonly fields: { readonly name: string; readonly dead: boolean }[];
}

export interface Bindings {
  readonly variables: Variable[];
  readonly references: Map<Name, Variable>;
  readonly names: FreeNames;
  /** Never assigned after its declaration: reading it later gives the same. */
  readonly stable: ReadonlySet<Variable>;
  readonly placeOf: (binding: Binding) => Place;
  /** The binding that a declaration's identifier declares. */
  readonly declaredBy: (id: t.Node) => Binding | undefined;
  readonly environmentOf: (scope: Scope) => Environment | undefined;
  /** Bindings of a scope, kept in variables, that must enter their dead zone with it. */
  readonly deadAtEntry: (scope: Scope) => Binding[];
}

export interface BindingOptions {
  readonly scopes: Scopes;
  readonly suspensions: Suspensions;
  /** An export of the runtime, for the checks. */
  readonly runtimeImport: (name: string) => t.Identifier;
  /** Parameters are bound by the states instead of the shell. */
  readonly lowersParameters: boolean;
  /** `arguments` may write to parameters: the function is sloppy and mentions it. */
  readonly mappedArguments: boolean;
  /** Names the function must not use for anything of its own: what the file imports from the runtime has them. */
  /** The function's own name, which sloppy code assigns to in vain (ES2025 9.1.1.1.5), will be a constant. */
  readonly ignoresSelfWrites: boolean;
  readonly isReserved: (name: string) => boolean;
}

export function resolveBindings(options: BindingOptions): Bindings {
  const { scopes } = options;
  const names = new FreeNames(
    [...scopes.names, ...scopes.free, 'undefined', 'arguments'],
    options.isReserved,
  );
  const mayBeDead = analyzeDeadZones(scopes);
  const places = new Map<Binding, Place>();
  const declared = new Map<t.Node, Binding>();
  const environments = new Map<Scope, Environment>();
  const dead = new Set<Binding>();
  const variables: Variable[] = [];
  const references = new Map<Name, Variable>();
  const stable = new Set<Variable>();
  const taken = new Set<string>();

  for (const scope of scopes.flat) {
    for (const binding of scope.bindings.values()) {
      if (binding.kind !== 'self') place(binding);
      else {
        if (binding.references.length > 0) taken.add(binding.name);
        if (options.ignoresSelfWrites) ignoreWrites(binding);
      }
    }
  }
  for (const binding of places.keys())
    for (const reference of binding.references) rewrite(binding, reference);

  return {
    variables,
    references,
    names,
    stable,
    placeOf: (binding) => places.get(binding)!,
    declaredBy: (id) => declared.get(id),
    environmentOf: (scope) => environments.get(scope),
    deadAtEntry: (scope) =>
      [...scope.bindings.values()].filter((one) => dead.has(one) && places.get(one)?.kind === 'variable'),
  };

  function place(binding: Binding): void {
    const { scope } = binding;
    if (binding.references.some((reference) => mayBeDead(binding, reference))) dead.add(binding);
    const captured = binding.references.some(({ closure }) => closure !== null);
    if (captured && scope.repeats) {
      let environment = environments.get(scope);
      if (!environment) {
        environment = { record: variable('environment', names.take('_scope')), fields: [] };
        environments.set(scope, environment);
      }
      environment.fields.push({ name: binding.name, dead: dead.has(binding) });
      places.set(binding, { kind: 'field', record: environment.record, name: binding.name });
      return;
    }
    const name = nameFor(binding);
    const made = variable(livesInShell(binding, name) ? 'parameter' : 'binding', name);
    made.captured = captured;
    if (isStable(binding)) stable.add(made);
    places.set(binding, { kind: 'variable', variable: made });
  }

  /** Parameters, and functions declared at the top: the shell declares them by itself. */
  function livesInShell({ kind, scope, name }: Binding, finalName: string): boolean {
    if (kind === 'parameter') return !options.lowersParameters;
    return kind === 'function' && scope === scopes.body && name === finalName;
  }

  /** The source's name, unless flattening its scope would make it mean, or hide, something else. */
  function nameFor({ name, scope }: Binding): string {
    // In the class itself its name is the engine's.
    const isOfClass = t.isClass(scope.node);
    const keeps = !isOfClass && !taken.has(name) && (scope === scopes.parameters || !scopes.free.has(name));
    const chosen = keeps ? name : names.take(name);
    taken.add(chosen);
    return chosen;
  }

  function isStable(binding: Binding): boolean {
    if (binding.kind === 'parameter' && options.mappedArguments) return false;
    if (binding.kind === 'var') return false;
    return binding.references.every(({ role }) => role === 'read' || role === 'declaration');
  }

  function variable(kind: Variable['kind'], name: string): Variable {
    const made: Variable = { kind, name, captured: false, spilled: false };
    variables.push(made);
    return made;
  }

  function rewrite(binding: Binding, reference: Reference): void {
    const { node, slot, parent, role } = reference;
    if (role === 'declaration') declared.set(node, binding);
    if (slot.key === 'id' && (t.isFunction(parent) || t.isClass(parent))) return;
    const checked = mayBeDead(binding, reference);
    const target = role === 'write' || role === 'update';
    if (t.isJSXIdentifier(node)) return rewriteTag(binding, reference, node, checked);
    keepFunctionName(binding, reference);
    if (t.isUnaryExpression(parent, { operator: 'delete' })) return keepUndeletable(reference);
    if (target && (checked || binding.kind === 'const')) put(reference, guardedTarget(binding));
    else if (checked) put(reference, call('initialized', read(binding), t.stringLiteral(binding.name)));
    else if (places.get(binding)!.kind === 'field') put(reference, unboundCallee(reference, read(binding)));
    else {
      const { variable: made } = places.get(binding) as Place & { kind: 'variable' };
      if (t.isObjectProperty(parent) && made.name !== node.name) unshorten(parent);
      node.name = made.name;
      references.set(node, made);
    }
  }

  /** `<A />` stays a tag: `<record.A />`, and `(initialized(A), <A />)` where a check is due. */
  function rewriteTag(
    binding: Binding,
    { slot, element }: Reference,
    node: t.JSXIdentifier,
    checked: boolean,
  ): void {
    const where = places.get(binding)!;
    if (where.kind === 'variable') {
      node.name = where.variable.name;
      references.set(node, where.variable);
    } else {
      const record = t.jsxIdentifier(where.record.name);
      references.set(record, where.record);
      slot.container[slot.key] = t.jsxMemberExpression(record, t.jsxIdentifier(where.name));
    }
    if (!checked || !element) return;
    const tagged = nodeIn(element.slot) as t.Expression;
    const check = call('initialized', read(binding), t.stringLiteral(binding.name));
    const both = t.sequenceExpression([check, tagged]);
    both.loc = tagged.loc ?? null;
    const isInside = t.isJSX(element.parent);
    element.slot.container[element.slot.key] = isInside ? t.jsxExpressionContainer(both) : both;
    options.suspensions.adopt(both, tagged);
  }

  function ignoreWrites({ name, references: all }: Binding): void {
    for (const reference of all) {
      if (reference.role !== 'write' && reference.role !== 'update') continue;
      const read = t.arrowFunctionExpression([], t.identifier(name));
      const ignore = t.arrowFunctionExpression([], t.blockStatement([]));
      put(
        reference,
        t.memberExpression(call('guard', t.stringLiteral(name), read, ignore), t.identifier('value')),
      );
    }
  }

  /** A variable cannot be deleted, not in its dead zone either; a field of a record could. */
  function keepUndeletable({ parent, node }: Reference): void {
    const unary = parent as t.UnaryExpression;
    unary.operator = '!';
    unary.argument = t.booleanLiteral(true);
    unary.argument.loc = node.loc ?? null;
  }

  function put({ slot, parent, node }: Reference, replacement: t.Expression): void {
    if (t.isObjectProperty(parent)) unshorten(parent);
    if (replacement.loc == null) replacement.loc = node.loc ?? null;
    slot.container[slot.key] = replacement;
  }

  function read(binding: Binding): t.Expression {
    const where = places.get(binding)!;
    if (where.kind === 'field') return t.memberExpression(reference(where.record), t.identifier(where.name));
    return reference(where.variable);
  }

  function reference(to: Variable): t.Identifier {
    const id = t.identifier(to.name);
    references.set(id, to);
    return id;
  }

  /** `guard("x", () => x, v => x = v).value`: a target whose reads and writes are checked when they happen. */
  function guardedTarget(binding: Binding): t.MemberExpression {
    const args: t.Expression[] = [
      t.stringLiteral(binding.name),
      t.arrowFunctionExpression([], read(binding)),
    ];
    if (binding.kind !== 'const') {
      const value = names.take('_value');
      const write = t.assignmentExpression('=', read(binding) as t.LVal, t.identifier(value));
      args.push(t.arrowFunctionExpression([t.identifier(value)], write));
    }
    return t.memberExpression(call('guard', ...args), t.identifier('value'));
  }

  function call(name: string, ...args: t.Expression[]): t.CallExpression {
    return t.callExpression(options.runtimeImport(name), args);
  }

  /** Where the name a function gets from its target would be lost, the function is given it beforehand. */
  function keepFunctionName(binding: Binding, { parent, slot }: Reference): void {
    const where = places.get(binding)!;
    const keeps =
      where.kind === 'variable' &&
      where.variable.name === binding.name &&
      !dead.has(binding) &&
      binding.kind !== 'const';
    if (keeps) return;
    if (t.isVariableDeclarator(parent) && slot.key === 'id' && parent.init) parent.init = named(parent.init);
    if (t.isAssignmentExpression(parent) && slot.key === 'left') parent.right = named(parent.right);
    if (t.isAssignmentPattern(parent) && slot.key === 'left') parent.right = named(parent.right);

    function named(node: t.Expression): t.Expression {
      const wrapped = preserveName(node, binding.name);
      options.suspensions.adopt(wrapped, node);
      return wrapped;
    }
  }
}

/** `f()` calls without a receiver, and so must `record.f()`. */
function unboundCallee({ parent, slot }: Reference, callee: t.Expression): t.Expression {
  const called =
    (slot.key === 'callee' && (t.isCallExpression(parent) || t.isOptionalCallExpression(parent))) ||
    (slot.key === 'tag' && t.isTaggedTemplateExpression(parent));
  return called ? t.sequenceExpression([t.numericLiteral(0), callee]) : callee;
}
