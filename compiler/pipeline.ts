/** The passes over one marked function. */
import type { NodePath, t } from './babel.ts';
import type { CompileContext, MarkedFunction } from './context.ts';

export function compileFunction(_path: NodePath<t.Function>, _fact: MarkedFunction, _context: CompileContext): void {}
