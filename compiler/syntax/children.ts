/** Reads and replaces the children of a node by Babel's own visitor keys, so that no node type is listed twice. */
import { t } from '../babel.ts';

/** A place in the tree that holds a node: `container[key]`. */
export interface Slot {
  readonly container: Record<string | number, unknown>;
  readonly key: string | number;
}

export function childSlots(node: t.Node): Slot[] {
  const slots: Slot[] = [];
  for (const key of t.VISITOR_KEYS[node.type] ?? []) {
    const child = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(child)) {
      for (let i = 0; i < child.length; i++) {
        if (child[i]) slots.push({ container: child as unknown as Slot['container'], key: i });
      }
    } else if (child) slots.push({ container: node as unknown as Slot['container'], key });
  }
  return slots;
}

export function nodeIn(slot: Slot): t.Node {
  return slot.container[slot.key] as t.Node;
}

export function children(node: t.Node): t.Node[] {
  const found: t.Node[] = [];
  for (const key of t.VISITOR_KEYS[node.type] ?? []) {
    const child = (node as unknown as Record<string, t.Node | null | (t.Node | null)[]>)[key];
    if (Array.isArray(child)) {
      for (const one of child) if (one) found.push(one);
    } else if (child) found.push(child);
  }
  return found;
}

/** True for what starts a function of its own, in which `yield`, `await`, `return` and `this` mean something else. */
export function isFunctionBoundary(node: t.Node): boolean {
  return t.isFunction(node) || t.isStaticBlock(node) || isFieldInitializerHolder(node);
}

function isFieldInitializerHolder(node: t.Node): boolean {
  return t.isClassProperty(node) || t.isClassPrivateProperty(node) || t.isClassAccessorProperty(node);
}
