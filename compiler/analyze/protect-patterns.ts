/**
 * Keeps destructuring among arguments in parentheses. Babel drops the source's, and V8 then refuses the program: after
 * some literals it reads `[a = b]` for a literal that is no target (seen in Node 20 and 24).
 *
 *   f([1, true], ([a = b] = c))      with its parentheses, printed or not by us
 */
import { t } from '../babel.ts';
import { children } from '../syntax/children.ts';

export function protectPatterns(node: t.Node): void {
  if (t.isCallExpression(node) || t.isNewExpression(node) || t.isOptionalCallExpression(node)) {
    node.arguments = node.arguments.map((argument) =>
      // A sequence of one is what it holds, and is printed in parentheses.
      t.isAssignmentExpression(argument) && t.isPattern(argument.left)
        ? t.sequenceExpression([argument])
        : argument,
    );
  }
  for (const child of children(node)) protectPatterns(child);
}
