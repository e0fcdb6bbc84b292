/**
 * Where abrupt completions go. Nothing is set up when a `try` is entered: the state says which region it was.
 *
 *   default: state = ~state; if (mode === 1) throw value;          an error thrown in lands like any other
 *            if (state >= 2 && state <= 4) { state = 6; continue; }   an injected return, where a `finally` is
 *            frame.state = -3; return value;
 *   catch:   if (state >= 2 && state <= 4) state = 5; else throw error;
 *            value = error;
 */
import { THROW, UNWIND } from '../../runtime/abi.ts';
import { t } from '../babel.ts';
import type { BlockId, IRFunction } from '../ir/types.ts';
import { returnPad, throwPad } from '../ir/visit.ts';
import type { StepNames } from './names.ts';
import { assign, number } from './nodes.ts';
import type { States } from './states.ts';

/** A run of states that share a landing pad. */
interface Span {
  readonly from: number;
  to: number;
  readonly pad: number;
}

/** The case for abrupt entry: the state comes as its complement, so it is none of the others. */
export function emitAbruptEntry(fn: IRFunction, states: States, names: StepNames): t.SwitchCase {
  const leave = [
    assign(t.memberExpression(t.identifier(names.frame), t.identifier('state')), number(UNWIND)),
    t.returnStatement(t.identifier(names.value)),
  ];
  const throws = spansOf(fn, states, throwPad);
  const returns = spansOf(fn, states, returnPad);
  if (throws.length === 0 && returns.length === 0) return t.switchCase(null, leave);
  const entered = assign(t.identifier(names.state), t.unaryExpression('~', t.identifier(names.state)));
  const isThrow = t.binaryExpression('===', t.identifier(names.mode), number(THROW));
  const body: t.Statement[] = [entered, t.ifStatement(isThrow, t.throwStatement(t.identifier(names.value)))];
  for (const [pad, spans] of byPad(returns)) {
    const goTo = t.blockStatement([assign(t.identifier(names.state), number(pad)), t.continueStatement()]);
    body.push(t.ifStatement(within(spans, names), goTo));
  }
  return t.switchCase(null, [...body, ...leave]);
}

/** The `catch` of the step; null where no throw lands anywhere. */
export function emitCatch(fn: IRFunction, states: States, names: StepNames): t.CatchClause | null {
  const pads = byPad(spansOf(fn, states, throwPad));
  if (pads.size === 0) return null;
  let dispatch: t.Statement = t.throwStatement(t.identifier(names.error));
  for (const [pad, spans] of [...pads].reverse()) {
    dispatch = t.ifStatement(within(spans, names), assign(t.identifier(names.state), number(pad)), dispatch);
  }
  const keep = assign(t.identifier(names.value), t.identifier(names.error));
  return t.catchClause(t.identifier(names.error), t.blockStatement([dispatch, keep]));
}

function spansOf(
  fn: IRFunction,
  { numberOf }: States,
  padOf: (region: IRFunction['regions'][number] | null) => BlockId | null,
): Span[] {
  const spans: Span[] = [];
  for (const [id, state] of numberOf) {
    const target = padOf(fn.blocks.get(id)!.region);
    if (target === null) continue;
    const pad = numberOf.get(target)!;
    const last = spans.at(-1);
    if (last?.to === state - 1 && last.pad === pad) last.to = state;
    else spans.push({ from: state, to: state, pad });
  }
  return spans;
}

function byPad(spans: readonly Span[]): Map<number, Span[]> {
  const pads = new Map<number, Span[]>();
  for (const span of spans) {
    const known = pads.get(span.pad);
    if (known) known.push(span);
    else pads.set(span.pad, [span]);
  }
  return pads;
}

function within(spans: readonly Span[], names: StepNames): t.Expression {
  const state = () => t.identifier(names.state);
  const tests = spans.map(({ from, to }): t.Expression => {
    if (from === to) return t.binaryExpression('===', state(), number(from));
    return t.logicalExpression(
      '&&',
      t.binaryExpression('>=', state(), number(from)),
      t.binaryExpression('<=', state(), number(to)),
    );
  });
  return tests.reduce((left, right) => t.logicalExpression('||', left, right));
}
