/**
 * What makes names mean something known only at run time, direct `eval` and `with`, and where code may stay around it.
 *
 * Parameters stay native, in the shell, so `eval` in them sees and declares what it always did. A body without a
 * suspension can stay native as a whole (native-body.ts). A body that suspends cannot: its variables move.
 */
import { t } from '../babel.ts';
import { children, isFunctionBoundary } from '../syntax/children.ts';
import { suspends } from '../syntax/suspends.ts';
import { boundIdentifiers } from './declarations.ts';

export interface DynamicScope {
  readonly kind: 'eval' | 'with';
  readonly node: t.Node;
  readonly inParameters: boolean;
  /** What `eval` declares with `var` becomes a variable of the function itself, not of a closure's. */
  readonly declaresHere: boolean;
  /** The code, where it is written down; null where only the program knows. */
  readonly code: string | null;
}

/** Everywhere in the function, closures included: they see its variables. */
export function findDynamicScope(fn: t.Function): DynamicScope[] {
  const found: DynamicScope[] = [];
  for (const parameter of fn.params) look(parameter, true, true);
  look(fn.body, false, true);
  return found;

  function look(node: t.Node, inParameters: boolean, declaresHere: boolean): void {
    const at = { node, inParameters, declaresHere };
    if (t.isWithStatement(node)) found.push({ ...at, kind: 'with', code: null });
    else if (isDirectEval(node)) found.push({ ...at, kind: 'eval', code: literalCode(node) });
    const inside = declaresHere && !(isFunctionBoundary(node) && !t.isArrowFunctionExpression(node));
    for (const child of children(node)) look(child, inParameters, inside);
  }
}

export function isDirectEval(node: t.Node): node is t.CallExpression {
  return t.isCallExpression(node) && t.isIdentifier(node.callee, { name: 'eval' });
}

/** Whether the code may mention the name; code that is not written down may mention any. */
export function mayMention({ code }: DynamicScope, name: string): boolean {
  // An escaped name cannot be told from others.
  return code === null || code.includes('\\') || wordsOf(code).has(name);
}

function wordsOf(code: string): Set<string> {
  return new Set(code.match(/[\p{ID_Continue}$\u200c\u200d]+/gu));
}

export interface DynamicScopeFacts {
  readonly kind: 'generator' | 'async' | 'async-generator';
  readonly strict: boolean;
  /** Binding the parameters can fail, and must then reject a promise. */
  readonly parametersReject: boolean;
  /** The shell can bind such parameters natively all the same. */
  readonly canReject: boolean;
}

/** Those that may reach the function's own variables; of no concern are literals that mention and declare none. */
export function reachingVariables(
  fn: t.Function,
  found: readonly DynamicScope[],
  strict: boolean,
): readonly DynamicScope[] {
  const own = declaredNames(fn.body);
  for (const parameter of fn.params) for (const { name } of boundIdentifiers(parameter)) own.add(name);
  if (t.isFunctionExpression(fn) && fn.id) own.add(fn.id.name);
  return found.filter((one) => {
    if (one.inParameters || one.kind === 'with' || one.code === null) return true;
    const declares = !strict && one.declaresHere && /\b(?:var|function)\b/.test(one.code);
    return declares || [...own].some((name) => mayMention(one, name));
  });
}

/** Of those that reach variables, the ones that cannot be compiled around. */
export function unsupportedDynamicScope(
  fn: t.Function,
  found: readonly DynamicScope[],
  facts: DynamicScopeFacts,
): readonly DynamicScope[] {
  if (facts.parametersReject && (!facts.canReject || usesSuper(fn, found))) return found;
  if (!facts.strict && t.isFunctionExpression(fn) && fn.id) {
    // Sloppy code assigns to the function's own name in vain, silently; compiled code could not.
    const { name } = fn.id;
    if (found.some((one) => one.kind === 'eval' && mayMention(one, name))) return found;
  }
  const inBody = found.filter(({ inParameters }) => !inParameters);
  return inBody.length > 0 && !canStayNative(fn, inBody, facts) ? inBody : [];
}

/** Whether the body can become an arrow of its own, and mean the same. */
function canStayNative(fn: t.Function, inBody: readonly DynamicScope[], facts: DynamicScopeFacts): boolean {
  if (suspends(fn.body, facts.kind === 'async-generator')) return false;
  const outer = fn.params.flatMap((parameter) => boundIdentifiers(parameter).map(({ name }) => name));
  if (!t.isArrowFunctionExpression(fn)) outer.push('arguments');
  // A variable of the body that has a parameter's name begins with its value, or is the parameter itself.
  const declared = declaredNames(fn.body);
  if (outer.some((name) => declared.has(name))) return false;
  const declaring = inBody.filter(({ kind, declaresHere }) => kind === 'eval' && declaresHere);
  return facts.strict || !declaring.some((one) => outer.some((name) => mayMention(one, name)));
}

/** Every name declared in the body at whatever depth, closures aside: more than are the body's own variables. */
function declaredNames(body: t.Node): Set<string> {
  const names = new Set<string>();
  collect(body);
  return names;

  function collect(node: t.Node): void {
    if (t.isVariableDeclarator(node)) for (const { name } of boundIdentifiers(node.id)) names.add(name);
    else if ((t.isFunctionDeclaration(node) || t.isClassDeclaration(node)) && node.id)
      names.add(node.id.name);
    if (isFunctionBoundary(node)) return;
    for (const child of children(node)) collect(child);
  }
}

/** `super` in the function itself, or possibly in code of a method. */
function usesSuper(fn: t.Function, found: readonly DynamicScope[]): boolean {
  const isMethod = t.isMethod(fn);
  if (isMethod && found.some((one) => one.kind === 'eval' && mayMention(one, 'super'))) return true;
  return [...fn.params, fn.body].some(look);

  function look(node: t.Node): boolean {
    return t.isSuper(node) || children(node).some(look);
  }
}

/** The text, if it is a literal or literals joined by `+`. */
function literalCode({ arguments: args }: t.CallExpression): string | null {
  const [code] = args;
  if (code === undefined) return '';
  return t.isExpression(code) ? textOf(code) : null;
}

function textOf(node: t.Expression): string | null {
  if (t.isStringLiteral(node)) return node.value;
  if (t.isTemplateLiteral(node) && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? null;
  if (!t.isBinaryExpression(node, { operator: '+' }) || t.isPrivateName(node.left)) return null;
  const left = textOf(node.left);
  const right = textOf(node.right);
  return left === null || right === null ? null : left + right;
}
