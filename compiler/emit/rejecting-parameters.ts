/**
 * Parameters of an async function that stay native, for `eval` in them: they are bound by a function inside, whose throw
 * rejects (ES2025 15.8.4 EvaluateAsyncFunctionBody).
 *
 *   f(a, b = eval(code)) { … }        →   f(_1) { return _rejecting({ f(a, b = eval(code)) { … } }.f, this, arguments); }
 *   (a, b = eval(code)) => { … }      →   (_1, ..._rest) => _rejecting((a, b = eval(code)) => { … }, undefined, _rest, _1)
 *
 * The one inside is a method where the function has an `arguments` of its own, which `eval` must not declare once more.
 */
import { t } from '../babel.ts';
import type { FreeNames } from '../syntax/free-names.ts';
import type { RuntimeImport } from './states.ts';

export interface Bound {
  readonly parameters: t.Function['params'];
  readonly body: t.Statement[];
}

export function rejectingParameters(
  fn: t.Function,
  { parameters, body }: Bound,
  names: FreeNames,
  runtimeImport: RuntimeImport,
): Bound {
  const optional = parameters.findIndex((one) => t.isAssignmentPattern(one) || t.isRestElement(one));
  const required = parameters.slice(0, optional === -1 ? parameters.length : optional);
  const first = required.map(() => names.take('_argument'));
  const reject = (...args: t.Expression[]) => [
    t.returnStatement(t.callExpression(runtimeImport('rejecting'), args)),
  ];
  const outer: t.Function['params'] = first.map((name) => t.identifier(name));
  if (!t.isArrowFunctionExpression(fn)) {
    const key = t.identifier('bind');
    const method = t.objectMethod(
      'method',
      key,
      parameters as t.ObjectMethod['params'],
      t.blockStatement(body),
    );
    const inner = t.memberExpression(t.objectExpression([method]), t.cloneNode(key));
    return { parameters: outer, body: reject(inner, t.thisExpression(), t.identifier('arguments')) };
  }
  const rest = names.take('_rest');
  const arrow = t.arrowFunctionExpression(
    parameters as t.ArrowFunctionExpression['params'],
    t.blockStatement(body),
  );
  const args = [
    arrow,
    t.identifier('undefined'),
    t.identifier(rest),
    ...first.map((name) => t.identifier(name)),
  ];
  return { parameters: [...outer, t.restElement(t.identifier(rest))], body: reject(...args) };
}
