/**
 * The graph as text, for people and for tests:
 *
 *   b0: i = 0; jump b1
 *   b1: branch i < n ? b2 : b4
 *   b2 [r0]: suspend yield i → b3
 *   r0: throw → b5, return → b6
 *   spilled: i
 *
 * A block that does not fit on a line gets one for each instruction.
 */
import type { types as t } from '@babel/core';
import type { Block, Instruction, IRFunction, Region, Terminator, Variable } from './types.ts';
import { unhandled, walk } from './visit.ts';

/** Prints a node as source, as a code generator does. */
export type PrintNode = (node: t.Node) => string;

const WIDTH = 110;

export function printIR(fn: IRFunction, printNode: PrintNode): string {
  const print = withVariableNames(fn, printNode);
  const names = variableNames(fn);
  const lines = [...fn.blocks.values()].map((block) => printBlock(block, print, names));
  lines.push(...fn.regions.map(printRegion));
  const spilled = [...fn.variables]
    .filter((variable) => variable.spilled)
    .map((variable) => names.get(variable));
  if (spilled.length > 0) lines.push(`spilled: ${spilled.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

/** The instructions and the terminator of a block, a text each. */
export function printOperations(fn: IRFunction, block: Block, printNode: PrintNode): string[] {
  return operationTexts(block, withVariableNames(fn, printNode), variableNames(fn));
}

function printBlock(block: Block, print: PrintNode, names: Map<Variable, string>): string {
  const head = `b${block.id}${block.region ? ` [r${block.region.id}]` : ''}:`;
  const texts = operationTexts(block, print, names);
  const line = `${head} ${texts.join('; ')}`;
  if (line.length <= WIDTH && !line.includes('\n')) return line;
  return [head, ...texts.map((text) => `  ${text.replaceAll('\n', '\n  ')}`)].join('\n');
}

function operationTexts(block: Block, print: PrintNode, names: Map<Variable, string>): string[] {
  return [
    ...block.instructions.map((instruction) => printInstruction(instruction, print, names)),
    printTerminator(block.terminator, print, names),
  ];
}

function printInstruction(instruction: Instruction, print: PrintNode, names: Map<Variable, string>): string {
  switch (instruction.kind) {
    case 'evaluate':
      return print(instruction.node);
    case 'assign':
      return `${names.get(instruction.variable) ?? instruction.variable.name} = ${print(instruction.node)}`;
    case 'statement':
      return print(instruction.node).replace(/;$/, '');
    default:
      return unhandled(instruction);
  }
}

function printTerminator(terminator: Terminator, print: PrintNode, names: Map<Variable, string>): string {
  switch (terminator.kind) {
    case 'jump':
      return `jump b${terminator.target}`;
    case 'branch':
      return `branch ${print(terminator.test)} ? b${terminator.consequent} : b${terminator.alternate}`;
    case 'switch': {
      const cases = terminator.cases.map((one) => `${print(one.test)} → b${one.target}`);
      cases.push(`else → b${terminator.fallback}`);
      return `switch ${print(terminator.discriminant)} { ${cases.join(', ')} }`;
    }
    case 'suspend': {
      const operands = terminator.operands.map((operand) => ` ${print(operand)}`).join(',');
      const shielded = terminator.shielded ? ' shielded' : '';
      const last = terminator.last ? ' last' : '';
      const dead = terminator.forgets?.map((variable) => names.get(variable)).join(', ');
      const forgets = dead ? ` forgets ${dead}` : '';
      return `suspend ${terminator.how}${operands}${shielded}${last}${forgets} → b${terminator.resume}`;
    }
    case 'return': {
      const value = terminator.value ? ` ${print(terminator.value)}` : '';
      return `return${terminator.injected ? ' injected' : ''}${value}`;
    }
    case 'throw':
      return `throw ${print(terminator.value)}`;
    default:
      return unhandled(terminator);
  }
}

function printRegion(region: Region): string {
  const pads: string[] = [];
  if (region.onThrow !== null) pads.push(`throw → b${region.onThrow}`);
  if (region.onReturn !== null) pads.push(`return → b${region.onReturn}`);
  const parent = region.parent ? ` in r${region.parent.id}` : '';
  return `r${region.id}${parent}: ${pads.join(', ')}`;
}

/** Each variable's name, told apart from others of that name by a number. */
function variableNames(fn: IRFunction): Map<Variable, string> {
  const names = new Map<Variable, string>();
  const taken = new Set<string>();
  for (const variable of fn.variables) {
    let name = variable.name;
    for (let count = 1; taken.has(name); count++) name = `${variable.name}_${count}`;
    taken.add(name);
    names.set(variable, name);
  }
  return names;
}

/** Nodes carry whatever name they were made with until emission; they are printed with their variable's, then put back. */
function withVariableNames(fn: IRFunction, printNode: PrintNode): PrintNode {
  const names = variableNames(fn);
  return (root) => {
    const renamed: { node: t.Identifier; name: string }[] = [];
    walk(root, (node) => {
      if (node.type !== 'Identifier') return;
      const variable = fn.references.get(node);
      const name = variable && names.get(variable);
      if (name === undefined || name === node.name) return;
      renamed.push({ node, name: node.name });
      node.name = name;
    });
    try {
      return printNode(root);
    } finally {
      for (const { node, name } of renamed) node.name = name;
    }
  };
}
