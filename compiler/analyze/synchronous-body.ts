/**
 * An async function without a suspension needs no states: its body runs at once, and its promise is all that is async.
 *
 *   async (a) => a + 1   →   (a) => _settle(() => a + 1)
 *
 * The body becomes an arrow, where `this`, `arguments` and the rest are the shell's. Not so if it declares a name of the
 * shell's again, which would hide what it was to begin with.
 */
import { t } from '../babel.ts';
import { boundIdentifiers, lexicalDeclarations, varDeclaredNames } from './declarations.ts';
import type { Suspensions } from './suspensions.ts';

export function isSynchronous(fn: t.Function, strict: boolean, suspensions: Suspensions): boolean {
  if (suspensions.has(fn.body)) return false;
  // Sloppy code may assign to the function's own name in vain.
  if (t.isFunctionExpression(fn) && fn.id) return false;
  if (!t.isBlockStatement(fn.body)) return true;
  const declared = varDeclaredNames(fn.body, strict);
  for (const { name } of lexicalDeclarations(fn.body.body)) declared.add(name);
  const outer = fn.params.flatMap((parameter) => boundIdentifiers(parameter).map(({ name }) => name));
  return ![...outer, 'arguments'].some((name) => declared.has(name));
}
