/**
 * Puts a node where another one stands, and leaves Babel's paths alone: paths of functions further in, or beside it, are
 * still to be compiled by, and would lose their containers if a path between were given another node.
 */
import type { NodePath, t } from '../babel.ts';

export function replaceNode({ container, key, node }: NodePath, replacement: t.Node): void {
  const slots = container as unknown as Record<string | number, unknown>;
  slots[Array.isArray(container) ? container.indexOf(node) : (key as string)] = replacement;
}
