/**
 * Live variables: which ones a later read may still see. Backward, over bitsets, to a fixed point.
 * In:    IR with every target in place.
 * Out:   facts; the function is not changed.
 *
 *   in(b)  = exposed(b) ∪ (out(b) \ defined(b)) ∪ in(throw pad)
 *   out(b) = ⋃ in(successor), and at a suspension in(return pad) too
 *
 * A throw may leave a block before any of its definitions, so nothing in the block ends what its landing pad reads.
 * `received` is defined on entry to a resume block or landing pad, so it is live into neither.
 *
 * Only variables read in a block before they are defined there get a bit ("semi-pruned", Briggs, Cooper, Harvey,
 * Simpson 1998): most temporaries live and die in one block.
 */
import { postorder, predecessors } from '../ir/order.ts';
import type { BlockId, IRFunction, Suspend, Variable } from '../ir/types.ts';
import { definitionOf, eachUse, landingPads, returnPad, successors, throwPad } from '../ir/visit.ts';

export interface Liveness {
  /** Live on entry to the block. */
  liveIn(block: BlockId): Set<Variable>;
  /** Needed after the suspension, whether it is resumed, raised into or closed. `received` is never among them. */
  liveAcross(suspend: Suspend): Set<Variable>;
  /** Live across any suspension at all. */
  readonly crossing: ReadonlySet<Variable>;
}

export function liveness(fn: IRFunction): Liveness {
  const effects = blockEffects(fn);
  const { variables, indexOf } = exposedVariables(effects);
  const order = postorder(fn);
  const row = new Map(order.map((id, index) => [id, index]));
  const words = (variables.length + 31) >>> 5;
  const live = new Uint32Array(order.length * words);
  const scratch = new Uint32Array(words);

  /** Adds the live-in set of `id` to `scratch`. */
  const join = (id: BlockId | null): void => {
    const index = id === null ? undefined : row.get(id);
    if (index === undefined) return;
    for (let word = 0, from = index * words; word < words; word++, from++) {
      scratch[word] = (scratch[word] as number) | (live[from] as number);
    }
  };
  const setOf = (bits: Uint32Array, offset: number): Set<Variable> => {
    const set = new Set<Variable>();
    for (let word = 0; word < words; word++) {
      for (let rest = bits[offset + word] as number; rest !== 0; rest &= rest - 1) {
        set.add(variables[word * 32 + 31 - Math.clz32(rest & -rest)] as Variable);
      }
    }
    return set;
  };

  const starts = receivingBlocks(fn);
  const received = indexOf.get(fn.received);
  const before = predecessors(fn);
  const dirty = new Uint8Array(order.length).fill(1);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [index, id] of order.entries()) {
      if (dirty[index] === 0) continue;
      dirty[index] = 0;
      const block = fn.blocks.get(id);
      const effect = effects.get(id);
      if (!block || !effect) continue;

      scratch.fill(0);
      for (const target of successors(block.terminator)) join(target);
      if (block.terminator.kind === 'suspend') join(returnPad(block.region));
      for (const variable of effect.defined) clearBit(scratch, indexOf.get(variable));
      join(throwPad(block.region));
      for (const variable of effect.exposed) setBit(scratch, indexOf.get(variable));
      if (starts.has(id)) clearBit(scratch, received);

      let grew = false;
      for (let word = 0, to = index * words; word < words; word++, to++) {
        if (live[to] === scratch[word]) continue;
        live[to] = scratch[word] as number;
        grew = true;
      }
      if (!grew) continue;
      for (const predecessor of before.get(id) ?? []) {
        const other = row.get(predecessor);
        if (other === undefined) continue;
        dirty[other] = 1;
        changed = true;
      }
    }
  }

  const suspends = new Map<Suspend, BlockId[]>();
  const crossing = new Uint32Array(words);
  for (const id of order) {
    const block = fn.blocks.get(id);
    if (block?.terminator.kind !== 'suspend') continue;
    const next = [block.terminator.resume, ...landingPads(block)];
    suspends.set(block.terminator, next);
    scratch.fill(0);
    for (const target of next) join(target);
    for (let word = 0; word < words; word++) {
      crossing[word] = (crossing[word] as number) | (scratch[word] as number);
    }
  }

  return {
    liveIn(block) {
      const index = row.get(block);
      return index === undefined ? new Set() : setOf(live, index * words);
    },
    liveAcross(suspend) {
      scratch.fill(0);
      for (const target of suspends.get(suspend) ?? []) join(target);
      return setOf(scratch, 0);
    },
    crossing: setOf(crossing, 0),
  };
}

interface BlockEffect {
  /** Read before a definition in the block. */
  readonly exposed: Set<Variable>;
  readonly defined: Set<Variable>;
}

function blockEffects(fn: IRFunction): Map<BlockId, BlockEffect> {
  const effects = new Map<BlockId, BlockEffect>();
  for (const block of fn.blocks.values()) {
    const exposed = new Set<Variable>();
    const defined = new Set<Variable>();
    for (const operation of [...block.instructions, block.terminator]) {
      eachUse(operation, fn.references, (variable) => {
        if (!defined.has(variable)) exposed.add(variable);
      });
      const definition = definitionOf(operation);
      if (definition) defined.add(definition);
    }
    effects.set(block.id, { exposed, defined });
  }
  return effects;
}

function exposedVariables(effects: Map<BlockId, BlockEffect>): {
  variables: Variable[];
  indexOf: Map<Variable, number>;
} {
  const indexOf = new Map<Variable, number>();
  for (const { exposed } of effects.values()) {
    for (const variable of exposed) if (!indexOf.has(variable)) indexOf.set(variable, indexOf.size);
  }
  return { variables: [...indexOf.keys()], indexOf };
}

/** The blocks on whose entry `received` is defined. */
function receivingBlocks(fn: IRFunction): Set<BlockId> {
  const starts = new Set<BlockId>();
  for (const block of fn.blocks.values())
    if (block.terminator.kind === 'suspend') starts.add(block.terminator.resume);
  for (const { onThrow, onReturn } of fn.regions) {
    if (onThrow !== null) starts.add(onThrow);
    if (onReturn !== null) starts.add(onReturn);
  }
  return starts;
}

function setBit(bits: Uint32Array, index: number | undefined): void {
  if (index !== undefined) bits[index >>> 5] = (bits[index >>> 5] as number) | (1 << (index & 31));
}

function clearBit(bits: Uint32Array, index: number | undefined): void {
  if (index !== undefined) bits[index >>> 5] = (bits[index >>> 5] as number) & ~(1 << (index & 31));
}
