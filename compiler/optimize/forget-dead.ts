/**
 * Lets go of what a suspended coroutine holds and will not look at again: variables of the shell would keep it alive.
 * In:    the final graph, slots assigned.
 * Out:   each suspension names the variables that are dead behind it and may hold an object; emission empties them when the
 *        operands have been evaluated. A variable is named once on a way: while nothing is assigned to it, it stays empty.
 * Keeps: all else. Variables that closures see are left alone, parameters where `arguments` is named, and everything where
 *        `eval` is. What only ever holds primitives holds nothing.
 *
 *   b0: a = f(); suspend yield a → b1         b0: a = f(); suspend yield a → b1
 *   b1: g(a); suspend yield 1 → b2       →    b1: g(a); suspend yield 1 forgets a → b2
 *   b2: suspend yield 2 → b3                  b2: suspend yield 2 → b3
 *
 * A forward analysis: which variables may hold an object.
 *
 *   full(entry)   = parameters
 *   full(resume)  = full(suspension) ∩ live behind it
 *   full(pad)     = whatever was full anywhere in the block that throws
 */
import type { types as t } from '@babel/core';
import { reversePostorder } from '../ir/order.ts';
import { isPrimitive } from '../ir/primitive.ts';
import type { Block, IRFunction, Variable } from '../ir/types.ts';
import { isFunction } from '../ir/verify-nodes.ts';
import {
  assignmentTargets,
  definitionOf,
  eachNode,
  landingPads,
  namesOutsideTheGraph,
  type Operation,
  operands,
  successors,
  walk,
  writesOf,
} from '../ir/visit.ts';
import { liveness } from './liveness.ts';

export function forgetDead(fn: IRFunction): void {
  const blocks = reversePostorder(fn).map((id) => fn.blocks.get(id)!);
  if (!blocks.some(({ terminator }) => terminator.kind === 'suspend')) return;
  const holding = holders(fn);
  if (holding.length === 0) return;
  const indexOf = new Map(holding.map((variable, index) => [variable, index]));
  const { liveAcross } = liveness(fn);
  const effects = new Map(blocks.map((block) => [block, effectsOf(block, fn, indexOf)]));
  /** What may be full on entry: a bit for each variable that can hold an object. */
  const full = new Map(blocks.map((block) => [block, new Set<number>()]));
  for (const [variable, index] of indexOf)
    if (variable.kind === 'parameter') full.get(fn.blocks.get(fn.entry)!)!.add(index);

  const add = (to: Block | undefined, from: Iterable<number>): boolean => {
    const known = to && full.get(to);
    if (!known) return false;
    const before = known.size;
    for (const index of from) known.add(index);
    return known.size > before;
  };
  const atEnd = (block: Block): Set<number> => {
    const result = new Set(full.get(block));
    for (const [index, isFull] of effects.get(block)!.last) {
      if (isFull) result.add(index);
      else result.delete(index);
    }
    return result;
  };
  const live = new Map<Block, Set<Variable>>();
  for (const block of blocks)
    if (block.terminator.kind === 'suspend') live.set(block, liveAcross(block.terminator));

  const dirty = new Set(blocks);
  for (const block of dirty) {
    dirty.delete(block);
    const end = atEnd(block);
    const alive = live.get(block);
    const kept = alive ? [...end].filter((index) => alive.has(holding[index]!)) : end;
    for (const id of successors(block.terminator)) {
      const next = fn.blocks.get(id)!;
      if (add(next, kept)) dirty.add(next);
    }
    for (const id of landingPads(block)) {
      const pad = fn.blocks.get(id)!;
      if (add(pad, full.get(block)!) || add(pad, effects.get(block)!.ever)) dirty.add(pad);
    }
  }

  for (const block of blocks) {
    const { terminator } = block;
    const alive = live.get(block);
    if (terminator.kind !== 'suspend' || !alive) continue;
    const dead = [...atEnd(block)].sort((a, b) => a - b).map((index) => holding[index]!);
    const forgets = dead.filter((variable) => !alive.has(variable));
    if (forgets.length > 0) terminator.forgets = forgets;
  }
}

/** The variables of the shell that may hold an object, and that nobody but the step sees. */
function holders(fn: IRFunction): Variable[] {
  const named = namesOutsideTheGraph(fn);
  if (named.has('eval')) return [];
  const enclosed = variablesInFunctions(fn);
  const seen = [...fn.variables].filter((variable) => {
    const { kind, captured, spilled } = variable;
    if (captured || kind === 'received') return false;
    // A record is copied for whoever makes a closure.
    if (kind !== 'environment' && enclosed.has(variable)) return false;
    return kind === 'parameter' ? !named.has('arguments') : spilled;
  });
  // As long as nothing else is found, a variable is taken for one of primitives: `a = b; b = a` is none of objects.
  const holding = new Set(seen.filter(({ kind }) => kind === 'parameter' || kind === 'environment'));
  const operations = [...fn.blocks.values()].flatMap((block) => [...block.instructions, block.terminator]);
  const written = operations.flatMap((operation) =>
    [...writesOf(operation, fn.references)].map((variable) => ({ variable, operation })),
  );
  for (let grew = true; grew; ) {
    grew = false;
    for (const { variable, operation } of written) {
      if (holding.has(variable) || givesPrimitive(operation, variable, fn, holding)) continue;
      holding.add(variable);
      grew = true;
    }
  }
  return seen.filter((variable) => holding.has(variable));
}

/** Those that functions see, made by the lowering too: what guards an assignment looks at the variable when it is made. */
function variablesInFunctions(fn: IRFunction): Set<Variable> {
  const found = new Set<Variable>();
  eachNode(fn, (node) => {
    if (!isFunction(node)) return;
    walk(node, (inner) => {
      const variable = inner.type === 'Identifier' && fn.references.get(inner);
      if (variable) found.add(variable);
    });
  });
  return found;
}

/** Whether all that the operation assigns to the variable are primitives. */
function givesPrimitive(
  operation: Operation,
  variable: Variable,
  { references }: IRFunction,
  holding: ReadonlySet<Variable>,
): boolean {
  const known = (name: t.Identifier): boolean => {
    const source = references.get(name);
    return source ? source.kind !== 'received' && !holding.has(source) : name.name === 'undefined';
  };
  if (operation.kind === 'assign' && operation.variable === variable && !isPrimitive(operation.node, known))
    return false;
  let found = true;
  for (const operand of operands(operation)) {
    walk(operand, (node) => {
      const targets = assignmentTargets(node);
      if (!targets.some((target) => references.get(target) === variable)) return;
      const isPlain =
        node.type === 'UpdateExpression' ||
        (node.type === 'AssignmentExpression' && node.left.type === 'Identifier');
      if (!isPlain || !isPrimitive(node, known)) found = false;
    });
  }
  return found;
}

interface Effects {
  /** What the last assignment in the block leaves a variable: something, or a primitive. */
  readonly last: Map<number, boolean>;
  /** What is given an object anywhere in it. */
  readonly ever: Set<number>;
}

function effectsOf(block: Block, fn: IRFunction, indexOf: ReadonlyMap<Variable, number>): Effects {
  const last = new Map<number, boolean>();
  const ever = new Set<number>();
  for (const operation of [...block.instructions, block.terminator]) {
    for (const variable of writesOf(operation, fn.references)) {
      const index = indexOf.get(variable);
      if (index === undefined) continue;
      const empties =
        variable === definitionOf(operation) &&
        operation.kind === 'assign' &&
        isPrimitive(operation.node, () => false);
      last.set(index, !empties);
      if (!empties) ever.add(index);
    }
  }
  return { last, ever };
}
