/**
 * Leaving the step with a value: by `yield`, `return`, or a `return` inside native code. The value is evaluated while the
 * frame still counts as running; the state is written when nothing can run or fail any more.
 *
 *   yield f()    →   value = f(); frame.state = 2; return value;
 *   await f()    →   frame.state = 2; return f();      in an async function, whose frame nobody sees
 *   return f()   →   value = f(); frame.state = -1; return value;      or as it is, where completion is no state
 */
import { DONE } from '../../runtime/abi.ts';
import { t } from '../babel.ts';
import type { IRFunction, Loc, Region } from '../ir/types.ts';
import { throwPad } from '../ir/visit.ts';
import { childSlots, isFunctionBoundary, nodeIn, type Slot } from '../syntax/children.ts';
import { withoutName } from '../syntax/function-names.ts';
import type { StepContract } from './contract.ts';
import type { StepNames } from './names.ts';
import { assign, number, placed } from './nodes.ts';

export class Returns {
  private readonly fn: IRFunction;
  private readonly names: StepNames;
  private readonly contract: StepContract;

  constructor(fn: IRFunction, names: StepNames, contract: StepContract) {
    this.fn = fn;
    this.names = names;
    this.contract = contract;
  }

  suspend(value: t.Expression, state: number, region: Region | null, loc: Loc): t.Statement[] {
    // What fails lands in this step, where a handler is, and the state must not say then that it was left.
    if (this.contract.isSeen || throwPad(region) !== null) return this.leave(value, state, loc);
    return [this.setState(state, loc), placed(t.returnStatement(isUndefined(value) ? null : value), loc)];
  }

  complete(value: t.Expression | null, state: number, loc: Loc): t.Statement[] {
    if (this.contract.saysDone) return this.leave(value, state, loc);
    return [placed(t.returnStatement(value && isUndefined(value) ? null : value), loc)];
  }

  private leave(value: t.Expression | null, state: number, loc: Loc): t.Statement[] {
    const { value: register } = this.names;
    const setState = this.setState(state, loc);
    if (value === null || isUndefined(value)) return [setState, placed(t.returnStatement(), loc)];
    if (this.isInert(value) || t.isFunction(value)) return [setState, placed(t.returnStatement(value), loc)];
    const kept = withoutName(value);
    const keep = placed(assign(t.identifier(register), kept), loc);
    return [keep, setState, placed(t.returnStatement(placed(t.identifier(register), loc)), loc)];
  }

  private setState(state: number, loc: Loc): t.Statement {
    const target = t.memberExpression(t.identifier(this.names.frame), t.identifier('state'));
    return placed(assign(target, number(state)), loc);
  }

  /** Replaces each `return` of the coroutine inside a native statement, where that is to be told. */
  rewrite(statement: t.Statement): t.Statement {
    if (!this.contract.saysDone) return statement;
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
    slot.container[slot.key] = t.blockStatement(this.complete(node.argument ?? null, DONE, node.loc ?? null));
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
