/**
 * Leaving the step with a value: by `yield`, `return`, or a `return` inside native code. The value is evaluated while the
 * frame still counts as running; the state is written when nothing can run or fail any more.
 *
 *   yield f()    →   value = f(); frame.state = 2; return value;
 *   await f()    →   frame.state = 2; return f();      in an async function, whose frame nobody sees
 *   return f()   →   value = f(); frame.state = -1; frame.step = "g"; return value;      or as it is, where completion is no state
 */
import { DONE } from '../../runtime/abi.ts';
import { t } from '../babel.ts';
import type { IRFunction, Loc, Region, Variable } from '../ir/types.ts';
import { throwPad } from '../ir/visit.ts';
import { childSlots, isFunctionBoundary, nodeIn, type Slot } from '../syntax/children.ts';
import { withoutName } from '../syntax/function-names.ts';
import type { StepContract } from './contract.ts';
import { sayState } from './leaving.ts';
import type { StepNames } from './names.ts';
import { assign, placed } from './nodes.ts';

export class Returns {
  private readonly fn: IRFunction;
  private readonly names: StepNames;
  private readonly contract: StepContract;

  constructor(fn: IRFunction, names: StepNames, contract: StepContract) {
    this.fn = fn;
    this.names = names;
    this.contract = contract;
  }

  suspend(
    value: t.Expression,
    state: number,
    region: Region | null,
    forgets: readonly Variable[],
    loc: Loc,
  ): t.Statement[] {
    // What fails lands in this step, where a handler is, and the state must not say then that it was left.
    if (this.contract.isSeen || throwPad(region) !== null) return this.leave(value, state, loc, forgets);
    return [
      ...sayState(state, this.names, loc),
      placed(t.returnStatement(isUndefined(value) ? null : value), loc),
    ];
  }

  /**
   * The operands of an exit, when variables are to be emptied behind their evaluation, and before the exit.
   *
   *   value = f(x); x = void 0; return delegate(frame, 1, value);
   *   return transferTo(frame, 1, x, (value = f(x), x = void 0, value));
   */
  forget(
    operands: readonly t.Expression[],
    forgets: readonly Variable[],
    out: t.Statement[],
    loc: Loc,
  ): t.Expression[] {
    const last = operands.at(-1)!;
    const isKept = !this.isInert(last) || mentions(last, forgets, this.fn);
    const register = () => placed(t.identifier(this.names.value), loc);
    const statements = emptied(forgets, loc);
    if (isKept) statements.unshift(placed(assign(register(), withoutName(last)), loc));
    const given = isKept ? register() : last;
    if (operands.length === 1) {
      out.push(...statements);
      return [given];
    }
    const expressions = statements.map(({ expression }) => expression);
    return [...operands.slice(0, -1), t.sequenceExpression([...expressions, given])];
  }

  complete(value: t.Expression | null, state: number, loc: Loc): t.Statement[] {
    if (this.contract.saysDone) return this.leave(value, state, loc);
    return [placed(t.returnStatement(value && isUndefined(value) ? null : value), loc)];
  }

  private leave(
    value: t.Expression | null,
    state: number,
    loc: Loc,
    forgets: readonly Variable[] = [],
  ): t.Statement[] {
    const { value: register } = this.names;
    const said = [...emptied(forgets, loc), ...sayState(state, this.names, loc)];
    if (value === null || isUndefined(value)) return [...said, placed(t.returnStatement(), loc)];
    if ((this.isInert(value) && !mentions(value, forgets, this.fn)) || t.isFunction(value))
      return [...said, placed(t.returnStatement(value), loc)];
    const kept = withoutName(value);
    const keep = placed(assign(t.identifier(register), kept), loc);
    return [keep, ...said, placed(t.returnStatement(placed(t.identifier(register), loc)), loc)];
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

/** `x = void 0`: nothing else stands for undefined in all scopes. */
function emptied(variables: readonly Variable[], loc: Loc): t.ExpressionStatement[] {
  if (variables.length === 0) return [];
  const chain = variables.reduceRight<t.Expression>(
    (value, { name }) => t.assignmentExpression('=', t.identifier(name), value),
    t.unaryExpression('void', t.numericLiteral(0)),
  );
  return [placed(t.expressionStatement(chain), loc)];
}

function mentions(value: t.Expression, variables: readonly Variable[], { references }: IRFunction): boolean {
  const variable = t.isIdentifier(value) ? references.get(value) : undefined;
  return variable !== undefined && variables.includes(variable);
}

function isUndefined(value: t.Expression): boolean {
  return t.isUnaryExpression(value, { operator: 'void' }) && t.isNumericLiteral(value.argument);
}
