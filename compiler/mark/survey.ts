/** What a file holds, by one look at all of its nodes: most files of a project need no second one. */
import { t } from '../babel.ts';
import { children } from '../syntax/children.ts';
import { DIRECTIVE } from './find.ts';
import { kindOf } from './validate.ts';

export interface Survey {
  /** The file names one of the runtime's modules, or the directive. */
  readonly mayHoldMarks: boolean;
  /** Nodes with a generator, an async function or an async generator in them, that function itself included. */
  readonly around: ReadonlySet<t.Node>;
}

export function survey(program: t.Program, importSources: readonly string[]): Survey {
  const around = new Set<t.Node>();
  let mayHoldMarks = false;
  look(program);
  return { mayHoldMarks, around };

  function look(node: t.Node): boolean {
    if (node.type === 'StringLiteral' || node.type === 'DirectiveLiteral')
      mayHoldMarks ||= node.value === DIRECTIVE || importSources.includes(node.value);
    let found = t.isFunction(node) && kindOf(node) !== null;
    for (const child of children(node)) if (look(child)) found = true;
    if (found) around.add(node);
    return found;
  }
}
