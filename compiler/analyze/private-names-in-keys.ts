/**
 * A key that suspends is evaluated before its class, where the class's private names mean nothing yet. Code in such keys
 * goes through a variable, which holds the ways to a name: to begin with those of a class nobody is an instance of, so that
 * they fail as they have to, and from the first static block on the real ones. Each evaluation has a variable of its own.
 *
 *   class C { #x; [(f = (o) => o.#x, yield)]() {} }
 *
 *   names = class { #x; static of_x = (o) => ({ get value() { return o.#x; }, … }) };
 *   class C { static { names = { of_x: (o) => ({ get value() { return o.#x; }, … }) }; } #x; [(f = (o) => names.of_x(o).value, yield)]() {} }
 */
import { t } from '../babel.ts';
import { childSlots, nodeIn, type Slot } from '../syntax/children.ts';
import { partsOfClass } from './class-parts.ts';
import { chainIn, isCallee, writeOutChain } from './optional-chains.ts';
import { childrenInFunction, isSuspensionPoint } from './suspensions.ts';

/** A class whose keys were opened, with two variables of each of its evaluations. */
export interface OpenedClass {
  /** Holds the ways to its names. */
  readonly holder: string;
  readonly link: string;
  /** The class that nobody is an instance of. */
  readonly twin: t.Expression;
}

export interface Namer {
  readonly freeName: (wished: string) => string;
  readonly runtimeImport: (name: string) => t.Identifier;
}

export function openPrivateNames(fn: t.Function, namer: Namer): ReadonlyMap<t.Node, OpenedClass> {
  const opened = new Map<t.Node, OpenedClass>();
  visit(fn.body);
  return opened;

  function visit(node: t.Node): void {
    const made = t.isClass(node) && partsSuspendOf(node) ? openClass(node, namer) : null;
    if (made) opened.set(node, made);
    for (const child of childrenInFunction(node)) visit(child);
  }
}

function partsSuspendOf(node: t.Class): boolean {
  return partsOfClass(node).some(({ slot }) => suspends(nodeIn(slot)));
}

function suspends(node: t.Node): boolean {
  return isSuspensionPoint(node) || childrenInFunction(node).some(suspends);
}

function openClass(node: t.Class, namer: Namer): OpenedClass | null {
  const parts = partsOfClass(node).filter(({ kind, isOutside }) => kind !== 'heritage' && !isOutside);
  const own = new Set(privateNames(node));
  const used = new Set<string>();
  const holder = namer.freeName('names');
  const link = namer.freeName('link');
  for (const { slot } of parts) rewrite(slot, own, { used, holder, link, namer });
  if (used.size === 0) return null;
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
  return { holder, link, twin };
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

interface Ways {
  readonly used: Set<string>;
  readonly holder: string;
  readonly link: string;
  readonly namer: Namer;
}

/** Puts ways for names in the expression, nested functions included; a class inside may have such a name of its own. */
function rewrite(slot: Slot, names: ReadonlySet<string>, ways: Ways): void {
  if (usesInChain(chainIn(nodeIn(slot)), names)) {
    const identifiers = { link: ways.link, bind: ways.namer.runtimeImport('bind') };
    slot.container[slot.key] = writeOutChain(slot, identifiers);
  }
  const node = nodeIn(slot);
  if (t.isClass(node)) {
    const inner = new Set([...names].filter((name) => !privateNames(node).includes(name)));
    for (const child of childSlots(node)) rewrite(child, child.key === 'superClass' ? names : inner, ways);
    return;
  }
  for (const child of childSlots(node)) rewrite(child, names, ways);
  const way = (kind: string, name: string, object: t.Expression) => {
    ways.used.add(name);
    const fn = t.memberExpression(t.identifier(ways.holder), t.identifier(`${kind}_${name}`));
    return t.callExpression(fn, [object]);
  };
  if (t.isMemberExpression(node) && t.isPrivateName(node.property) && names.has(node.property.id.name)) {
    const reference = way('of', node.property.id.name, node.object as t.Expression);
    const isCalled = isCallee(slot);
    slot.container[slot.key] = t.memberExpression(reference, t.identifier(isCalled ? 'bound' : 'value'));
  } else if (t.isBinaryExpression(node) && t.isPrivateName(node.left) && names.has(node.left.id.name)) {
    slot.container[slot.key] = way('has', node.left.id.name, node.right);
  }
}

function usesInChain(node: t.Node, names: ReadonlySet<string>): boolean {
  if (t.isOptionalCallExpression(node)) return usesInChain(node.callee, names);
  if (!t.isOptionalMemberExpression(node)) return false;
  const { property } = node as { property: t.Node };
  return (t.isPrivateName(property) && names.has(property.id.name)) || usesInChain(node.object, names);
}
