/**
 * Builds the graph of a coroutine block by block, in source order.
 *
 * There is always an open block. After a terminator that is a fresh one nobody reaches, so lowering never has to ask
 * whether code is dead; `dropUnreachable` removes it.
 */
import type { types as t } from '@babel/core';
import { invariant } from './invariant.ts';
import type {
  Block,
  BlockId,
  CoroutineKind,
  IRFunction,
  Loc,
  Name,
  Region,
  RegionId,
  SuspendKind,
  Terminator,
  Variable,
} from './types.ts';

export class Builder {
  readonly fn: IRFunction;
  /** The handler region that blocks opened from now on stand in. */
  region: Region | null = null;
  /** What becomes of each expression before it goes into the graph. */
  adapt: (node: t.Expression) => t.Expression = (node) => node;
  private nextBlock = 0;
  private open: Omit<Block, 'terminator'> & { terminator: Terminator | null };

  constructor(
    name: string,
    kind: CoroutineKind,
    loc: Loc,
    variables: Iterable<Variable>,
    references: Map<Name, Variable>,
  ) {
    const received: Variable = { kind: 'received', name: 'value', captured: false, spilled: false };
    const entry = this.reserve();
    this.fn = {
      name,
      kind,
      entry,
      blocks: new Map(),
      regions: [],
      variables: new Set(variables),
      received,
      references,
      loc,
    };
    this.fn.variables.add(received);
    this.open = this.start(entry);
  }

  /** An id for a block that is entered later. */
  reserve(): BlockId {
    return this.nextBlock++ as BlockId;
  }

  /** Ends the open block, if nothing has, with a jump to `id`, and opens that one in the current region. */
  enter(id: BlockId, loc: Loc = null): void {
    if (this.open.terminator === null) this.terminate({ kind: 'jump', target: id, loc });
    this.open = this.start(id);
  }

  /** Opens `id` without a way into it from the open block: for landing pads and what only jumps reach. */
  enterDetached(id: BlockId): void {
    if (this.open.terminator === null) this.abandonOpenBlock();
    this.open = this.start(id);
  }

  terminate(terminator: Terminator): void {
    if (this.open.terminator !== null) this.open = this.start(this.reserve());
    this.open.terminator = terminator;
  }

  evaluate(node: t.Expression, loc: Loc = node.loc ?? null): void {
    this.instructions().push({ kind: 'evaluate', node: this.adapt(node), loc });
  }

  assign(variable: Variable, node: t.Expression, loc: Loc = node.loc ?? null): void {
    this.instructions().push({ kind: 'assign', variable, node: this.adapt(node), loc });
  }

  statement(node: t.Statement): void {
    this.instructions().push({ kind: 'statement', node, loc: node.loc ?? null });
  }

  jump(target: BlockId, loc: Loc = null): void {
    this.terminate({ kind: 'jump', target, loc });
  }

  branch(test: t.Expression, consequent: BlockId, alternate: BlockId): void {
    this.terminate({ kind: 'branch', test: this.adapt(test), consequent, alternate, loc: test.loc ?? null });
  }

  /** Leaves the step, and goes on in the resume block, where `received` can be read once. */
  suspend(how: SuspendKind, operands: t.Expression[], shielded: boolean, loc: Loc): void {
    const resume = this.reserve();
    this.terminate({ kind: 'suspend', how, operands: operands.map(this.adapt), resume, shielded, loc });
    this.open = this.start(resume);
  }

  temporary(name: string): Variable {
    return this.declare({ kind: 'temporary', name, captured: false, spilled: false });
  }

  declare(variable: Variable): Variable {
    this.fn.variables.add(variable);
    return variable;
  }

  /** A region inside the current one. Its landing pads are set by whoever opens it. */
  openRegion(): Region {
    const region: Region = {
      id: this.fn.regions.length as RegionId,
      parent: this.region,
      onThrow: null,
      onReturn: null,
    };
    this.fn.regions.push(region);
    this.region = region;
    return region;
  }

  /** Goes on in another region: a block never spans two. */
  switchRegion(region: Region | null): void {
    if (this.region === region) return;
    this.region = region;
    if (this.open.terminator === null) this.enter(this.reserve());
  }

  finish(): IRFunction {
    if (this.open.terminator === null)
      this.terminate({ kind: 'return', value: null, injected: false, loc: null });
    return this.fn;
  }

  private instructions(): Block['instructions'] {
    if (this.open.terminator !== null) this.open = this.start(this.reserve());
    return this.open.instructions as Block['instructions'];
  }

  /** Code nobody reaches, and that falls into nothing: it must still end in something, which here is itself. */
  private abandonOpenBlock(): void {
    invariant(this.open.instructions.length === 0, 'a block left open before a landing pad is empty', null);
    this.open.terminator = { kind: 'jump', target: this.open.id, loc: null };
  }

  private start(id: BlockId): Builder['open'] {
    const block = { id, instructions: [], terminator: null, region: this.region };
    this.fn.blocks.set(id, block as unknown as Block);
    return block;
  }
}
