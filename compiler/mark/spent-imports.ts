/**
 * Removes what brought `coroutine` into the file, if marks were all it was used for.
 *
 *   import { coroutine, run } from 'stackless';   →   import { run } from 'stackless';
 *   const { coroutine } = require('stackless');   →
 */
import type { Binding, NodePath } from '../babel.ts';
import { t } from '../babel.ts';

/** The bindings of which no reference is left once those spent on marks are gone. Asked before the marks are taken off. */
export function findSpentBindings(program: NodePath<t.Program>, spent: ReadonlySet<t.Node>): Set<Binding> {
  const bindings = new Set<Binding>();
  if (spent.size === 0) return bindings;
  program.traverse({
    Identifier(path) {
      if (!spent.has(path.node)) return;
      const binding = path.scope.getBinding(path.node.name);
      if (binding?.constant && binding.referencePaths.every(({ node }) => spent.has(node)))
        bindings.add(binding);
    },
  });
  return bindings;
}

export function removeSpentBindings(bindings: Iterable<Binding>): void {
  for (const { path, identifier } of bindings) {
    const { parentPath } = path;
    if (path.isVariableDeclarator()) removeDeclared(path, identifier);
    else if (path.isTSImportEqualsDeclaration()) path.remove();
    else if (parentPath?.isImportDeclaration()) {
      if (parentPath.node.specifiers.length === 1) parentPath.remove();
      else path.remove();
    }
  }
}

function removeDeclared(path: NodePath<t.VariableDeclarator>, identifier: t.Identifier): void {
  const { id, init } = path.node;
  if (t.isAwaitExpression(init)) return; // the program waits there, for whatever else it waits for
  if (t.isIdentifier(id)) {
    path.remove();
  } else if (t.isObjectPattern(id) && !id.properties.some((property) => t.isRestElement(property))) {
    id.properties = id.properties.filter(
      (property) => !t.isObjectProperty(property) || !binds(property, identifier),
    );
    if (id.properties.length === 0) path.remove();
  }
}

function binds(property: t.ObjectProperty, identifier: t.Identifier): boolean {
  const { value } = property;
  return value === identifier || (t.isAssignmentPattern(value) && value.left === identifier);
}
