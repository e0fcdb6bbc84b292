/**
 * What holds of every graph, between any two passes. A breach is the compiler's mistake, so it throws at once.
 *
 * Graph:     ids are the keys; every target exists; the entry is no resume block and no landing pad.
 * Regions:   listed once, nested without cycles, with a handler each; a landing pad stands in the parent.
 * Suspends:  a resume block has one suspension, in its own region; what can suspend there fits the coroutine's kind; the last
 *            one of a coroutine is a delegation that nothing handles.
 * received:  read only in resume blocks and landing pads, which nothing else leads to then; never assigned.
 * Nodes:     every variable mentioned is the function's; no node stands at two places; none holds a suspension, nor a
 *            jump to outside itself (verify-nodes.ts).
 * Finally:   no return leaves a region that handles returns: it would skip the `finally`.
 */
import type { types as t } from '@babel/core';
import { invariant } from './invariant.ts';
import type { Block, BlockId, IRFunction, Region, Suspend } from './types.ts';
import { verifyNodes } from './verify-nodes.ts';
import { eachUse, operands, returnPad, successors, usesOf, walk } from './visit.ts';

export function verify(fn: IRFunction): void {
  verifyGraph(fn);
  verifyRegions(fn);
  verifySuspensions(fn);
  verifyReceived(fn);
  verifyVariables(fn);
  verifyUniqueNodes(fn);
  for (const block of fn.blocks.values()) {
    verifyNodes(block, returnPad(block.region) !== null);
  }
}

function verifyGraph(fn: IRFunction): void {
  invariant(fn.blocks.has(fn.entry), `the entry b${fn.entry} is a block of the function`, fn.loc);
  for (const [id, block] of fn.blocks) {
    invariant(block.id === id, `block b${block.id} stands under its own id, not under b${id}`, fn.loc);
    invariant(block.terminator, `b${id} ends in a terminator`, fn.loc);
    for (const target of successors(block.terminator)) {
      invariant(
        fn.blocks.has(target),
        `b${id}'s target b${target} is a block of the function`,
        block.terminator.loc,
      );
    }
  }
}

function verifyRegions(fn: IRFunction): void {
  const listed = new Set(fn.regions);
  const ids = new Set(fn.regions.map((region) => region.id));
  invariant(ids.size === fn.regions.length, 'every region is listed once, under an id of its own', fn.loc);
  for (const region of fn.regions) {
    invariant(!region.parent || listed.has(region.parent), `r${region.id}'s parent is listed`, fn.loc);
    const outward = new Set<Region>();
    for (let at: Region | null = region; at; at = at.parent) {
      invariant(!outward.has(at), `r${region.id} does not stand in itself`, fn.loc);
      outward.add(at);
    }
    const pads = [region.onThrow, region.onReturn].filter((pad) => pad !== null);
    invariant(pads.length > 0, `r${region.id} handles something`, fn.loc);
    for (const pad of pads) {
      const block = fn.blocks.get(pad);
      invariant(block, `r${region.id}'s landing pad b${pad} is a block of the function`, fn.loc);
      invariant(
        block.region === region.parent,
        `landing pad b${pad} stands in the parent of r${region.id}`,
        block.terminator.loc,
      );
      invariant(pad !== fn.entry, `the entry is no landing pad`, fn.loc);
    }
  }
  for (const block of fn.blocks.values()) {
    invariant(
      !block.region || listed.has(block.region),
      `b${block.id}'s region is listed`,
      block.terminator.loc,
    );
  }
}

function verifySuspensions(fn: IRFunction): void {
  const resumedBy = new Map<BlockId, BlockId>();
  const pads = landingPadsOf(fn);
  for (const block of fn.blocks.values()) {
    const { terminator } = block;
    if (terminator.kind !== 'suspend') continue;
    const { resume, loc } = terminator;
    const other = resumedBy.get(resume);
    invariant(
      other === undefined,
      `b${resume} resumes one suspension, not b${other}'s and b${block.id}'s`,
      loc,
    );
    resumedBy.set(resume, block.id);
    invariant(
      resume !== fn.entry,
      `b${block.id} does not resume at the entry, whose state means not started`,
      loc,
    );
    invariant(!pads.has(resume), `b${block.id} does not resume at a landing pad`, loc);
    invariant(
      fn.blocks.get(resume)?.region === block.region,
      `b${resume} resumes in the region that b${block.id} suspends in`,
      loc,
    );
    invariant(
      !terminator.last || (terminator.how === 'delegate' && !block.region && !terminator.shielded),
      `b${block.id}'s last suspension is a delegation that nothing handles`,
      loc,
    );
    const operandCount = terminator.how === 'transfer' ? 2 : 1;
    invariant(
      terminator.operands.length === operandCount,
      `b${block.id}'s ${terminator.how} has ${operandCount} operand(s)`,
      loc,
    );
    invariant(
      fits(terminator, fn),
      `b${block.id}'s ${terminator.how} can stand in a coroutine of kind ${fn.kind}`,
      loc,
    );
  }
}

function fits({ how }: Suspend, { kind }: IRFunction): boolean {
  return how === 'await' ? kind !== 'generator' : kind !== 'async';
}

function verifyReceived(fn: IRFunction): void {
  const jumpedTo = new Set<BlockId>();
  const starts = landingPadsOf(fn);
  for (const { terminator } of fn.blocks.values()) {
    if (terminator.kind === 'suspend') starts.add(terminator.resume);
    else for (const target of successors(terminator)) jumpedTo.add(target);
  }
  for (const block of fn.blocks.values()) {
    for (const operation of [...block.instructions, block.terminator]) {
      const { loc } = operation;
      invariant(
        operation.kind !== 'assign' || operation.variable !== fn.received,
        `b${block.id} does not assign what it received`,
        loc,
      );
      if (!usesOf(operation, fn.references).has(fn.received)) continue;
      invariant(
        starts.has(block.id),
        `b${block.id} reads what was received, so it is a resume block or a landing pad`,
        loc,
      );
      invariant(!jumpedTo.has(block.id), `b${block.id} reads what was received, so no jump leads to it`, loc);
    }
  }
}

function verifyVariables(fn: IRFunction): void {
  for (const block of fn.blocks.values()) {
    for (const operation of [...block.instructions, block.terminator]) {
      if (operation.kind === 'assign') {
        const { variable, loc } = operation;
        invariant(
          fn.variables.has(variable),
          `${variable.name}, assigned in b${block.id}, is the function's`,
          loc,
        );
      }
      eachUse(operation, fn.references, (variable) => {
        invariant(
          fn.variables.has(variable),
          `${variable.name}, used in b${block.id}, is the function's`,
          operation.loc,
        );
      });
    }
  }
}

/** Emission writes final names and locations into nodes, and Babel keeps notes by node: a shared one gets two. */
function verifyUniqueNodes(fn: IRFunction): void {
  const places = new Map<t.Node, Block>();
  for (const block of fn.blocks.values()) {
    for (const operation of [...block.instructions, block.terminator]) {
      for (const operand of operands(operation)) {
        walk(operand, (node) => {
          const other = places.get(node);
          invariant(
            !other,
            `a ${node.type} stands at one place, not in b${other?.id} and b${block.id}`,
            operation.loc,
          );
          places.set(node, block);
        });
      }
    }
  }
}

function landingPadsOf(fn: IRFunction): Set<BlockId> {
  const pads = new Set<BlockId>();
  for (const { onThrow, onReturn } of fn.regions) {
    if (onThrow !== null) pads.add(onThrow);
    if (onReturn !== null) pads.add(onReturn);
  }
  return pads;
}
