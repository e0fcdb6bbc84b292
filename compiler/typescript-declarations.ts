/**
 * `enum` and `namespace` inside of functions that are compiled, made JavaScript by Babel's own TypeScript: they declare
 * variables, which are the coroutine's to keep. Outside of such functions they stay what they are.
 *
 *   enum Color { Red }     →   let Color = function (Color) { Color[Color["Red"] = 0] = "Red"; return Color; }({});
 */
import { createRequire } from 'node:module';
import { childrenInFunction, isSuspensionPoint } from './analyze/suspensions.ts';
import type { NodePath } from './babel.ts';
import { isolated, loadOptionsSync, t } from './babel.ts';

/** True if there were any: functions inside of what is made have other paths then. */
export function transpileDeclarations(
  program: NodePath<t.Program>,
  functions: readonly { readonly fn: NodePath<t.Function> }[],
  plugins: readonly LoadedPlugin[],
): boolean {
  const holders = functions.map(({ fn }) => fn).filter(({ node }) => holdsDeclarations(node));
  if (holders.length === 0) return false;
  const visitor = typescript(plugins);
  const restore = makeKnown(program, new Set(holders.map(({ node }) => node)), visitor);
  for (const fn of holders) fn.traverse(visitor);
  for (const back of restore) back();
  return true;
}

/** An enum may use the constants of another one, which Babel knows when it has made code of that: for the time being. */
function makeKnown(
  program: NodePath<t.Program>,
  inside: ReadonlySet<t.Node>,
  visitor: DeclarationVisitor,
): (() => void)[] {
  const restore: (() => void)[] = [];
  program.traverse({
    Function(path) {
      if (inside.has(path.node)) path.skip();
    },
    TSEnumDeclaration(path) {
      const { node } = path;
      if (node.declare) return;
      visitor.TSEnumDeclaration(path);
      path.skip();
      restore.push(() => path.replaceWith(node));
    },
  });
  return restore;
}

function holdsDeclarations(root: t.Node): boolean {
  let found = false;
  t.traverseFast(root, ({ type }) => {
    found ||= type === 'TSEnumDeclaration' || type === 'TSModuleDeclaration';
  });
  return found;
}

type Handler<N extends t.Node> = (path: NodePath<N>) => void;

type DeclarationVisitor = {
  readonly TSModuleDeclaration: Handler<t.TSModuleDeclaration>;
  readonly TSEnumDeclaration: Handler<t.TSEnumDeclaration>;
};

/** Two of the visitors of Babel's plugin; all others have to do with types, which go when a function is taken apart. */
function typescript(configured: readonly LoadedPlugin[]): DeclarationVisitor {
  const { visitor = {} } = findTypeScript(configured) ?? findTypeScript(ownTypeScript())!;
  return {
    TSModuleDeclaration(path) {
      if (!holdsCode(path.node)) {
        path.remove();
        return;
      }
      for (const enter of visitor.TSModuleDeclaration!.enter as Handler<t.TSModuleDeclaration>[]) enter(path);
    },
    TSEnumDeclaration(path) {
      const suspends = holdsSuspension(path.node);
      asInBlock(path.parentPath!, () => {
        for (const enter of visitor.TSEnumDeclaration!.enter as Handler<t.TSEnumDeclaration>[]) enter(path);
      });
      if (suspends) openUp(path);
    },
  };
}

/** Babel makes code of enums in blocks only, though a `case` holds statements as well as a block does. */
function asInBlock(parent: NodePath, run: () => void): void {
  const { type } = parent;
  if (type === 'SwitchCase') parent.type = 'BlockStatement';
  run();
  parent.type = type;
}

export interface LoadedPlugin {
  readonly key?: string | undefined;
  readonly visitor?: Readonly<Record<string, { enter: Handler<never>[] }>>;
}

function findTypeScript(plugins: readonly LoadedPlugin[]): LoadedPlugin | undefined {
  return plugins.find(({ key }) => key === 'transform-typescript');
}

/** Where types are kept nobody has configured it. */
function ownTypeScript(): readonly LoadedPlugin[] {
  const preset = createRequire(import.meta.url).resolve('@babel/preset-typescript');
  const options = loadOptionsSync({ ...isolated, filename: 'file.ts', presets: [preset] });
  return (options as { plugins: LoadedPlugin[] }).plugins;
}

/** A namespace of types alone is nothing once they are gone. */
function holdsCode(node: t.Node | null | undefined): boolean {
  if (t.isExportNamedDeclaration(node)) return holdsCode(node.declaration);
  if (!node || ('declare' in node && node.declare)) return false;
  if (t.isTSModuleDeclaration(node)) return holdsCode(node.body);
  if (t.isTSModuleBlock(node)) return node.body.some(holdsCode);
  return t.isTSEnumDeclaration(node) || !t.isTypeScript(node);
}

function holdsSuspension(node: t.Node): boolean {
  return isSuspensionPoint(node) || childrenInFunction(node).some(holdsSuspension);
}

/**
 * A suspension cannot stand in the function that Babel makes of an enum:
 *
 *   let A = function (A) { A[A["X"] = yield] = "X"; return A; }({})
 *   →  let _A; let A = (_A = {}, _A[_A["X"] = yield] = "X", _A)
 */
function openUp(path: NodePath): void {
  const isNew = path.isVariableDeclaration();
  const made = (
    isNew ? path.get('declarations.0.init') : path.get('expression.right')
  ) as NodePath<t.CallExpression>;
  const fn = made.get('callee') as NodePath<t.FunctionExpression>;
  const name = (fn.node.params[0] as t.Identifier).name;
  const held = path.scope.generateUidIdentifier(name);
  fn.scope.rename(name, held.name);
  const members = fn.node.body.body.flatMap((one) => (t.isExpressionStatement(one) ? [one.expression] : []));
  const object = made.node.arguments[0] as t.Expression;
  made.replaceWith(
    t.sequenceExpression([t.assignmentExpression('=', held, object), ...members, t.cloneNode(held)]),
  );
  path.insertBefore(t.variableDeclaration('let', [t.variableDeclarator(t.cloneNode(held))]));
}
