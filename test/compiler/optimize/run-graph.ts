/**
 * Runs a graph of calls, updates and copies, as emitted code would: `f()` returns, or throws, what the decisions say,
 * and they say how each suspension is left. What it does is a list of texts. Variables that are not spilled are lost
 * at every suspension once `slots` is on.
 */
import type { types as t } from '@babel/core';
import type { Block, BlockId, IRFunction, Variable } from '../../../compiler/ir/types.ts';
import { returnPad, throwPad } from '../../../compiler/ir/visit.ts';

/** Enough to tell programs apart, and to end those that never do. */
const MOST_EFFECTS = 40;
const MOST_BLOCKS = 2_000;

class Thrown {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}
class Enough extends Error {}

export function runGraph(fn: IRFunction, decisions: readonly number[], slots: boolean): string[] {
  const trace: string[] = [];
  const values = new Map<Variable, unknown>();
  let decided = 0;
  let at: BlockId = fn.entry;

  const decide = (): number => decisions[decided++ % decisions.length] ?? 0;
  const effect = (text: string): void => {
    trace.push(text);
    if (trace.length >= MOST_EFFECTS) throw new Enough();
  };
  const evaluate = (node: t.Node | null | undefined): unknown => {
    if (!node) return undefined;
    switch (node.type) {
      case 'Identifier':
        return values.get(variableOf(node));
      case 'NumericLiteral':
      case 'BooleanLiteral':
        return node.value;
      case 'UpdateExpression': {
        const variable = variableOf(node.argument as t.Identifier);
        const before = Number(values.get(variable));
        values.set(variable, before + 1);
        return before;
      }
      case 'CallExpression': {
        const args = node.arguments.map(evaluate);
        effect(`${(node.callee as t.Identifier).name}(${args.join(', ')})`);
        const decision = decide();
        if (decision === 0) throw new Thrown(`error ${trace.length}`);
        return decision % 2 === 0 ? 0 : trace.length;
      }
      default:
        throw new Error(`not run here: ${node.type}`);
    }
  };
  const variableOf = (node: t.Identifier): Variable => {
    const variable = fn.references.get(node);
    if (!variable) throw new Error(`${node.name} stands for nothing`);
    return variable;
  };
  /** To the landing pad with the value, or out. */
  const land = (pad: BlockId | null, value: unknown): boolean => {
    if (pad === null) return false;
    values.set(fn.received, value);
    at = pad;
    return true;
  };
  const leave = (how: string): false => {
    effect(`leaves, ${how}`);
    return false;
  };
  const suspend = (block: Block, resume: BlockId): boolean => {
    if (slots) {
      for (const variable of fn.variables) {
        if (!variable.spilled && variable.kind !== 'parameter') values.set(variable, 'lost');
      }
    }
    const decision = decide() % 5;
    if (decision === 3) return land(throwPad(block.region), 'raised') || leave('raised');
    if (decision === 4) return land(returnPad(block.region), 'closed') || leave('closed');
    values.set(fn.received, `sent ${trace.length}`);
    at = resume;
    return true;
  };
  /** False when it has ended. */
  const step = (block: Block): boolean => {
    for (const instruction of block.instructions) {
      if (instruction.kind === 'assign') values.set(instruction.variable, evaluate(instruction.node));
      else evaluate(instruction.node);
    }
    const { terminator } = block;
    switch (terminator.kind) {
      case 'jump':
        at = terminator.target;
        return true;
      case 'branch':
        at = evaluate(terminator.test) ? terminator.consequent : terminator.alternate;
        return true;
      case 'suspend':
        effect(`yields ${terminator.operands.map(evaluate).join(', ')}`);
        return suspend(block, terminator.resume);
      case 'return':
        effect(`returns ${evaluate(terminator.value)}${terminator.injected ? ' (injected)' : ''}`);
        return false;
      case 'throw':
        throw new Thrown(evaluate(terminator.value));
      default:
        throw new Error(`not run here: ${terminator.kind}`);
    }
  };

  try {
    for (let count = 0; count < MOST_BLOCKS; count++) {
      const block = fn.blocks.get(at);
      if (!block) throw new Error(`no block b${at}`);
      try {
        if (!step(block)) break;
      } catch (thrown) {
        if (!(thrown instanceof Thrown)) throw thrown;
        if (land(throwPad(block.region), thrown.value)) continue;
        effect(`throws ${thrown.value}`);
        break;
      }
    }
  } catch (stop) {
    if (!(stop instanceof Enough)) throw stop;
  }
  return trace;
}
