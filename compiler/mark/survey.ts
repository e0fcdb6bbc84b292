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
  /** In such a function something declares as TypeScript alone does: `enum`, `namespace`. */
  readonly holdsDeclarations: boolean;
}

export function survey(program: t.Program, importSources: readonly string[]): Survey {
  const around = new Set<t.Node>();
  let mayHoldMarks = false;
  let holdsDeclarations = false;
  look(program, false);
  return { mayHoldMarks, around, holdsDeclarations };

  function look(node: t.Node, inFunction: boolean): boolean {
    if (node.type === 'StringLiteral' || node.type === 'DirectiveLiteral')
      mayHoldMarks ||= node.value === DIRECTIVE || importSources.includes(node.value);
    if (node.type === 'TSEnumDeclaration' || node.type === 'TSModuleDeclaration')
      holdsDeclarations ||= inFunction;
    let found = t.isFunction(node) && kindOf(node) !== null;
    const inside = inFunction || found;
    for (const child of children(node)) if (look(child, inside)) found = true;
    if (found) around.add(node);
    return found;
  }
}
