/** Finds what makes names mean something known only at run time: direct `eval`, and `with`. */
import { t } from '../babel.ts';
import { children } from '../syntax/children.ts';

export interface DynamicScope {
  readonly kind: 'eval' | 'with';
  readonly node: t.Node;
}

/** Everywhere in the function, closures included: they see its variables, which are moved and may be renamed. */
export function findDynamicScope(fn: t.Function): DynamicScope[] {
  const found: DynamicScope[] = [];
  look(fn);
  return found;

  function look(node: t.Node): void {
    if (t.isWithStatement(node)) found.push({ kind: 'with', node });
    else if (t.isCallExpression(node) && t.isIdentifier(node.callee, { name: 'eval' }))
      found.push({ kind: 'eval', node });
    for (const child of children(node)) look(child);
  }
}
