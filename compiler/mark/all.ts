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

/** All that is compiled, the marked ones among it; outer functions stand before those inside them. */
export function findAll(program: NodePath<t.Program>, marked: readonly Finding[]): Finding[] {
  const known = new Map(marked.map((finding) => [finding.fn.node, finding]));
  const found: Finding[] = [];
  program.traverse({
    Function(path) {
      if (isRuntime(path.node)) {
        path.skip();
        return;
      }
      const kind = kindOf(path.node);
      const mark = known.get(path.node);
      if (mark) found.push(mark);
      if (mark || kind === null) return;
      const name = nameOf(path.node, path);
      found.push({ fact: { kind, name, form: 'all' }, fn: path, marks: [] });
    },
  });
  return found;
}

function isRuntime({ body }: t.Function): boolean {
  return t.isBlockStatement(body) && body.directives.some(({ value }) => value.value === INLINED);
}
