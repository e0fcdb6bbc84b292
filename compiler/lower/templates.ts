/** Templates, plain and tagged. */
import { t } from '../babel.ts';
import { lowerCallee } from './calls.ts';
import { lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';
import { lastSuspending, lowerOperands } from './operands.ts';

/**
 * Each part is made a string before the next is evaluated (ES2025 13.2.8.6), so what stands before the last suspension
 * is a template of its own by then.
 *
 *   `a${f()}b${yield g}c`   →   t = `a${f()}b`; suspend g; `${t}${received}c`
 */
export function lowerTemplate(node: t.TemplateLiteral, lowering: Lowering): t.Expression {
  const expressions = node.expressions as t.Expression[];
  const last = lastSuspending(expressions, lowering);
  let quasis: t.TemplateElement[] = [];
  let parts: t.Expression[] = [];
  for (let i = 0; i <= expressions.length; i++) {
    quasis.push(copyElement(node.quasis[i]!, false));
    if (i === expressions.length) break;
    const expression = expressions[i]!;
    if (i <= last && lowering.suspends(expression) && (parts.length > 0 || i > 0)) collect();
    parts.push(i <= last ? lowerValue(expression, lowering) : expression);
  }
  quasis.at(-1)!.tail = true;
  return t.templateLiteral(quasis, parts);

  /** What has been gathered becomes a string now, and the first part of what follows. */
  function collect(): void {
    if (parts.length === 0) return;
    quasis.at(-1)!.tail = true;
    const text = lowering.read(lowering.store(t.templateLiteral(quasis, parts)));
    quasis = [element('', ''), element('', '')];
    parts = [text];
  }
}

function copyElement(node: t.TemplateElement, tail: boolean): t.TemplateElement {
  return element(node.value.raw, node.value.cooked ?? null, tail);
}

function element(raw: string, cooked: string | null, tail = false): t.TemplateElement {
  return t.templateElement(cooked === null ? { raw } : { raw, cooked }, tail);
}

/**
 *   o.tag`a${yield b}`   →   t1 = o; t2 = t1.tag; suspend b; bind(t2, t1)`a${received}`
 *
 * The strings stay those of one site, as the language has it: the same array each time.
 */
export function lowerTaggedTemplate(node: t.TaggedTemplateExpression, lowering: Lowering): t.Expression {
  const quasi = node.quasi;
  const expressions = quasi.expressions as t.Expression[];
  const callee = lowerCallee(
    node.tag,
    expressions.some((one) => lowering.suspends(one)),
    lowering,
  );
  quasi.expressions = lowerOperands(expressions, lowering);
  const tag = callee.self ? lowering.call('bind', callee.fn, callee.self) : callee.fn;
  return t.taggedTemplateExpression(tag, quasi);
}
