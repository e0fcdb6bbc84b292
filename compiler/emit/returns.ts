/**
 * Leaving the step with a value: by `yield`, `return`, or a `return` inside native code. The value is evaluated while the
 * frame still counts as running; the state is written when nothing can run or fail any more.
 *
 *   yield f()   →   value = f(); frame.state = 2; return value;
 */
import { DONE } from '../../runtime/abi.ts';
import { t } from '../babel.ts';
import type { IRFunction, Loc } from '../ir/types.ts';
import { childSlots, isFunctionBoundary, nodeIn, type Slot } from '../syntax/children.ts';
import { withoutName } from '../syntax/function-names.ts';
import type { StepNames } from './names.ts';
import { assign, number, placed } from './nodes.ts';

export class Returns {
  private readonly fn: IRFunction;
  private readonly names: StepNames;

  constructor(fn: IRFunction, names: StepNames) {
    this.fn = fn;
    this.names = names;
  }

  leave(value: t.Expression | null, state: number, loc: Loc): t.Statement[] {
    const { frame, value: register } = this.names;
    const stateOf = t.memberExpression(t.identifier(frame), t.identifier('state'));
    const setState = placed(assign(stateOf, number(state)), loc);
    if (value === null || isUndefined(value)) return [setState, placed(t.returnStatement(), loc)];
    if (this.isInert(value) || t.isFunction(value)) return [setState, placed(t.returnStatement(value), loc)];
    const kept = withoutName(value);
    const keep = placed(assign(t.identifier(register), kept), loc);
    return [keep, setState, placed(t.returnStatement(placed(t.identifier(register), loc)), loc)];
  }

  /** Replaces each `return` of the coroutine inside a native statement. */
  rewrite(statement: t.Statement): t.Statement {
    const holder = { statement };
    this.rewriteIn({ container: holder as unknown as Slot['container'], key: 'statement' });
    return holder.statement;
  }

  private rewriteIn(slot: Slot): void {
    const node = nodeIn(slot);
    if (t.isExpression(node) || isFunctionBoundary(node) || t.isClass(node)) return;
    if (!t.isReturnStatement(node)) {
      for (const child of childSlots(node)) this.rewriteIn(child);
      return;
    }
    slot.container[slot.key] = t.blockStatement(this.leave(node.argument ?? null, DONE, node.loc ?? null));
  }

  /** Reading it runs no code and cannot fail. */
  isInert(value: t.Expression): boolean {
    if (t.isIdentifier(value)) return this.fn.references.has(value);
    return t.isLiteral(value) && !t.isTemplateLiteral(value) && !t.isRegExpLiteral(value);
  }
}

function isUndefined(value: t.Expression): boolean {
  return t.isUnaryExpression(value, { operator: 'void' }) && t.isNumericLiteral(value.argument);
}
