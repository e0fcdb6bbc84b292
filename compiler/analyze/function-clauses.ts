/**
 * In sloppy mode a function may be declared as a clause of an `if`, and is then as if it stood in a block of its own
 * (ES2025 B.3.3): here it is put into one, closures included.
 *
 *   if (a) function f() {}   →   if (a) { function f() {} }
 */
import { t } from '../babel.ts';
import { children } from '../syntax/children.ts';

export function encloseFunctionClauses(node: t.Node): void {
  if (t.isIfStatement(node)) {
    node.consequent = enclosed(node.consequent);
    if (node.alternate) node.alternate = enclosed(node.alternate);
  }
  for (const child of children(node)) encloseFunctionClauses(child);
}

function enclosed(clause: t.Statement): t.Statement {
  return t.isFunctionDeclaration(clause) ? t.blockStatement([clause]) : clause;
}
