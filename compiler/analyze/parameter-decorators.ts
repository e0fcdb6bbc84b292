/**
 * Decorators of parameters, where the states bind the parameters and the method has none left. By the older proposal, the
 * only one that has them, they are decorators of the method that are told a position.
 *
 *   async m(@d a = f()) {}   →   @(((decorate) => (target, key) => void decorate(target, key, 0))(d)) async m(a = f()) {}
 */
import { t } from '../babel.ts';

export function moveParameterDecorators(fn: t.Function): void {
  if (!t.isClassMethod(fn)) return;
  for (const [position, parameter] of fn.params.entries()) {
    for (const { expression } of takeDecorators(parameter)) {
      fn.decorators = [...(fn.decorators ?? []), t.decorator(ofMethod(expression, position))];
    }
  }
}

function takeDecorators(node: t.Node): t.Decorator[] {
  const inner = t.isAssignmentPattern(node) ? takeDecorators(node.left) : [];
  const own = ('decorators' in node && (node.decorators as t.Decorator[] | null)) || [];
  if (own.length > 0) Object.assign(node, { decorators: null });
  return [...own, ...inner];
}

function ofMethod(decorator: t.Expression, position: number): t.Expression {
  const [target, key, decorate] = [t.identifier('target'), t.identifier('key'), t.identifier('decorate')];
  const call = t.callExpression(decorate, [target, key, t.numericLiteral(position)]);
  const ofTarget = t.arrowFunctionExpression(
    [t.cloneNode(target), t.cloneNode(key)],
    t.unaryExpression('void', call),
  );
  return t.callExpression(t.arrowFunctionExpression([t.cloneNode(decorate)], ofTarget), [decorator]);
}
