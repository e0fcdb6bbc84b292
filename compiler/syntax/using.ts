/** Declarations of resources (Explicit Resource Management). */
import { t } from '../babel.ts';

/** Which, if the statement declares resources. */
export function usingKind(node: t.Node | null | undefined): 'using' | 'await using' | null {
  if (!t.isVariableDeclaration(node)) return null;
  return node.kind === 'using' || node.kind === 'await using' ? node.kind : null;
}

/** The declarations whose resources are disposed of where the statement itself ends. */
export function ownDeclarations(node: t.Node): readonly (t.Node | null | undefined)[] {
  if (t.isBlockStatement(node)) return node.body;
  if (t.isForStatement(node)) return [node.init];
  return t.isForOfStatement(node) ? [node.left] : [];
}

export function declaresResources(node: t.Node): boolean {
  return ownDeclarations(node).some((declaration) => usingKind(declaration) !== null);
}
