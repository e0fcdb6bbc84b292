/**
 * Takes what is evaluated in the head of a loop into its body, for a head that suspends and needs a variable of its own
 * each time: a function around it would hide the suspension.
 *
 *   while (test) body                      →   for (;;) { if (!test) break; body }
 *   do body while (test)                   →   for (_first = true; ; ) { if (!_first && !test) break; _first = false; body }
 *   for (let i = 0; test; update) body     →   for (let _none = void (_first = true), i = 0; ; ) {
 *                                                if (!_first) update; _first = false; if (!test) break; body }
 *
 * Bindings of a pass are copied before `update` (ES2025 14.7.4.3 ForBodyEvaluation), so it may as well begin the next one.
 */
import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';
import { moveNode, replaceNode } from './replace-node.ts';

export type LoopWithTest = t.WhileStatement | t.DoWhileStatement | t.ForStatement;

const bodies = new WeakMap<t.Node, t.BlockStatement>();

/** The block that the head is evaluated in from now on. `declareFlag` gives a variable of the block around the loop. */
export function headInBody(
  path: NodePath<LoopWithTest>,
  declareFlag: (wished: string) => t.Identifier,
): t.BlockStatement {
  let body = bodies.get(path.node);
  if (!body) {
    const { node } = path;
    const { test, body: inner } = node;
    const isFor = t.isForStatement(node);
    const update = isFor ? node.update : null;
    const flag = t.isDoWhileStatement(node) || update ? declareFlag('first') : null;
    const list: t.Statement[] = [];
    body = t.blockStatement(list);
    if (update) {
      const evaluated = t.expressionStatement(update);
      list.push(t.ifStatement(t.unaryExpression('!', t.cloneNode(flag!)), evaluated));
      moveNode(update, { in: evaluated, key: 'expression' });
      list.push(setting(flag!, false));
    }
    if (test) {
      const ends = t.unaryExpression('!', test);
      moveNode(test, { in: ends, key: 'argument' });
      const leaves = t.isDoWhileStatement(node)
        ? t.logicalExpression('&&', t.unaryExpression('!', t.cloneNode(flag!)), ends)
        : ends;
      list.push(t.ifStatement(leaves, t.breakStatement()));
    }
    if (t.isDoWhileStatement(node)) list.push(setting(flag!, false));
    list.push(inner);
    moveNode(inner, list);
    if (isFor) Object.assign(node, { init: initOf(path, node.init, flag), test: null, update: null, body });
    else {
      const init = flag && assigned(flag, true);
      replaceNode(path, t.inherits(t.forStatement(init, null, null, body), node));
    }
    bodies.set(node, body);
  }
  return body;
}

const setting = (flag: t.Identifier, value: boolean): t.Statement =>
  t.expressionStatement(assigned(flag, value));

const assigned = (flag: t.Identifier, value: boolean): t.Expression =>
  t.assignmentExpression('=', t.cloneNode(flag), t.booleanLiteral(value));

/** Sets the flag first, whatever the loop begins with. */
function initOf(
  path: NodePath,
  init: t.ForStatement['init'],
  flag: t.Identifier | null,
): t.ForStatement['init'] {
  if (flag === null) return init;
  const set = assigned(flag, true);
  if (!init) return set;
  if (t.isVariableDeclaration(init)) {
    const none = path.scope.getProgramParent().generateUidIdentifier('none');
    init.declarations.unshift(t.variableDeclarator(none, t.unaryExpression('void', set)));
    return init;
  }
  const sequence = t.sequenceExpression([set, init]);
  moveNode(init, sequence.expressions);
  return sequence;
}
