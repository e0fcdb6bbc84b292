/** What a mark may stand on: a function that can suspend. */
import { t } from '../babel.ts';
import type { MarkedFunction } from '../context.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { describe } from './function-name.ts';

/** The kind of coroutine a function makes; null for one that cannot suspend. */
export function kindOf(fn: t.Function): MarkedFunction['kind'] | null {
  const generator = fn.type !== 'ArrowFunctionExpression' && fn.generator === true;
  if (fn.async) return generator ? 'async-generator' : 'async';
  return generator ? 'generator' : null;
}

/** The kind of a marked function, or null after a report. */
export function validate(
  fn: t.Function,
  name: string,
  mark: t.Node,
  diagnostics: Diagnostics,
): MarkedFunction['kind'] | null {
  const member = t.isObjectMethod(fn) || t.isClassMethod(fn) || t.isClassPrivateMethod(fn);
  if (member && (fn.kind === 'get' || fn.kind === 'set')) {
    diagnostics.error('mark-on-accessor', mark, { name: describe(name) });
    return null;
  }
  if (t.isClassMethod(fn) && fn.kind === 'constructor') {
    diagnostics.error('mark-on-constructor', mark);
    return null;
  }
  const kind = kindOf(fn);
  if (kind === null) diagnostics.error('mark-on-plain-function', mark, { name: describe(name) });
  return kind;
}
