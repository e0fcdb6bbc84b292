/**
 * A key that suspends is evaluated before its class, where the class's private names mean nothing yet. Code in such keys
 * goes through a variable, which holds the ways to a name: to begin with those of a class nobody is an instance of, so that
 * they fail as they have to, and from the first static block on the real ones.
 *
 *   class C { #x; [(f = (o) => o.#x, yield)]() {} }
 *
 *   let names = class { #x; static x = (o) => ({ get value() { return o.#x; }, … }) };
 *   class C { static { names = { x: (o) => ({ get value() { return o.#x; }, … }) }; } #x; [(f = (o) => names.x(o).value, yield)]() {} }
 */
import { t } from '../babel.ts';
import { childSlots, isFunctionBoundary, nodeIn, type Slot } from '../syntax/children.ts';
import { partsOfClass } from './class-parts.ts';
import { childrenInFunction, isSuspensionPoint } from './suspensions.ts';

/** The list of statements that code stands in, and which of them; null where it may run more often than that one does. */
type Place = { readonly list: t.Statement[]; readonly statement: t.Statement } | null;

export interface Namer {
  readonly freeName: (wished: string) => string;
  readonly runtimeImport: (name: string) => t.Identifier;
}

export function openPrivateNames(fn: t.Function, namer: Namer): void {
  visit(fn.body, null);

  function visit(node: t.Node, place: Place): void {
    if (t.isClass(node) && place) openClass(node, place, namer);
    for (const slot of childSlots(node)) {
      const child = nodeIn(slot);
      if (isFunctionBoundary(child) && !partsSuspend(child)) continue;
      visit(child, placeOf(slot, node, child, place));
    }
  }
}

function placeOf({ container }: Slot, parent: t.Node, child: t.Node, outer: Place): Place {
  if (t.isStatement(child)) {
    return Array.isArray(container) ? { list: container as t.Statement[], statement: child } : null;
  }
  const runsOften = (t.isForStatement(parent) && child !== parent.init) || t.isWhile(parent);
  return runsOften ? null : outer;
}

function partsSuspend(node: t.Node): boolean {
  return childrenInFunction(node).some((part) => isSuspensionPoint(part) || partsSuspend(part));
}

function openClass(node: t.Class, { list, statement }: NonNullable<Place>, namer: Namer): void {
  const parts = partsOfClass(node).filter(({ kind, isOutside }) => kind !== 'heritage' && !isOutside);
  if (!partsOfClass(node).some(({ slot }) => isSuspensionPoint(nodeIn(slot)) || partsSuspend(nodeIn(slot))))
    return;
  const own = privateNames(node);
  const used = new Set<string>();
  const holder = namer.freeName('names');
  for (const { slot } of parts) rewrite(slot, new Set(own), used, holder);
  if (used.size === 0) return;
  const twin = t.classExpression(null, null, t.classBody([]));
  for (const name of used) twin.body.body.push(t.classPrivateProperty(privateName(name)));
  for (const [key, value] of waysTo(used, namer)) {
    twin.body.body.push(t.classProperty(t.identifier(key), value, null, null, false, true));
  }
  const real = t.objectExpression(
    waysTo(used, namer).map(([key, value]) => t.objectProperty(t.identifier(key), value)),
  );
  const open = t.assignmentExpression('=', t.identifier(holder), real);
  node.body.body.unshift(t.staticBlock([t.expressionStatement(open)]));
  const declaration = t.variableDeclaration('let', [t.variableDeclarator(t.identifier(holder), twin)]);
  list.splice(list.indexOf(statement), 0, declaration);
}

export function privateNames(node: t.Class): string[] {
  return node.body.body.flatMap((member) =>
    'key' in member && t.isPrivateName(member.key) ? [member.key.id.name] : [],
  );
}

function privateName(name: string): t.PrivateName {
  return t.privateName(t.identifier(name));
}

/** `x: (o) => ({ get value() {}, set value(v) {}, get bound() {} })`, `hasx: (o) => #x in o` */
function waysTo(names: ReadonlySet<string>, { runtimeImport }: Namer): [string, t.Expression][] {
  return [...names].flatMap((name): [string, t.Expression][] => {
    const member = () => t.memberExpression(t.identifier('o'), privateName(name));
    const accessor = (kind: 'get' | 'set', key: string, statement: t.Statement) =>
      t.objectMethod(
        kind,
        t.identifier(key),
        kind === 'set' ? [t.identifier('v')] : [],
        t.blockStatement([statement]),
      );
    const reference = t.objectExpression([
      accessor('get', 'value', t.returnStatement(member())),
      accessor(
        'set',
        'value',
        t.expressionStatement(t.assignmentExpression('=', member(), t.identifier('v'))),
      ),
      accessor(
        'get',
        'bound',
        t.returnStatement(t.callExpression(runtimeImport('bind'), [member(), t.identifier('o')])),
      ),
    ]);
    const has = t.binaryExpression('in', privateName(name) as unknown as t.Expression, t.identifier('o'));
    const of = (body: t.Expression) => t.arrowFunctionExpression([t.identifier('o')], body);
    return [
      [`of_${name}`, of(reference)],
      [`has_${name}`, of(has)],
    ];
  });
}

/** Puts ways for names in the expression, nested functions included; a class inside may have such a name of its own. */
function rewrite(slot: Slot, names: ReadonlySet<string>, used: Set<string>, holder: string): void {
  const node = nodeIn(slot);
  if (t.isClass(node)) {
    const inner = new Set([...names].filter((name) => !privateNames(node).includes(name)));
    for (const child of childSlots(node))
      rewrite(child, child.key === 'superClass' ? names : inner, used, holder);
    return;
  }
  for (const child of childSlots(node)) rewrite(child, names, used, holder);
  const way = (kind: string, name: string, object: t.Expression) => {
    used.add(name);
    const ways = t.memberExpression(t.identifier(holder), t.identifier(`${kind}_${name}`));
    return t.callExpression(ways, [object]);
  };
  if (t.isMemberExpression(node) && t.isPrivateName(node.property) && names.has(node.property.id.name)) {
    const reference = way('of', node.property.id.name, node.object as t.Expression);
    slot.container[slot.key] = t.memberExpression(
      reference,
      t.identifier(slot.key === 'callee' || slot.key === 'tag' ? 'bound' : 'value'),
    );
  } else if (t.isBinaryExpression(node) && t.isPrivateName(node.left) && names.has(node.left.id.name)) {
    slot.container[slot.key] = way('has', node.left.id.name, node.right);
  }
}
