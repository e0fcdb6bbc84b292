/**
 * Takes the marks off a function, and gives the path it has then.
 *
 *   const f = coroutine(function* () { … } as Body)   →   const f = function* () { … } as Body
 */
import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';
import type { Finding } from './find.ts';
import { isTransparent } from './runtime-bindings.ts';

export function takeOffMarks(finding: Finding): NodePath<t.Function> {
  let fn: NodePath = finding.fn;
  for (const mark of finding.marks) {
    switch (mark.form) {
      case 'directive':
        removeDirective(mark.path);
        break;
      case 'decorator':
        removeDecorator(mark.path);
        break;
      case 'call':
        fn = unwrap(mark.path);
        break;
      case 'body':
        break;
    }
  }
  return fn as NodePath<t.Function>;
}

function unwrap(call: NodePath<t.CallExpression>): NodePath {
  const [argument] = call.node.arguments;
  let [path] = call.replaceWith(argument as t.Expression) as [NodePath];
  while (isTransparent(path)) path = path.get('expression') as NodePath;
  return path;
}

/** The comments around a directive belong to the function as well: they stay with what follows it. */
function removeDirective(path: NodePath<t.Directive>): void {
  const block = path.parent as t.BlockStatement;
  const heir = block.directives[1] ?? block.body[0];
  const comments = path.node.leadingComments;
  if (heir !== undefined && comments) t.addComments(heir, 'leading', [...comments]);
  block.directives = block.directives.filter((directive) => directive !== path.node);
}

function removeDecorator(path: NodePath<t.Decorator>): void {
  const owner = path.parent as t.ClassMethod | t.ClassPrivateMethod;
  const left = owner.decorators?.filter((decorator) => decorator !== path.node) ?? [];
  owner.decorators = left.length > 0 ? left : null;
}
