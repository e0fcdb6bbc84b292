/**
 * Blocks to states. A block needs a number only if it is entered by one: where the frame resumes, where a throw lands,
 * where several ways meet, or where the handler region changes. All others are written where they are reached.
 *
 *   b0: i = 0; jump b1                          case 0: i = 0;
 *   b1: branch i < n ? b2 : b4                  case 1: if (i < n) { frame.state = 2; return i; }
 *   b2: suspend yield i → b3             →              frame.state = -1; return;
 *   b3: i++; jump b1                            case 2: i++; state = 1; continue;
 *   b4: return
 */
import { CLOSED, DONE, RUNNING } from '../../runtime/abi.ts';
import { t } from '../babel.ts';
import { predecessors } from '../ir/order.ts';
import type {
  Block,
  BlockId,
  Instruction,
  IRFunction,
  Loc,
  Suspend,
  Switch,
  Terminator,
} from '../ir/types.ts';
import { operands, successors } from '../ir/visit.ts';
import { withoutName } from '../syntax/function-names.ts';
import type { ClosureCopies } from './closures.ts';
import type { StepContract } from './contract.ts';
import type { StepNames } from './names.ts';
import { assign, number as numberNode, placed } from './nodes.ts';
import { Returns } from './returns.ts';

export interface States {
  readonly cases: t.SwitchCase[];
  readonly numberOf: ReadonlyMap<BlockId, number>;
  /** Some state goes on at another without leaving the step. */
  readonly loops: boolean;
}

/** Names of exports of `stackless/abi`. */
export type RuntimeImport = (name: string) => t.Identifier;

export function emitStates(
  fn: IRFunction,
  names: StepNames,
  closures: ClosureCopies,
  contract: StepContract,
  runtimeImport: RuntimeImport,
): States {
  const before = predecessors(fn);
  const hasRegions = [...fn.blocks.values()].some(({ region }) => region !== null);
  const returns = new Returns(fn, names, contract);
  const timesReached = countTargets(fn);
  const heads = [...fn.blocks.values()].filter(isHead);
  const numberOf = new Map(heads.map(({ id }, number) => [id, number]));
  let loops = false;

  const cases = heads.map((head, i) => {
    const body: t.Statement[] = [];
    emitBlock(head, body, heads[i + 1]?.id ?? null);
    return t.switchCase(t.numericLiteral(numberOf.get(head.id)!), body);
  });
  return { cases, numberOf, loops };

  function isHead(block: Block): boolean {
    if (block.id === fn.entry) return true;
    const ways = (before.get(block.id) ?? []).map((id) => fn.blocks.get(id)!);
    if (ways.length === 0 || ways.some(({ terminator }) => terminator.kind === 'suspend')) return true;
    // A branch or switch that goes there twice is two ways; one that does not is a region's, to its landing pad.
    const count = timesReached.get(block.id) ?? 0;
    if (count > 0 && isBareExit(block)) return false;
    return count !== 1 || ways[0]!.region !== block.region;
  }

  /** Leaves the step at once with what needs no evaluation, and cannot fail: shorter than going where one does. */
  function isBareExit({ instructions, terminator }: Block): boolean {
    if (instructions.length > 0) return false;
    if (terminator.kind === 'return') return terminator.value === null || returns.isInert(terminator.value);
    return (
      terminator.kind === 'suspend' &&
      terminator.how === contract.plain &&
      !terminator.forgets &&
      returns.isInert(terminator.operands[0]!)
    );
  }

  /** Emits the block and what is inlined behind it. True if control can go on behind the last statement, to `next`. */
  function emitBlock(block: Block, out: t.Statement[], next: BlockId | null): boolean {
    for (let current = block; ; ) {
      for (const instruction of current.instructions) {
        const statements = emitInstruction(instruction);
        out.push(...closures.wrap(operands(instruction), statements));
      }
      const { terminator } = current;
      if (terminator.kind === 'jump' && !numberOf.has(terminator.target)) {
        current = fn.blocks.get(terminator.target)!;
        continue;
      }
      const rest = emitGuard(terminator, current, out, next);
      if (rest) {
        current = rest;
        continue;
      }
      const tail: t.Statement[] = [];
      const falls = emitTerminator(terminator, current, tail, next);
      out.push(...closures.wrap(operands(terminator), tail));
      return falls;
    }
  }

  /**
   * `if (test) { go or leave }`, and what comes behind it: the block that is inlined there. A long chain of those, as
   * `?.` makes, must not nest. Null if the branch is no such guard.
   */
  function emitGuard(
    terminator: Terminator,
    from: Block,
    out: t.Statement[],
    next: BlockId | null,
  ): Block | null {
    if (terminator.kind !== 'branch') return null;
    const { test, consequent, alternate, loc } = terminator;
    const goes = (target: BlockId) => numberOf.has(target) || isBareExit(fn.blocks.get(target)!);
    if (goes(consequent) === goes(alternate)) return null;
    const [guarded, rest] = goes(consequent) ? [consequent, alternate] : [alternate, consequent];
    // Falling through to the next state reads better than going there, but for a chain.
    if (guarded === next && fn.blocks.get(rest)!.terminator.kind !== 'branch') return null;
    const condition = guarded === consequent ? test : negated(test);
    const body: t.Statement[] = [];
    emitGoto(guarded, from, body, null, loc);
    out.push(...closures.wrap([condition], [placed(t.ifStatement(condition, block(body)), loc)]));
    return fn.blocks.get(rest)!;
  }

  /** What leaves may be written more than once, each time with nodes of its own. */
  function fresh(value: t.Expression): t.Expression {
    if (!returns.isInert(value)) return value;
    const copy = t.cloneNode(value);
    const variable = t.isIdentifier(value) ? fn.references.get(value) : undefined;
    if (variable) fn.references.set(copy as t.Identifier, variable);
    return copy;
  }

  function emitInstruction(instruction: Block['instructions'][number]): t.Statement[] {
    if (instruction.kind === 'statement') return [returns.rewrite(instruction.node)];
    const node = unnamed(instruction);
    const expression =
      instruction.kind === 'assign'
        ? placed(t.assignmentExpression('=', t.identifier(instruction.variable.name), node), instruction.loc)
        : node;
    return [placed(t.expressionStatement(expression), instruction.loc)];
  }

  function emitTerminator(
    terminator: Terminator,
    from: Block,
    out: t.Statement[],
    next: BlockId | null,
  ): boolean {
    switch (terminator.kind) {
      case 'jump':
        return emitGoto(terminator.target, from, out, next, terminator.loc);
      case 'branch':
        return emitBranch(
          terminator.test,
          terminator.consequent,
          terminator.alternate,
          from,
          out,
          next,
          terminator.loc,
        );
      case 'switch':
        return emitSwitch(terminator, from, out, next);
      case 'suspend':
        return emitSuspend(terminator, from, out, next);
      case 'return':
        out.push(
          ...returns.complete(
            terminator.value && fresh(terminator.value),
            terminator.injected ? CLOSED : DONE,
            terminator.loc,
          ),
        );
        return false;
      case 'throw':
        out.push(placed(t.throwStatement(terminator.value), terminator.loc));
        return false;
    }
  }

  function emitGoto(
    target: BlockId,
    from: Block,
    out: t.Statement[],
    next: BlockId | null,
    loc: Loc,
  ): boolean {
    const number = numberOf.get(target);
    if (number === undefined) return emitBlock(fn.blocks.get(target)!, out, next);
    const falls = target === next;
    // The step's one `catch` goes by the state: it must be one of the region that is entered.
    const moves = !falls || (hasRegions && fn.blocks.get(target)!.region !== from.region);
    if (moves) out.push(placed(assign(t.identifier(names.state), t.numericLiteral(number)), loc));
    if (falls) return true;
    loops = true;
    out.push(placed(t.continueStatement(), loc));
    return false;
  }

  function emitBranch(
    test: t.Expression,
    consequent: BlockId,
    alternate: BlockId,
    from: Block,
    out: t.Statement[],
    next: BlockId | null,
    loc: Loc,
  ): boolean {
    const whenTrue: t.Statement[] = [];
    const whenFalse: t.Statement[] = [];
    const trueFalls = emitGoto(consequent, from, whenTrue, next, loc);
    const falseFalls = emitGoto(alternate, from, whenFalse, next, loc);
    const emit = (condition: t.Expression, then: t.Statement[], otherwise: t.Statement[] | null) =>
      out.push(placed(t.ifStatement(condition, block(then), otherwise && block(otherwise)), loc));
    if (whenTrue.length === 0 && whenFalse.length === 0) out.push(placed(t.expressionStatement(test), loc));
    else if (whenTrue.length === 0) emit(negated(test), whenFalse, null);
    else if (whenFalse.length === 0) emit(test, whenTrue, null);
    else if (!trueFalls) {
      emit(test, whenTrue, null);
      out.push(...whenFalse);
    } else if (!falseFalls) {
      emit(negated(test), whenFalse, null);
      out.push(...whenTrue);
    } else emit(test, whenTrue, whenFalse);
    return trueFalls || falseFalls;
  }

  /** A few numbers, as behind a `finally`, read better as a chain of tests. */
  function emitSwitch(terminator: Switch, from: Block, out: t.Statement[], next: BlockId | null): boolean {
    const { discriminant, cases, fallback, loc } = terminator;
    const isChain =
      t.isIdentifier(discriminant) &&
      fn.references.has(discriminant) &&
      cases.length <= 3 &&
      cases.every(({ test }) => t.isNumericLiteral(test));
    if (isChain) {
      for (const { test, target } of cases) {
        const body: t.Statement[] = [];
        emitGoto(target, from, body, null, loc);
        out.push(
          placed(
            t.ifStatement(t.binaryExpression('===', t.identifier(discriminant.name), test), block(body)),
            loc,
          ),
        );
      }
      return emitGoto(fallback, from, out, next, loc);
    }
    const emitted = cases.map(({ test, target }) => emitCase(test, target));
    out.push(placed(t.switchStatement(discriminant, [...emitted, emitCase(null, fallback)]), loc));
    return false;

    function emitCase(test: t.Expression | null, target: BlockId): t.SwitchCase {
      const body: t.Statement[] = [];
      emitGoto(target, from, body, null, loc);
      return t.switchCase(test, body);
    }
  }

  /** True if control can go on behind it, to `next`. */
  function emitSuspend(terminator: Suspend, from: Block, out: t.Statement[], next: BlockId | null): boolean {
    const { how, operands, resume, shielded, loc } = terminator;
    const number = numberOf.get(resume)!;
    const forgets = contract.letsGo ? (terminator.forgets ?? []) : [];
    if (how === contract.plain) {
      out.push(...returns.suspend(fresh(operands[0]!), number, from.region, forgets, loc));
      return false;
    }
    const values = forgets.length === 0 ? operands : returns.forget(operands, forgets, out, loc);
    const exit = (terminator.last && contract.lastExit) || contract.exits[how];
    if (exit === undefined) throw new Error(`${how} has no exit here`);
    const args: t.Expression[] = [t.identifier(names.frame), t.numericLiteral(number), ...values];
    if (shielded && contract.shields && how !== 'transfer') args.push(t.booleanLiteral(true));
    const call = placed(t.callExpression(runtimeImport(exit), args), loc);
    if (how !== contract.passes) {
      out.push(placed(t.returnStatement(call), loc));
      return false;
    }
    const value = () => t.identifier(names.value);
    const state = t.memberExpression(t.identifier(names.frame), t.identifier('state'));
    out.push(
      placed(t.expressionStatement(t.assignmentExpression('=', value(), call)), loc),
      placed(
        t.ifStatement(t.binaryExpression('>', state, numberNode(RUNNING)), t.returnStatement(value())),
        loc,
      ),
    );
    return emitGoto(resume, from, out, next, loc);
  }
}

/** How many times each block is the target of a terminator: counted once for all, for a switch may have thousands. */
function countTargets(fn: IRFunction): Map<BlockId, number> {
  const counts = new Map<BlockId, number>();
  for (const { terminator } of fn.blocks.values()) {
    for (const target of successors(terminator)) counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  return counts;
}

/** A function kept in a temporary must not take its name. */
function unnamed(instruction: Exclude<Instruction, { kind: 'statement' }>): t.Expression {
  const { node } = instruction;
  const isKept = instruction.kind === 'assign' && instruction.variable.kind === 'temporary';
  return isKept ? withoutName(node) : node;
}

/** One statement needs no braces, unless an `else` could go to the wrong `if`, or it declares something. */
function block(statements: t.Statement[]): t.Statement {
  const [only] = statements;
  return statements.length === 1 && (t.isBlockStatement(only) || t.isThrowStatement(only))
    ? only
    : t.blockStatement(statements);
}

function negated(test: t.Expression): t.Expression {
  return t.isUnaryExpression(test, { operator: '!' })
    ? test.argument
    : placed(t.unaryExpression('!', test), test.loc ?? null);
}
