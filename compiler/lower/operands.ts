/**
 * Operands in order. Those before the last that suspends are saved, for what they read may change while the coroutine
 * is suspended; that one and all after it are left in place, and evaluated there.
 */
import { t } from '../babel.ts';
import { lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';

export function lowerOperands(nodes: readonly t.Expression[], lowering: Lowering): t.Expression[] {
  const last = lastSuspending(nodes, lowering);
  return nodes.map((node, i) => {
    if (i > last) return node;
    const value = lowerValue(node, lowering);
    return i === last ? value : lowering.save(value);
  });
}

export function lastSuspending(nodes: readonly (t.Node | null)[], lowering: Lowering): number {
  for (let i = nodes.length - 1; i >= 0; i--) if (lowering.suspends(nodes[i])) return i;
  return -1;
}

type Element = t.Expression | t.SpreadElement | null;

/** Past so many saved elements they go into a list, so that nothing has thousands of temporaries. */
const MOST_TEMPORARIES = 64;

export type LoweredElements =
  | { readonly kind: 'elements'; readonly elements: Element[] }
  /** An array that holds them all, made for this alone. */
  | { readonly kind: 'list'; readonly list: t.Expression };

/**
 * Arguments, or the elements of an array. A spread before a suspension is consumed at its place, so from there on they
 * are collected in a list.
 *
 *   f(...a, yield b, c)   →   t = [...a]; suspend b; f with append(t, [received, c])
 */
export function lowerElements(nodes: readonly Element[], lowering: Lowering): LoweredElements {
  const last = lastSuspending(nodes, lowering);
  if (last < 0) return { kind: 'elements', elements: [...nodes] };
  const spreadsFirst = nodes.slice(0, last).some((node) => t.isSpreadElement(node));
  if (!spreadsFirst && last <= MOST_TEMPORARIES) {
    const elements = nodes.map((node, i) => {
      if (node === null || i > last) return node;
      if (t.isSpreadElement(node)) return t.spreadElement(lowerValue(node.argument, lowering));
      const value = lowerValue(node, lowering);
      return i === last ? value : lowering.save(value);
    });
    return { kind: 'elements', elements };
  }
  return { kind: 'list', list: lowerList(nodes, last, lowering) };
}

/** Collects runs of elements up to each suspension; the last run is what remains. */
function lowerList(nodes: readonly Element[], last: number, lowering: Lowering): t.Expression {
  const list = lowering.store(t.arrayExpression([]), '_list');
  let run: Element[] = [];
  for (const [i, node] of nodes.entries()) {
    if (i <= last && node !== null && lowering.suspends(node)) {
      flush();
      const value = lowerValue(t.isSpreadElement(node) ? node.argument : node, lowering);
      run.push(t.isSpreadElement(node) ? t.spreadElement(value) : value);
    } else run.push(node);
  }
  return run.length > 0 ? append() : lowering.read(list);

  function append(): t.Expression {
    return lowering.call('append', lowering.read(list), t.arrayExpression(run));
  }
  /** Evaluates what has been gathered before the next suspension. */
  function flush(): void {
    if (run.length === 0) return;
    lowering.builder.evaluate(append());
    run = [];
  }
}
