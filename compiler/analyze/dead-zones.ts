/**
 * Finds the references that may meet a binding in its temporal dead zone (ES2025 9.1.1.1, 14.3.1): only these are
 * checked at run time. Whatever stands after the declaration in source order, and is not hoisted above it, is safe.
 */
import { t } from '../babel.ts';
import type { Binding, Reference, Scopes } from './scopes.ts';

export type MayBeDead = (binding: Binding, reference: Reference) => boolean;

export function analyzeDeadZones(scopes: Scopes): MayBeDead {
  let declared: Map<t.Node, Binding> | undefined;
  return (binding, reference) => {
    if (reference.role === 'declaration' || !isLexical(binding)) return false;
    // A jump to a later case passes the declarations of the earlier ones.
    if (t.isSwitchStatement(binding.scope.node)) return true;
    if (reference.closure === null) return reference.order < binding.declaredAt;
    return !runsAfter(reference.closure, binding);
  };

  function runsAfter(closure: t.Node, binding: Binding): boolean {
    const begins = scopes.closureOrder.get(closure) ?? 0;
    if (t.isFunctionDeclaration(closure)) return isCalledOnlyAfter(closure, binding);
    return begins > binding.declaredAt || isItsOwnInitializer(closure, binding);
  }

  /** A hoisted function can be called before the declaration it stands behind, unless nobody names it so early. */
  function isCalledOnlyAfter(fn: t.FunctionDeclaration, binding: Binding): boolean {
    const own = fn.id ? findBinding(fn.id) : undefined;
    if (!own || isAVarToo(own)) return false;
    return own.references.every(
      ({ node, order, closure }) =>
        node === fn.id ||
        closure === fn ||
        (order > binding.declaredAt && !(closure && t.isFunctionDeclaration(closure))),
    );
  }

  /** In sloppy mode a function of a block is known outside of it by another binding (ES2025 B.3.2.1). */
  function isAVarToo({ name, scope }: Binding): boolean {
    return scope !== scopes.body && scopes.body.bindings.has(name);
  }

  function findBinding(id: t.Identifier): Binding | undefined {
    declared ??= declarations(scopes);
    return declared.get(id);
  }
}

/** Has a dead zone: a lexical name, one of a `catch`'s pattern, or a parameter that the states bind. */
function isLexical({ kind, declaredAt }: Binding): boolean {
  if (kind === 'parameter' || kind === 'catch') return declaredAt > 0;
  return kind === 'let' || kind === 'const' || kind === 'class';
}

/** `const f = () => f()`: by the time anybody can call it, it is assigned. */
function isItsOwnInitializer(closure: t.Node, binding: Binding): boolean {
  return binding.references.some(
    ({ role, parent }) => role === 'declaration' && t.isVariableDeclarator(parent) && parent.init === closure,
  );
}

function declarations({ flat }: Scopes): Map<t.Node, Binding> {
  const found = new Map<t.Node, Binding>();
  for (const { bindings } of flat) {
    for (const binding of bindings.values()) {
      for (const { node, role } of binding.references) if (role === 'declaration') found.set(node, binding);
    }
  }
  return found;
}
