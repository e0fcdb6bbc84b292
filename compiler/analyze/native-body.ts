/**
 * A body that nothing suspends in stays native where `eval` or `with` look at its names: as an arrow of its own, beside
 * the step and out of sight of the step's names.
 *
 *   function* f(a) { … eval(code) … }   →   function* f(a) { return (() => { … eval(code) … })(); }
 *
 * The arrow then moves into the shell, once everything is lowered.
 */
import { t } from '../babel.ts';

export interface NativeBody {
  readonly call: t.CallExpression;
  readonly arrow: t.ArrowFunctionExpression;
}

export function keepBodyNative(fn: t.Function): NativeBody {
  const { body } = fn;
  const arrow = t.arrowFunctionExpression([], body);
  const call = t.callExpression(arrow, []);
  const directives = t.isBlockStatement(body) ? body.directives : [];
  if (t.isBlockStatement(body)) body.directives = [];
  arrow.loc = call.loc = body.loc ?? null;
  const statement = t.returnStatement(call);
  statement.loc = body.loc ?? null;
  fn.body = t.blockStatement([statement], directives);
  fn.body.loc = body.loc ?? null;
  if (t.isArrowFunctionExpression(fn)) fn.expression = false;
  return { call, arrow };
}

/** The declaration for the shell; the call then names it. */
export function moveToShell({ call, arrow }: NativeBody, name: string): t.Statement {
  call.callee = t.identifier(name);
  return t.variableDeclaration('const', [t.variableDeclarator(t.identifier(name), arrow)]);
}
