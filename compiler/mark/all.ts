/**
 * Finds what `functions: 'all'` compiles: every generator, async function and async generator of a file, wherever it
 * stands, but those that are marked, which become coroutines, and those of a runtime that the file carries along.
 */
import { INLINED } from '../../runtime/abi.ts';
import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';
import type { Finding } from './find.ts';
import { nameOf } from './function-name.ts';
import { kindOf } from './validate.ts';

/**
 * All that is compiled, the marked ones among it; outer functions stand before those inside them. `around` says where
 * such functions are: no path is made for anything else.
 */
export function findAll(
  program: NodePath<t.Program>,
  marked: readonly Finding[],
  around: ReadonlySet<t.Node>,
): Finding[] {
  const known = new Map(marked.map((finding) => [finding.fn.node, finding]));
  const found: Finding[] = [];
  look(program);
  return found;

  function look(path: NodePath): void {
    if (path.isFunction()) {
      if (isRuntime(path.node)) return;
      const finding = known.get(path.node) ?? unmarked(path);
      if (finding) found.push(finding);
    }
    for (const child of childrenAround(path)) look(child);
  }

  function childrenAround(path: NodePath): NodePath[] {
    const node = path.node as t.Node & Record<string, unknown>;
    const keys = t.VISITOR_KEYS[node.type] ?? [];
    return keys
      .filter((key) => [node[key]].flat().some((child) => around.has(child as t.Node)))
      .flatMap((key): NodePath[] => [path.get(key)].flat())
      .filter((child) => around.has(child.node as t.Node));
  }
}

function unmarked(fn: NodePath<t.Function>): Finding | null {
  const kind = kindOf(fn.node);
  return kind === null ? null : { fact: { kind, name: nameOf(fn.node, fn), form: 'all' }, fn, marks: [] };
}

function isRuntime({ body }: t.Function): boolean {
  return t.isBlockStatement(body) && body.directives.some(({ value }) => value.value === INLINED);
}
