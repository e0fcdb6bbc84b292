/**
 * Methods of classes, and methods of literals that use `super`: they stay where they are, for their home object, and are
 * made the kind of function they were before anybody can see them.
 *
 *   class { *m() {} }     →   static { _m = _generatorMethod(this.prototype, "m"); }      first of the class's elements
 *   class { *#m() {} }    →   #_methods = (_m = _privateGenerator(_m, this.#m));          the first field of an instance
 *   { *m() { super.x } }  →   (_o = { m() { super.x } }, _m = _generatorMethod(_o, "m"), _o)
 *   @d *m() {}            →   @d @((...args) => void (_m = _privateGenerator(void 0, _decorated(args)))) m() {}
 *
 * Decorators come before the class is complete, and may put another method or class in its place. So where there are
 * any, of the class or the method, one more makes the method what it was, in time for all others.
 */
import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';
import type { CoroutineKind } from '../ir/types.ts';
import type { EcmascriptShell } from './ecmascript.ts';
import { keyText } from './ecmascript-names.ts';
import { declareAround } from './ecmascript-variables.ts';
import { replaceNode } from './replace-node.ts';
import type { RuntimeImport } from './states.ts';

const ADOPT: Record<CoroutineKind, string> = {
  generator: 'generatorMethod',
  async: 'asyncMethod',
  'async-generator': 'asyncGeneratorMethod',
};

const ADOPT_PRIVATE: Record<CoroutineKind, string> = {
  generator: 'privateGenerator',
  async: 'asyncFunction',
  'async-generator': 'privateAsyncGenerator',
};

type ClassMember = t.ClassMethod | t.ClassPrivateMethod;

/** What a class does first: for itself, and for each instance. */
interface Preparation {
  readonly forClass: t.Statement[];
  forInstances: t.ClassPrivateProperty | null;
}

const preparations = new WeakMap<t.ClassBody, Preparation>();

export function adoptClassMethod(
  path: NodePath<ClassMember>,
  shell: EcmascriptShell,
  runtimeImport: RuntimeImport,
): void {
  const { node } = path;
  const owner = path.parent as t.ClassBody;
  if (isDecorated(node) || (t.isClassMethod(node) && isReplaceable(path.parentPath.parentPath))) {
    decorate(path, shell, runtimeImport);
  } else if (t.isClassPrivateMethod(node)) {
    const name = t.privateName(t.identifier(node.key.id.name));
    const fn = t.memberExpression(t.thisExpression(), name);
    const known = shell.holder === null ? [] : [t.identifier(shell.holder)];
    const adopted = holding(
      shell,
      t.callExpression(runtimeImport(ADOPT_PRIVATE[shell.kind]), [...known, fn]),
    );
    const preparation = preparationOf(owner);
    if (node.static) first(owner, preparation).forClass.unshift(t.expressionStatement(adopted));
    else forInstances(path, owner, preparation, adopted);
  } else if (!isReplaced(node, owner.body))
    adoptPublicMethod(path as NodePath<t.ClassMethod>, shell, runtimeImport);
}

function adoptPublicMethod(
  path: NodePath<t.ClassMethod>,
  shell: EcmascriptShell,
  runtimeImport: RuntimeImport,
): void {
  const { node } = path;
  const owner = path.parent as t.ClassBody;
  const key = methodKey(path, node, path.parentPath.parentPath as NodePath, runtimeImport);
  const target = node.static
    ? t.thisExpression()
    : t.memberExpression(t.thisExpression(), t.identifier('prototype'));
  const rivals = rivalsOf(path, node, owner.body, path.parentPath.parentPath as NodePath, runtimeImport);
  const adopted = holding(
    shell,
    t.callExpression(runtimeImport(ADOPT[shell.kind]), [target, key, ...rivals]),
  );
  first(owner, preparationOf(owner)).forClass.unshift(t.expressionStatement(adopted));
}

export function isDecorated(node: t.Node): boolean {
  return 'decorators' in node && node.decorators != null && node.decorators.length > 0;
}

/** Whether static blocks run for whatever class decorators have put in place; by the older proposal they run before. */
function isReplaceable(owner: NodePath | null): boolean {
  if (owner === null || !isDecorated(owner.node)) return false;
  const { file } = owner.hub as unknown as { file?: { opts: { parserOpts?: { plugins?: unknown[] } } } };
  const plugins = file?.opts.parserOpts?.plugins ?? [];
  return !plugins.some((plugin) => (Array.isArray(plugin) ? plugin[0] : plugin) === 'decorators-legacy');
}

/** The innermost decorator is applied first. */
function decorate(
  path: NodePath<ClassMember | t.ObjectMethod>,
  shell: EcmascriptShell,
  runtimeImport: RuntimeImport,
): void {
  const args = t.identifier('args');
  const known = shell.holder === null ? [] : [t.unaryExpression('void', t.numericLiteral(0))];
  const fn = t.callExpression(runtimeImport('decorated'), [args]);
  const adopted = holding(shell, t.callExpression(runtimeImport(ADOPT_PRIVATE[shell.kind]), [...known, fn]));
  const decorator = t.arrowFunctionExpression(
    [t.restElement(t.identifier('args'))],
    t.unaryExpression('void', adopted),
  );
  path.node.decorators = [...(path.node.decorators ?? []), t.decorator(decorator)];
}

export function adoptObjectMethod(
  path: NodePath<t.ObjectMethod>,
  shell: EcmascriptShell,
  runtimeImport: RuntimeImport,
): void {
  const literal = path.parentPath;
  const object = path.parent as t.ObjectExpression;
  if (isDecorated(path.node)) return decorate(path, shell, runtimeImport);
  if (isReplaced(path.node, object.properties)) return;
  const key = methodKey(path, path.node, literal, runtimeImport);
  const rivals = rivalsOf(path, path.node, object.properties, literal, runtimeImport);
  let sequence = sequences.get(object);
  if (!sequence) {
    const held = declareAround(path, literal, 'object');
    const kept = t.assignmentExpression('=', held, object);
    sequence = t.sequenceExpression([kept, t.cloneNode(held)]);
    sequences.set(object, sequence);
    replaceNode(literal, sequence, { in: kept, key: 'right' });
  }
  const held = sequence.expressions.at(-1) as t.Identifier;
  const adopted = t.callExpression(runtimeImport(ADOPT[shell.kind]), [t.cloneNode(held), key, ...rivals]);
  sequence.expressions.splice(1, 0, holding(shell, adopted));
}

const sequences = new WeakMap<t.ObjectExpression, t.SequenceExpression>();

function holding({ holder }: EcmascriptShell, value: t.Expression): t.Expression {
  return holder === null ? value : t.assignmentExpression('=', t.identifier(holder), value);
}

type Keyed = t.ClassMethod | t.ObjectMethod | t.ObjectProperty;

/** The key once more; a computed one is kept when it is evaluated. */
function methodKey(path: NodePath, node: Keyed, owner: NodePath, runtimeImport: RuntimeImport): t.Expression {
  const text = keyText(node);
  if (text !== null) return t.stringLiteral(text);
  let key = kept.get(node);
  if (!key) {
    key = declareAround(path, owner, 'key');
    kept.set(node, key);
    const converted = t.callExpression(runtimeImport('toKey'), [node.key as t.Expression]);
    node.key = t.assignmentExpression('=', t.cloneNode(key), converted);
  }
  return t.cloneNode(key);
}

function keptSpread(path: NodePath, node: t.SpreadElement, owner: NodePath): t.Expression {
  let spread = kept.get(node);
  if (!spread) {
    spread = declareAround(path, owner, 'spread');
    kept.set(node, spread);
    node.argument = t.assignmentExpression('=', t.cloneNode(spread), node.argument);
  }
  return t.cloneNode(spread);
}

/** Where the key of a member, or what is spread, is kept when it is evaluated. */
const kept = new WeakMap<t.Node, t.Identifier>();

/** Later members that take the method's place if their keys, or its own, turn out to be the same. */
function rivalsOf(
  path: NodePath,
  node: t.ClassMethod | t.ObjectMethod,
  members: readonly t.Node[],
  owner: NodePath,
  runtimeImport: RuntimeImport,
): t.Expression[] {
  const own = keyText(node) ?? symbolOf(path, node);
  const rivals: t.Expression[] = [];
  for (const later of members.slice(members.indexOf(node) + 1)) {
    if (t.isSpreadElement(later)) {
      rivals.push(t.arrayExpression([keptSpread(path, later, owner)]));
    } else if (standsBeside(later, node)) {
      const other = keyText(later) ?? symbolOf(path, later);
      if (own === null || other === null) rivals.push(methodKey(path, later, owner, runtimeImport));
    }
  }
  return rivals;
}

/** A member of the same object that is defined when the literal is, or with the class's methods. */
function standsBeside(later: t.Node, node: t.ClassMethod | t.ObjectMethod): later is Keyed {
  if (t.isClassMethod(later)) return (later.static ?? false) === ((node as t.ClassMethod).static ?? false);
  return t.isObjectMember(later);
}

/** `[Symbol.iterator]` is known to be no other key, and the one that computed methods have. */
function symbolOf({ scope }: NodePath, { key, computed }: Keyed): string | null {
  const isSymbol =
    computed && t.isMemberExpression(key) && !key.computed && t.isIdentifier(key.object, { name: 'Symbol' });
  if (!isSymbol || scope.hasBinding('Symbol', { noGlobals: true })) return null;
  return `Symbol.${(key.property as t.Identifier).name}`;
}

/** A later member of the same name takes its place, so that nobody ever sees it. */
function isReplaced(node: t.ClassMethod | t.ObjectMethod, members: readonly t.Node[]): boolean {
  const text = keyText(node);
  return members
    .slice(members.indexOf(node) + 1)
    .some((later) => standsBeside(later, node) && text !== null && keyText(later) === text);
}

function preparationOf(owner: t.ClassBody): Preparation {
  let found = preparations.get(owner);
  if (!found) {
    found = { forClass: [], forInstances: null };
    preparations.set(owner, found);
  }
  return found;
}

/** The static block comes before every static field, so it runs before anybody else's code. */
function first(owner: t.ClassBody, preparation: Preparation): Preparation {
  if (preparation.forClass.length === 0) owner.body.unshift(t.staticBlock(preparation.forClass));
  return preparation;
}

/** Private methods are there before the first field is, and nobody sees the instance until then (ES2025 7.3.33). */
function forInstances(
  path: NodePath,
  owner: t.ClassBody,
  preparation: Preparation,
  adopted: t.Expression,
): void {
  const { forInstances: known } = preparation;
  if (known === null) {
    const name = t.privateName(t.identifier(path.scope.getProgramParent().generateUid('methods')));
    preparation.forInstances = t.classPrivateProperty(name, adopted);
    owner.body.unshift(preparation.forInstances);
  } else if (t.isSequenceExpression(known.value)) known.value.expressions.unshift(adopted);
  else known.value = t.sequenceExpression([adopted, known.value as t.Expression]);
}
