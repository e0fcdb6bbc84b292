/**
 * Puts a node where another one stands, and leaves Babel's paths alone: paths of functions further in, or beside it, are
 * still to be compiled by, and would lose their containers if a path between were given another node.
 */
import type { NodePath, t } from '../babel.ts';

/** Where a node stands: under a key, or somewhere in a list. */
export type Place = readonly t.Node[] | { readonly in: t.Node; readonly key: string };

/** Where nodes have gone that something was put around; their paths do not know. */
const moved = new WeakMap<t.Node, Place>();

/** `now`: where in the replacement the node stands from now on, if it does. */
export function replaceNode(path: NodePath, replacement: t.Node, now?: Place): void {
  const { node } = path;
  const place = moved.get(node) ?? placeOf(path);
  if ('in' in place) Object.assign(place.in, { [place.key]: replacement });
  else (place as t.Node[])[place.indexOf(node)] = replacement;
  if (now) moved.set(node, now);
}

/** For who has put a node somewhere else already. */
export function moveNode(node: t.Node, now: Place): void {
  moved.set(node, now);
}

function placeOf({ container, key }: NodePath): Place {
  return Array.isArray(container) ? container : { in: container as t.Node, key: key as string };
}
