/**
 * The graph as a drawing, in DOT (Graphviz) and Mermaid. Regions are boxes around their blocks; the way to a landing
 * pad is dashed and drawn once a region; the way through a suspension is dotted, for it leaves the coroutine and comes back.
 */
import { type PrintNode, printOperations } from './print.ts';
import type { Block, BlockId, IRFunction, Region } from './types.ts';
import { successors, unhandled } from './visit.ts';

interface Edge {
  readonly from: BlockId;
  readonly to: BlockId;
  readonly label: string;
  readonly suspends: boolean;
}

export function toDot(fn: IRFunction, printNode: PrintNode): string {
  const lines = [
    `digraph ${quoted(fn.name)} {`,
    '  compound=true;',
    '  node [shape=box, fontname=monospace];',
  ];
  const draw = (region: Region | null, indent: string): void => {
    for (const block of blocksOf(fn, region)) {
      const text = [`b${block.id}`, ...printOperations(fn, block, printNode)].join('\n');
      lines.push(`${indent}b${block.id} [label=${quoted(`${text}\n`)}];`);
    }
    for (const child of fn.regions.filter((one) => one.parent === region)) {
      lines.push(
        `${indent}subgraph cluster_r${child.id} {`,
        `${indent}  label="r${child.id}"; style=dashed;`,
      );
      draw(child, `${indent}  `);
      lines.push(`${indent}}`);
    }
  };
  draw(null, '  ');
  for (const { from, to, label, suspends } of allEdges(fn)) {
    const attributes = [...(label ? [`label=${quoted(label)}`] : []), ...(suspends ? ['style=dotted'] : [])];
    lines.push(`  b${from} -> b${to}${attributes.length > 0 ? ` [${attributes.join(', ')}]` : ''};`);
  }
  for (const region of fn.regions) {
    const from = firstInside(fn, region);
    for (const { to, label } of handlers(region)) {
      if (from)
        lines.push(`  b${from.id} -> b${to} [ltail=cluster_r${region.id}, label="${label}", style=dashed];`);
    }
  }
  return `${[...lines, '}'].join('\n')}\n`;
}

export function toMermaid(fn: IRFunction, printNode: PrintNode): string {
  const lines = ['flowchart TD'];
  const draw = (region: Region | null, indent: string): void => {
    for (const block of blocksOf(fn, region)) {
      const text = [`b${block.id}`, ...printOperations(fn, block, printNode)].join('\n');
      lines.push(`${indent}b${block.id}["${mermaidText(text)}"]`);
    }
    for (const child of fn.regions.filter((one) => one.parent === region)) {
      lines.push(`${indent}subgraph r${child.id}`);
      draw(child, `${indent}  `);
      lines.push(`${indent}end`);
    }
  };
  draw(null, '  ');
  for (const { from, to, label, suspends } of allEdges(fn)) {
    lines.push(`  b${from} ${suspends ? '-.->' : '-->'}${label ? `|${mermaidText(label)}|` : ''} b${to}`);
  }
  for (const region of fn.regions) {
    for (const { to, label } of handlers(region)) lines.push(`  r${region.id} -.->|${label}| b${to}`);
  }
  return `${lines.join('\n')}\n`;
}

function blocksOf(fn: IRFunction, region: Region | null): Block[] {
  return [...fn.blocks.values()].filter((block) => block.region === region);
}

function allEdges(fn: IRFunction): Edge[] {
  return [...fn.blocks.values()].flatMap((block) => {
    const labels = edgeLabels(block);
    const suspends = block.terminator.kind === 'suspend';
    return successors(block.terminator).map((to, index) => ({
      from: block.id,
      to,
      label: labels[index] ?? '',
      suspends,
    }));
  });
}

/** In the order of the successors. */
function edgeLabels({ terminator }: Block): string[] {
  switch (terminator.kind) {
    case 'branch':
      return ['true', 'false'];
    case 'switch':
      return [...terminator.cases.map((_, index) => `case ${index}`), 'else'];
    case 'suspend':
      return ['resume'];
    case 'jump':
    case 'return':
    case 'throw':
      return [];
    default:
      return unhandled(terminator);
  }
}

function handlers(region: Region): { to: BlockId; label: string }[] {
  const { onThrow, onReturn } = region;
  return [
    ...(onThrow === null ? [] : [{ to: onThrow, label: 'throw' }]),
    ...(onReturn === null ? [] : [{ to: onReturn, label: 'return' }]),
  ];
}

/** The block that the region's own edges are drawn from; Graphviz clips them at the box. */
function firstInside(fn: IRFunction, region: Region): Block | undefined {
  return [...fn.blocks.values()].find((block) => {
    for (let at = block.region; at; at = at.parent) if (at === region) return true;
    return false;
  });
}

/** A DOT string. Its lines end in `\l`, which sets them to the left. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\l')}"`;
}

const MERMAID_ENTITIES: Record<string, string> = {
  '"': '#quot;',
  '#': '#35;',
  '<': '#lt;',
  '>': '#gt;',
  '`': '#96;',
  '|': '#124;',
  '\n': '<br>',
};

function mermaidText(text: string): string {
  return text.replaceAll(/["#<>`|\n]/g, (found) => MERMAID_ENTITIES[found] ?? found);
}
