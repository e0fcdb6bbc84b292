/**
 * What an instruction, a terminator or a block refers to: control (targets, landing pads), nodes, variables.
 * Passes ask here and not the shape, so a new kind is added in one place.
 *
 * Nodes are walked by Babel's own visitor keys, and with a stack of their own: 800 nested operands must not end the
 * native one.
 */
import { t } from '../babel.ts';
import type { Block, BlockId, Instruction, IRFunction, Name, Region, Terminator, Variable } from './types.ts';

export type Operation = Instruction | Terminator;
export type References = ReadonlyMap<Name, Variable>;

/** Where control goes when the terminator completes normally, in the order of evaluation; a suspension goes to its resume block. */
export function successors(terminator: Terminator): BlockId[] {
  switch (terminator.kind) {
    case 'jump':
      return [terminator.target];
    case 'branch':
      return [terminator.consequent, terminator.alternate];
    case 'switch':
      return [...terminator.cases.map((one) => one.target), terminator.fallback];
    case 'suspend':
      return [terminator.resume];
    case 'return':
    case 'throw':
      return [];
    default:
      return unhandled(terminator);
  }
}

/** Replaces each target in place. */
export function mapTargets(terminator: Terminator, map: (target: BlockId) => BlockId): void {
  switch (terminator.kind) {
    case 'jump':
      terminator.target = map(terminator.target);
      return;
    case 'branch':
      terminator.consequent = map(terminator.consequent);
      terminator.alternate = map(terminator.alternate);
      return;
    case 'switch':
      for (const one of terminator.cases) one.target = map(one.target);
      terminator.fallback = map(terminator.fallback);
      return;
    case 'suspend':
      terminator.resume = map(terminator.resume);
      return;
    case 'return':
    case 'throw':
      return;
    default:
      unhandled(terminator);
  }
}

/** Where a throw in the region lands: the innermost handler. Null: it leaves the coroutine. */
export function throwPad(region: Region | null): BlockId | null {
  for (let at = region; at; at = at.parent) if (at.onThrow !== null) return at.onThrow;
  return null;
}

/** Where an injected return in the region lands: the innermost `finally`, for a `catch` has none of it. */
export function returnPad(region: Region | null): BlockId | null {
  for (let at = region; at; at = at.parent) if (at.onReturn !== null) return at.onReturn;
  return null;
}

/** The block's exception edges. Any instruction may throw; returns are injected at suspensions only. */
export function landingPads(block: Block): BlockId[] {
  const onThrow = throwPad(block.region);
  const onReturn = block.terminator.kind === 'suspend' ? returnPad(block.region) : null;
  if (onThrow === null) return onReturn === null ? [] : [onReturn];
  return onReturn === null || onReturn === onThrow ? [onThrow] : [onThrow, onReturn];
}

/** The nodes it evaluates, in order. */
export function operands(operation: Operation): t.Node[] {
  switch (operation.kind) {
    case 'evaluate':
    case 'assign':
    case 'statement':
      return [operation.node];
    case 'jump':
      return [];
    case 'branch':
      return [operation.test];
    case 'switch':
      return [operation.discriminant, ...operation.cases.map((one) => one.test)];
    case 'suspend':
      return operation.operands;
    case 'return':
      return operation.value ? [operation.value] : [];
    case 'throw':
      return [operation.value];
    default:
      return unhandled(operation);
  }
}

/** Replaces each expression it evaluates by what `map` makes of it. A native statement has none to replace. */
export function mapOperands(operation: Operation, map: (node: t.Expression) => t.Expression): void {
  switch (operation.kind) {
    case 'evaluate':
    case 'assign':
      operation.node = map(operation.node);
      return;
    case 'statement':
    case 'jump':
      return;
    case 'branch':
      operation.test = map(operation.test);
      return;
    case 'switch':
      operation.discriminant = map(operation.discriminant);
      for (const one of operation.cases) one.test = map(one.test);
      return;
    case 'suspend':
      operation.operands = operation.operands.map(map);
      return;
    case 'return':
      if (operation.value) operation.value = map(operation.value);
      return;
    case 'throw':
      operation.value = map(operation.value);
      return;
    default:
      unhandled(operation);
  }
}

/**
 * Each variable the operation mentions, once a mention, reads and assignment targets alike, those inside closures too.
 * The variable an `assign` defines is not among them.
 */
export function eachUse(
  operation: Operation,
  references: References,
  visit: (variable: Variable, node: Name) => void,
): void {
  for (const operand of operands(operation)) {
    walk(operand, (node) => {
      if (node.type !== 'Identifier' && node.type !== 'JSXIdentifier') return;
      const variable = references.get(node);
      if (variable) visit(variable, node);
    });
  }
}

/** The variables it reads or may read. `i++` and `[x] = y` count as reads of `i` and `x`: whether they assign is not sure. */
export function usesOf(operation: Operation, references: References): Set<Variable> {
  const uses = new Set<Variable>();
  eachUse(operation, references, (variable) => uses.add(variable));
  return uses;
}

/** The variable that certainly has a new value after it. */
export function definitionOf(operation: Operation): Variable | null {
  return operation.kind === 'assign' ? operation.variable : null;
}

/** The variables it may assign, in expressions, patterns, declarations and closures, with an `assign`'s own. */
export function writesOf(operation: Operation, references: References): Set<Variable> {
  const writes = new Set<Variable>();
  if (operation.kind === 'assign') writes.add(operation.variable);
  for (const operand of operands(operation)) {
    walk(operand, (node) => {
      for (const target of assignmentTargets(node)) {
        const variable = references.get(target);
        if (variable) writes.add(variable);
      }
    });
  }
  return writes;
}

/** The identifiers that the node itself assigns; not those its children assign, but for patterns. */
export function assignmentTargets(node: t.Node): t.Identifier[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return patternTargets(node.left);
    case 'UpdateExpression':
      return patternTargets(node.argument);
    case 'ForInStatement':
    case 'ForOfStatement':
      return patternTargets(node.left);
    case 'VariableDeclarator':
      return patternTargets(node.id);
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return node.id ? [node.id] : [];
    default:
      return [];
  }
}

function patternTargets(root: t.Node): t.Identifier[] {
  const targets: t.Identifier[] = [];
  const stack: (t.Node | null)[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    switch (node?.type) {
      case 'Identifier':
        targets.push(node);
        break;
      case 'ObjectPattern':
        stack.push(...node.properties.map((one) => (one.type === 'RestElement' ? one.argument : one.value)));
        break;
      case 'ArrayPattern':
        stack.push(...node.elements);
        break;
      case 'AssignmentPattern':
        stack.push(node.left);
        break;
      case 'RestElement':
        stack.push(node.argument);
        break;
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
      case 'TSNonNullExpression':
        stack.push(node.expression);
        break;
    }
  }
  return targets;
}

/** The names by which code reaches variables without the graph knowing: `arguments` in sloppy code, direct `eval`. */
export function namesOutsideTheGraph(fn: IRFunction): Set<string> {
  const found = new Set<string>();
  eachNode(fn, (node) => {
    if (node.type === 'Identifier' && (node.name === 'arguments' || node.name === 'eval'))
      found.add(node.name);
  });
  return found;
}

/** Every node of every operand in the graph, what is inside functions included. */
export function eachNode(fn: IRFunction, visit: (node: t.Node) => void): void {
  for (const block of fn.blocks.values()) {
    for (const operand of [...block.instructions, block.terminator].flatMap(operands)) walk(operand, visit);
  }
}

/** The node's children, without order. */
export function childrenOf(node: t.Node): t.Node[] {
  const children: t.Node[] = [];
  pushChildren(node, children);
  return children;
}

function pushChildren(node: t.Node, out: t.Node[]): void {
  for (const key of t.VISITOR_KEYS[node.type] ?? []) {
    const child = (node as unknown as Record<string, t.Node | null | (t.Node | null)[]>)[key];
    if (Array.isArray(child)) {
      for (const one of child) if (one) out.push(one);
    } else if (child) out.push(child);
  }
}

/** Visits the node and all below it, closures too, without order. */
export function walk(root: t.Node, visit: (node: t.Node) => void): void {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    visit(node);
    pushChildren(node, stack);
  }
}

export function isNode(value: unknown): value is t.Node {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

/** For the `default` of a switch over a union: a new kind fails to compile here. */
export function unhandled(kind: never): never {
  throw new Error(`unhandled kind: ${JSON.stringify(kind)}`);
}
