/**
 * An optional chain written out, where one of its members is going to be a call: what is left of a member then stands in
 * an argument, from where a `?.` would no longer end the whole chain.
 *
 *   a?.b.#x   →   (link = a) === null || link === void 0 ? void 0 : link.b.#x
 *
 * `link` is read right after it is written, so one variable does for all chains.
 */
import { t } from '../babel.ts';
import { nodeIn, type Slot } from '../syntax/children.ts';

export interface ChainIdentifiers {
  readonly link: string;
  readonly bind: t.Identifier;
}

/** The chain that a node is, or deletes the end of. */
export function chainIn(node: t.Node): t.Node {
  return t.isUnaryExpression(node, { operator: 'delete' }) ? node.argument : node;
}

export function isCallee({ container, key }: Slot): boolean {
  const parent = container as unknown as t.Node;
  return (key === 'callee' && !t.isNewExpression(parent)) || key === 'tag';
}

export function writeOutChain(slot: Slot, identifiers: ChainIdentifiers): t.Expression {
  const node = nodeIn(slot);
  const deletes = t.isUnaryExpression(node);
  const tests: t.Expression[] = [];
  const end = linkOf(chainIn(node) as t.Expression);
  const value = deletes ? t.unaryExpression('delete', end) : isCallee(slot) ? method(end, identifiers) : end;
  const nothing = () => (deletes ? t.booleanLiteral(true) : t.unaryExpression('void', t.numericLiteral(0)));
  return tests.reduceRight((rest, test) => t.conditionalExpression(test, nothing(), rest), value);

  function linkOf(link: t.Expression): t.Expression {
    if (t.isOptionalMemberExpression(link)) {
      const object = linkOf(link.object);
      return t.memberExpression(link.optional ? tested(object) : object, link.property, link.computed);
    }
    if (t.isOptionalCallExpression(link)) {
      const callee = linkOf(link.callee);
      return t.callExpression(link.optional ? tested(method(callee, identifiers)) : callee, link.arguments);
    }
    return link;
  }

  function tested(object: t.Expression): t.Expression {
    // A function is there, and would get a name from the variable.
    if (t.isFunction(object) || t.isClass(object)) return object;
    const written = t.assignmentExpression('=', t.identifier(identifiers.link), object);
    const undefinedValue = t.unaryExpression('void', t.numericLiteral(0));
    tests.push(
      t.logicalExpression(
        '||',
        t.binaryExpression('===', written, t.nullLiteral()),
        t.binaryExpression('===', t.identifier(identifiers.link), undefinedValue),
      ),
    );
    return t.identifier(identifiers.link);
  }
}

/** A method with its object, to be called later: `o[k]` is `((o, k) => bind(o[k], o))(o, k)`. */
function method(node: t.Expression, { bind }: ChainIdentifiers): t.Expression {
  if (!t.isMemberExpression(node)) return node;
  const { object, property, computed } = node;
  const parameters: t.Identifier[] = [];
  const args: t.Expression[] = [];
  const pass = (name: string, value: t.Expression): t.Identifier => {
    args.push(value);
    parameters.push(t.identifier(name));
    return t.identifier(name);
  };
  const self = t.isSuper(object) ? t.thisExpression() : pass('o', object);
  const key = computed ? pass('k', property as t.Expression) : property;
  const member = t.memberExpression(t.isSuper(object) ? object : t.cloneNode(self), key, computed);
  const bound = t.callExpression(t.cloneNode(bind), [member, self]);
  return t.callExpression(t.arrowFunctionExpression(parameters, bound), args);
}
