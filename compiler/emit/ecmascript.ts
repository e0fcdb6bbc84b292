/**
 * What a function becomes with `functions: 'all'`: a function object that is, as far as programs can tell, the one it was
 * (ES2025 15.5, 15.6, 15.8, 15.9). Methods and arrows cannot be constructed, so every shell is one of them.
 *
 *   function* f(a) {}        →   var f = _generatorFunction(_f => ({ f(a) { … return _generator(_f, step); } }).f);
 *   async function f(a) {}   →   var f = _asyncFunction(f = (a) => _runAsync(step));       without a receiver
 *   x = async () => {}       →   x = _asyncFunction({ x: () => { … return _runAsync(step); } }.x);
 *   ({ *m() {} })            →   ({ m: _generatorFunction(…) })
 *   class { *m() {} }        →   class { static { _m = _generatorMethod(this.prototype, "m"); } m() { … } }
 */
import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';
import type { CoroutineKind } from '../ir/types.ts';
import { becomesVar, hoist } from './declarations.ts';
import { adoptClassMethod, adoptObjectMethod, isDecorated } from './ecmascript-methods.ts';
import { keyText, nameFromPlace } from './ecmascript-names.ts';
import { declareAround } from './ecmascript-variables.ts';
import { replaceNode } from './replace-node.ts';
import { becomePlain, located, type Shell } from './shell.ts';
import type { RuntimeImport } from './states.ts';

export interface EcmascriptShell extends Shell {
  readonly kind: CoroutineKind;
  /** Through which a generator function finds itself. */
  readonly holder: string | null;
  readonly usesSuper: boolean;
}

/** A variable around the class or literal by which a method finds itself; null for what is wrapped in a function. */
export function holderAround(
  path: NodePath<t.Function>,
  kind: CoroutineKind,
  usesSuper: boolean,
): string | null {
  if (kind === 'async') return null;
  if (path.isClassMethod() || path.isClassPrivateMethod()) {
    return declareAround(path, path.parentPath.parentPath as NodePath, keyText(path.node) ?? 'method').name;
  }
  if (path.isObjectMethod() && (usesSuper || isDecorated(path.node)))
    return declareAround(path, path.parentPath, keyText(path.node) ?? 'method').name;
  return null;
}

export function emitEcmascript(
  path: NodePath<t.Function>,
  shell: EcmascriptShell,
  runtimeImport: RuntimeImport,
): void {
  if (path.isClassMethod() || path.isClassPrivateMethod()) {
    becomePlain(path.node, shell);
    adoptClassMethod(path, shell, runtimeImport);
  } else if (path.isObjectMethod()) {
    if (shell.usesSuper || isDecorated(path.node)) {
      becomePlain(path.node, shell);
      adoptObjectMethod(path, shell, runtimeImport);
    } else replaceMethod(path, shell, runtimeImport);
  } else if (path.isFunctionDeclaration()) {
    const id = path.node.id ?? path.scope.getProgramParent().generateUidIdentifier('default');
    const made = isNamedByVariable(path, shell)
      ? namedByVariable(path.node, shell, id.name, runtimeImport)
      : functionObject(path, shell, nameKey(path.node.id?.name ?? 'default'), runtimeImport);
    hoist(path, made, id);
  } else replaceNode(path, functionObject(path, shell, expressionKey(path, runtimeImport), runtimeImport));
}

/** A variable that exists already names an arrow that is assigned to it, and minifiers can rename both. */
function isNamedByVariable(
  path: NodePath<t.FunctionDeclaration>,
  { kind, usesReceiver, parameters }: EcmascriptShell,
): boolean {
  const { id } = path.node;
  if (kind !== 'async' || usesReceiver || !id || !t.isValidIdentifier(id.name)) return false;
  return becomesVar(path) && withoutDuplicates(parameters).every((each, i) => each === parameters[i]);
}

/** `_asyncFunction(f = (a) => { … })` */
function namedByVariable(
  node: t.FunctionDeclaration,
  shell: EcmascriptShell,
  name: string,
  runtimeImport: RuntimeImport,
): t.Expression {
  const assigned = t.assignmentExpression('=', t.identifier(name), arrow(node, shell, shell.parameters));
  return located(t.callExpression(runtimeImport(MAKE[shell.kind]), [assigned]), node);
}

function arrow(node: t.Function, shell: Shell, parameters: t.Function['params']): t.ArrowFunctionExpression {
  const body = t.blockStatement(shell.body, shell.directives);
  const made = t.arrowFunctionExpression(
    parameters as t.ArrowFunctionExpression['params'],
    returnedValue(body) ?? body,
  );
  return located(made, node);
}

/** The key under which a function is written in a literal, to be named by it. */
interface Key {
  readonly node: () => t.Expression;
  readonly computed: boolean;
  /** Nothing names it. */
  readonly empty: boolean;
}

function nameKey(name: string): Key {
  const plain = t.isValidIdentifier(name, false) && name !== '__proto__';
  return {
    node: () => (plain ? t.identifier(name) : t.stringLiteral(name)),
    computed: name === '__proto__',
    empty: name === '',
  };
}

function expressionKey(path: NodePath<t.Function>, runtimeImport: RuntimeImport): Key {
  const own = t.isFunctionExpression(path.node) ? path.node.id?.name : undefined;
  if (own !== undefined) return nameKey(own);
  const name = nameFromPlace(path);
  if (typeof name === 'string') return nameKey(name);
  const owner = name.isObjectProperty() ? name.parentPath : (name.parentPath?.parentPath as NodePath);
  return computedKey(name, owner, runtimeImport);
}

/** `[k]` becomes `[_key = _toKey(k)]`, and names the function by what it was. */
function computedKey(path: NodePath, owner: NodePath, runtimeImport: RuntimeImport): Key {
  const node = path.node as t.ObjectMethod | t.ObjectProperty | t.ClassMethod | t.ClassProperty;
  const key = declareAround(path, owner, 'key');
  node.key = t.assignmentExpression(
    '=',
    key,
    t.callExpression(runtimeImport('toKey'), [node.key as t.Expression]),
  );
  return { node: () => t.cloneNode(key), computed: true, empty: false };
}

function replaceMethod(
  path: NodePath<t.ObjectMethod>,
  shell: EcmascriptShell,
  runtimeImport: RuntimeImport,
): void {
  const { node } = path;
  const text = keyText(node);
  const key = text === null ? computedKey(path, path.parentPath, runtimeImport) : nameKey(text);
  const made = functionObject(path, shell, key, runtimeImport);
  // `__proto__: f` would set the prototype.
  const isProto = text === '__proto__';
  replaceNode(
    path,
    located(
      t.objectProperty(isProto ? t.stringLiteral(text) : node.key, made, isProto || node.computed),
      node,
    ),
  );
}

const MAKE: Record<CoroutineKind, string> = {
  generator: 'generatorFunction',
  async: 'asyncFunction',
  'async-generator': 'asyncGeneratorFunction',
};

function functionObject(
  path: NodePath<t.Function>,
  shell: EcmascriptShell,
  key: Key,
  runtimeImport: RuntimeImport,
): t.Expression {
  const { node } = path;
  const make = runtimeImport(MAKE[shell.kind]);
  const own = shell.usesSelf && t.isFunctionExpression(node) ? (node.id as t.Identifier).name : null;
  const fn = named(node, shell, key);
  const statements = (name: string) => [
    t.variableDeclaration('const', [t.variableDeclarator(t.identifier(name), fn)]),
    t.returnStatement(t.identifier(name)),
  ];
  const body = own === null ? fn : t.blockStatement(statements(own));
  if (shell.holder !== null) {
    return located(
      t.callExpression(make, [t.arrowFunctionExpression([t.identifier(shell.holder)], body)]),
      node,
    );
  }
  const value = t.isExpression(body) ? body : t.callExpression(t.arrowFunctionExpression([], body), []);
  return located(t.callExpression(make, [value]), node);
}

/** `{ name() {} }.name`, `{ name: () => {} }.name`; an arrow without a name as it is. */
function named(node: t.Function, shell: EcmascriptShell, key: Key): t.Expression {
  const isArrow = t.isArrowFunctionExpression(node);
  const parameters = isArrow ? shell.parameters : withoutDuplicates(shell.parameters);
  if (isArrow) {
    const value = arrow(node, shell, parameters);
    if (key.empty) return value;
    const property = t.objectProperty(key.node(), value, key.computed);
    return member(t.objectExpression([property]), key);
  }
  const body = t.blockStatement(shell.body, shell.directives);
  const method = t.objectMethod(
    'method',
    key.node(),
    parameters as t.ObjectMethod['params'],
    body,
    key.computed,
  );
  return member(t.objectExpression([located(method, node)]), key);
}

/** What a body returns that does nothing else. */
function returnedValue({ body, directives }: t.BlockStatement): t.Expression | null {
  const [only] = body;
  return body.length === 1 && directives.length === 0 && t.isReturnStatement(only)
    ? (only.argument ?? null)
    : null;
}

function member(object: t.Expression, key: Key): t.Expression {
  const property = key.node();
  return t.memberExpression(object, property, key.computed || !t.isIdentifier(property));
}

/** A sloppy function may have two parameters of one name, of which the last counts; a method may not. */
function withoutDuplicates(parameters: t.Function['params']): t.Function['params'] {
  const names = parameters.map((parameter) => (t.isIdentifier(parameter) ? parameter.name : null));
  const taken = new Set(names);
  return parameters.map((parameter, i) => {
    if (names[i] === null || names.lastIndexOf(names[i]!) === i) return parameter;
    let name = `_${names[i]}`;
    while (taken.has(name)) name = `_${name}`;
    taken.add(name);
    return t.identifier(name);
  });
}
