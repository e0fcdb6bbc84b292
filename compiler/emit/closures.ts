/**
 * Closures over the record of an iteration. The variable that holds the current record moves on, so whoever makes a
 * closure copies it to a constant of the block first.
 *
 *   fns.push(() => _scope.i)   →   { const _scope2 = _scope; fns.push(() => _scope2.i); }
 */

import { t } from '../babel.ts';
import type { IRFunction, Variable } from '../ir/types.ts';
import { children, isFunctionBoundary } from '../syntax/children.ts';
import type { FreeNames } from '../syntax/free-names.ts';

export class ClosureCopies {
  private readonly copies = new Map<Variable, string>();
  private readonly fn: IRFunction;
  private readonly names: FreeNames;
  private readonly hasRecords: boolean;

  constructor(fn: IRFunction, names: FreeNames) {
    this.fn = fn;
    this.names = names;
    this.hasRecords = [...fn.variables].some(({ kind }) => kind === 'environment');
  }

  /** The statements, in a block with the copies that closures among `nodes` need. */
  wrap(nodes: readonly t.Node[], statements: t.Statement[]): t.Statement[] {
    if (!this.hasRecords) return statements;
    const needed = new Set<Variable>();
    for (const node of nodes) this.find(node, false, needed);
    if (needed.size === 0) return statements;
    const copies = [...needed].map((variable) =>
      t.variableDeclarator(t.identifier(this.copyOf(variable)), t.identifier(variable.name)),
    );
    return [t.blockStatement([t.variableDeclaration('const', copies), ...statements])];
  }

  private find(node: t.Node, inClosure: boolean, needed: Set<Variable>): void {
    if (t.isIdentifier(node) || t.isJSXIdentifier(node)) {
      const variable = inClosure ? this.fn.references.get(node) : undefined;
      if (variable?.kind !== 'environment') return;
      needed.add(variable);
      node.name = this.copyOf(variable);
      return;
    }
    const inside = inClosure || isFunctionBoundary(node);
    for (const child of children(node)) this.find(child, inside, needed);
  }

  private copyOf(variable: Variable): string {
    let name = this.copies.get(variable);
    if (name === undefined) {
      name = this.names.take(variable.name);
      this.copies.set(variable, name);
    }
    return name;
  }
}
