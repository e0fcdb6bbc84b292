/**
 * Makes a program that differs small: parts of its text are left out, or replaced by parts of themselves, for as long as
 * it still differs. Works on the text by the ranges of Babel's nodes, so it knows nothing of the grammar.
 */
import { parseSync, types as t } from '@babel/core';
import type { GeneratedProgram } from './program.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type Differs = (program: GeneratedProgram) => Promise<boolean>;

export async function reduce(
  program: GeneratedProgram,
  differs: Differs,
  milliseconds: number,
): Promise<GeneratedProgram> {
  const end = Date.now() + milliseconds;
  let best = await reduceDriving(program, differs);
  // From the largest edit to the smallest, again and again; a change moves the ranges of what is left to try.
  for (let smaller = true; smaller && Date.now() < end; ) {
    smaller = false;
    let edits = editsOf(best.source);
    for (let k = 0; k < edits.length && Date.now() < end; k++) {
      const edit = edits[k]!;
      const source = best.source.slice(0, edit.start) + edit.text + best.source.slice(edit.end);
      if (!isSafe(source)) continue;
      const candidate = { ...best, source };
      if (!(await differs(candidate))) continue;
      best = candidate;
      smaller = true;
      edits = editsOf(source).filter((other) => gain(other) <= gain(edit));
      k = -1;
    }
  }
  return { ...(await reduceDriving(best, differs)), source: tidy(best.source) };
}

async function reduceDriving(program: GeneratedProgram, differs: Differs): Promise<GeneratedProgram> {
  let best = program;
  const attempt = async (change: Partial<GeneratedProgram>): Promise<void> => {
    const candidate = { ...best, ...change };
    if (await differs(candidate)) best = candidate;
  };
  if (best.twice) await attempt({ twice: false });
  if (best.burst) await attempt({ burst: false });
  if (best.arguments > 0) await attempt({ arguments: 0 });
  for (let k = best.commands.length - 1; k >= 0; k--) {
    await attempt({ commands: best.commands.slice(0, k) });
    if (best.commands.length > k) await attempt({ commands: best.commands.filter((_, at) => at !== k) });
  }
  return best;
}

const tidy = (source: string): string => source.replace(/^\s*\n/gm, '');

function parse(source: string): t.File | null {
  try {
    return parseSync(source, {
      sourceType: 'script',
      configFile: false,
      babelrc: false,
      parserOpts: { plugins: ['explicitResourceManagement'], allowReturnOutsideFunction: true },
    }) as t.File | null;
  } catch {
    return null;
  }
}

/** Every loop still burns fuel; what does not parse is none. */
function isSafe(source: string): boolean {
  const file = parse(source);
  if (file === null) return false;
  let safe = true;
  t.traverseFast(file, (node) => {
    if (t.isWhileStatement(node) || t.isDoWhileStatement(node) || t.isForStatement(node)) {
      const { test } = node;
      safe &&= test != null && source.slice(test.start ?? 0, test.end ?? 0).includes('tick()');
    }
  });
  return safe;
}

/** The largest first. */
function editsOf(source: string): Edit[] {
  const file = parse(source);
  if (file === null) return [];
  const edits: Edit[] = [];
  const push = (start: number, end: number, text: string): void => {
    if (text.length < end - start) edits.push({ start, end, text });
  };
  t.traverseFast(file, (node) => {
    const [start, end] = rangeOf(node);
    for (const [key, value] of Object.entries(node)) {
      if (!t.VISITOR_KEYS[node.type]?.includes(key)) continue;
      if (Array.isArray(value)) leaveOutOf(value, push);
      else if (value && (t.isStatement(value) || t.isCatchClause(value))) push(...rangeOf(value), '');
    }
    for (const inner of partsOf(node)) {
      const [from, to] = rangeOf(inner);
      const text = source.slice(from, to);
      push(start, end, t.isExpression(node) ? `(${text})` : text);
      push(start, end, text);
      // The statements of a block without its braces.
      if (t.isStatement(node) && t.isBlockStatement(inner)) push(start, end, text.slice(1, -1));
    }
    if (t.isExpression(node)) for (const text of ['0', "''", '{}']) push(start, end, text);
    if (t.isStatement(node)) push(start, end, ';');
    if (t.isTryStatement(node)) {
      const { block, finalizer, handler } = node;
      if (finalizer && handler) push(handler.end ?? end, finalizer.end ?? end, '');
      if (finalizer && handler) push(block.end ?? 0, handler.end ?? 0, '');
    }
  });
  return edits.sort((a, b) => gain(b) - gain(a));
}

const gain = ({ start, end, text }: Edit): number => end - start - text.length;

const rangeOf = (node: t.Node): [start: number, end: number] => [node.start ?? 0, node.end ?? 0];

/** One item, and the comma or the like that goes with it; or a half of them. */
function leaveOutOf(
  list: readonly (t.Node | null)[],
  push: (start: number, end: number, text: string) => void,
): void {
  const items = list.filter((item) => item !== null);
  const cut = (from: number, to: number): void => {
    const [first, last] = [items[from], items[to]];
    if (!first || !last) return;
    const [start, end] = [first.start ?? 0, last.end ?? 0];
    const [before, after] = [items[from - 1]?.end, items[to + 1]?.start];
    if (after != null) push(start, after, '');
    else if (before != null) push(before, end, '');
    else push(start, end, '');
  };
  const half = items.length >> 1;
  if (half > 1) {
    cut(0, half - 1);
    cut(half, items.length - 1);
  }
  for (let k = 0; k < items.length; k++) cut(k, k);
}

/** Nodes that could stand for the whole: children, and what is one level below lists. */
function partsOf(node: t.Node): t.Node[] {
  const parts: t.Node[] = [];
  for (const key of t.VISITOR_KEYS[node.type] ?? []) {
    const value: unknown = (node as unknown as Record<string, unknown>)[key];
    for (const child of Array.isArray(value) ? value : [value]) if (child) parts.push(child as t.Node);
  }
  return parts;
}
