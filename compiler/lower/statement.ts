/**
 * Statements: which function lowers which. A statement that is not taken apart stays the node it was.
 */
import { t } from '../babel.ts';
import { lowerBlock, lowerFunctionDeclaration } from './blocks.ts';
import { lowerClassDeclaration } from './classes.ts';
import { lowerDeclaration } from './declarations.ts';
import { lowerEffect, lowerValue } from './expression.ts';
import { lowerForIn } from './for-in.ts';
import { lowerForOf } from './for-of.ts';
import { lowerBranch } from './logical.ts';
import { lowerDoWhile, lowerFor, lowerWhile } from './loops.ts';
import type { Lowering } from './lowering.ts';
import { lowerNative } from './native.ts';
import { lowerSwitch } from './switch.ts';
import { lowerTry } from './try.ts';

type Lower<N extends t.Node> = (node: N, lowering: Lowering) => void;

/** Statements that can stand in a function, and be taken apart. */
type Lowered =
  | 'BlockStatement'
  | 'BreakStatement'
  | 'ClassDeclaration'
  | 'ContinueStatement'
  | 'DoWhileStatement'
  | 'EmptyStatement'
  | 'ExpressionStatement'
  | 'ForInStatement'
  | 'ForOfStatement'
  | 'ForStatement'
  | 'FunctionDeclaration'
  | 'IfStatement'
  | 'LabeledStatement'
  | 'ReturnStatement'
  | 'SwitchStatement'
  | 'ThrowStatement'
  | 'TryStatement'
  | 'VariableDeclaration'
  | 'WhileStatement';

const STATEMENTS: { [T in Lowered]: Lower<Extract<t.Statement, { type: T }>> } = {
  BlockStatement: lowerBlock,
  BreakStatement: lowerBreak,
  ClassDeclaration: lowerClassDeclaration,
  ContinueStatement: lowerContinue,
  DoWhileStatement: lowerDoWhile,
  EmptyStatement: () => undefined,
  ExpressionStatement: (node, lowering) => lowerEffect(node.expression, lowering),
  ForInStatement: lowerForIn,
  ForOfStatement: lowerForOf,
  ForStatement: lowerFor,
  FunctionDeclaration: lowerFunctionDeclaration,
  IfStatement: lowerIf,
  LabeledStatement: lowerLabeled,
  ReturnStatement: lowerReturn,
  SwitchStatement: lowerSwitch,
  ThrowStatement: lowerThrow,
  TryStatement: lowerTry,
  VariableDeclaration: lowerDeclaration,
  WhileStatement: lowerWhile,
};

/** These bind variables of the coroutine, or jump, and so are never left as they are. */
const ALWAYS_LOWERED = new Set<string>([
  'VariableDeclaration',
  'FunctionDeclaration',
  'ClassDeclaration',
  'ReturnStatement',
]);

export function lowerStatement(node: t.Statement, lowering: Lowering): void {
  if (!lowering.facts.suspensions.isApart(node) && !ALWAYS_LOWERED.has(node.type)) {
    lowerNative(node, lowering);
    return;
  }
  const lower = STATEMENTS[node.type as Lowered] as Lower<t.Statement> | undefined;
  if (!lower) lowering.refuse(`A ${node.type}`, node);
  lower(node, lowering);
}

/** `if (a) b; else c`  →  branch a ? b1 : b2; b1: b; jump b3; b2: c; b3: */
function lowerIf(node: t.IfStatement, lowering: Lowering): void {
  const { builder } = lowering;
  const consequent = builder.reserve();
  const after = builder.reserve();
  const alternate = node.alternate ? builder.reserve() : after;
  lowerBranch(node.test, consequent, alternate, lowering);
  builder.enterDetached(consequent);
  lowerStatement(node.consequent, lowering);
  if (node.alternate) {
    builder.jump(after);
    builder.enterDetached(alternate);
    lowerStatement(node.alternate, lowering);
  }
  builder.enter(after);
}

function lowerBreak(node: t.BreakStatement, lowering: Lowering): void {
  const target = lowering.jumps.find('break', node.label?.name ?? null);
  lowering.jumps.leave({ kind: 'break', target }, null, node);
}

function lowerContinue(node: t.ContinueStatement, lowering: Lowering): void {
  const target = lowering.jumps.find('continue', node.label?.name ?? null);
  lowering.jumps.leave({ kind: 'continue', target }, null, node);
}

/** Labels of a loop are its own, so that `continue` finds it; elsewhere a label is a target of `break` only. */
function lowerLabeled(node: t.LabeledStatement, lowering: Lowering): void {
  const labels = new Set<string>();
  let body: t.Statement = node;
  while (t.isLabeledStatement(body)) {
    labels.add(body.label.name);
    body = body.body;
  }
  if (t.isLoop(body)) {
    lowering.labelsOf.set(body, labels);
    lowerStatement(body, lowering);
    return;
  }
  const { builder, jumps } = lowering;
  const after = builder.reserve();
  const target = { kind: 'target', labels, breakTo: after, continueTo: null, breakable: false } as const;
  jumps.within(target, () => lowerStatement(body, lowering));
  builder.enter(after);
}

/** In an async generator what is returned is awaited first (ES2025 27.6.3.8 step 5, AsyncGeneratorReturn). */
function lowerReturn(node: t.ReturnStatement, lowering: Lowering): void {
  let value = node.argument ? lowerValue(node.argument, lowering) : null;
  if (value && lowering.facts.kind === 'async-generator') value = lowering.suspend('await', [value], node);
  lowering.jumps.leave({ kind: 'return', injected: false }, value, node);
}

function lowerThrow(node: t.ThrowStatement, lowering: Lowering): void {
  const value = lowerValue(node.argument, lowering);
  lowering.builder.terminate({ kind: 'throw', value, loc: node.loc ?? null });
}
