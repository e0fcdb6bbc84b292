/**
 * Lets the one use of a temporary read what the temporary was copied from.
 * In:    verified IR.
 * Out:   gone are the temporaries assigned once and read once that held a literal, or a variable that keeps its value up to
 *        the read, in the same block.
 * Keeps: effects and their order. A variable that closures see is left alone: a call in between may write it. So is a
 *        parameter where `arguments` is named, which in sloppy code is another way to write it.
 *
 *   b0: t0 = a; t1 = 2; f(t0, t1, b())   →   b0: f(a, 2, b())
 *   b0: t0 = a; a = b(); f(t0, a)            stays
 */
import type { types as t } from '@babel/core';
import type { Block, Instruction, IRFunction, Name, Variable } from '../ir/types.ts';
import {
  definitionOf,
  eachUse,
  mapOperands,
  namesOutsideTheGraph,
  type Operation,
  operands,
  walk,
  writesOf,
} from '../ir/visit.ts';

export function propagateTemporaries(fn: IRFunction): void {
  const named = namesOutsideTheGraph(fn);
  if (named.has('eval')) return;
  const mentions = collectMentions(fn);

  for (const block of fn.blocks.values()) {
    const dropped = new Set<Instruction>();
    /** The first place after the current one where a variable may be written. */
    const nextWrite = new Map<Variable, number>();
    const operations: Operation[] = [...block.instructions, block.terminator];

    for (let index = operations.length - 1; index >= 0; index--) {
      const operation = operations[index] as Operation;
      for (const variable of writesOf(operation, fn.references)) nextWrite.set(variable, index);
      if (operation.kind !== 'assign') continue;
      const found = onlyUse(operation.variable, mentions);
      if (!found) continue;
      const [node, use] = found;

      if (isLiteral(operation.node)) {
        replaceNode(use.operation, node, operation.node);
      } else {
        if (operation.node.type !== 'Identifier' || use.block !== block || use.index <= index) continue;
        const source = fn.references.get(operation.node);
        if (!source || source.captured || (source.kind === 'parameter' && named.has('arguments'))) continue;
        if ((nextWrite.get(source) ?? Infinity) <= use.index) continue;
        // The node at the use now stands for the source: one read of it goes, another comes.
        fn.references.set(node, source);
        const reads = mentions.get(source)?.uses;
        reads?.delete(operation.node);
        reads?.set(node, use);
      }
      fn.variables.delete(operation.variable);
      dropped.add(operation);
    }
    if (dropped.size > 0) {
      const kept = block.instructions.filter((instruction) => !dropped.has(instruction));
      block.instructions.splice(0, block.instructions.length, ...kept);
    }
  }
}

interface Use {
  readonly operation: Operation;
  readonly block: Block;
  /** Its place among the block's operations before anything was dropped. */
  readonly index: number;
}
interface Mentions {
  definitions: number;
  /** Some expression assigns it. */
  written: boolean;
  readonly uses: Map<Name, Use>;
}

function collectMentions(fn: IRFunction): Map<Variable, Mentions> {
  const mentions = new Map<Variable, Mentions>();
  const of = (variable: Variable): Mentions => {
    const known = mentions.get(variable) ?? { definitions: 0, written: false, uses: new Map() };
    mentions.set(variable, known);
    return known;
  };
  for (const block of fn.blocks.values()) {
    for (const [index, operation] of [...block.instructions, block.terminator].entries()) {
      const definition = definitionOf(operation);
      for (const variable of writesOf(operation, fn.references)) {
        if (variable === definition) of(variable).definitions++;
        else of(variable).written = true;
      }
      eachUse(operation, fn.references, (variable, node) =>
        of(variable).uses.set(node, { operation, block, index }),
      );
    }
  }
  return mentions;
}

/** The read of a temporary that is assigned once, read once, and written nowhere else. */
function onlyUse(variable: Variable, mentions: Map<Variable, Mentions>): [Name, Use] | null {
  const known = mentions.get(variable);
  if (variable.kind !== 'temporary' || variable.captured || known?.definitions !== 1 || known.written)
    return null;
  const [use, ...more] = known.uses;
  return use && more.length === 0 ? use : null;
}

function isLiteral(node: t.Expression): boolean {
  switch (node.type) {
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
    case 'NullLiteral':
    case 'BigIntLiteral':
      return true;
    default:
      return false;
  }
}

/** Puts `replacement` where `node` stands in the operation. */
function replaceNode(operation: Operation, node: Name, replacement: t.Expression): void {
  mapOperands(operation, (operand) => (operand === node ? replacement : operand));
  for (const operand of operands(operation)) {
    walk(operand, (parent) => {
      for (const [key, value] of Object.entries(parent) as [string, unknown][]) {
        const isHere = Array.isArray(value) ? value.includes(node) : value === node;
        if (!isHere) continue;
        // `{ t0 }` has become `{ t0: 1 }`.
        if (parent.type === 'ObjectProperty') parent.shorthand = false;
        Object.assign(parent, {
          [key]: Array.isArray(value)
            ? value.map((one: unknown) => (one === node ? replacement : one))
            : replacement,
        });
      }
    });
  }
}
