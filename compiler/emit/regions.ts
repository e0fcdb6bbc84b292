/**
 * Where abrupt completions go. Nothing is set up when a `try` is entered: the state says which region it was. What is
 * thrown in or returned into the frame falls out of the switch, and lands like an error of the step's own, without being
 * thrown once more:
 *
 *   for (;;) {
 *     try {
 *       switch (state) { case 0: …  default: state = ~state; }
 *     } catch (error) { value = error; mode = 1; }
 *     if (state >= 2 && state <= 4) state = mode === 1 ? 5 : 6;      `catch` or `finally`; an injected return, where a `finally` is
 *     else if (mode === 1) throw value;
 *     else { frame.state = -3; return value; }
 *   }
 */
import { THROW, UNWIND } from '../../runtime/abi.ts';
import { t } from '../babel.ts';
import type { BlockId, IRFunction } from '../ir/types.ts';
import { returnPad, throwPad } from '../ir/visit.ts';
import type { StepContract } from './contract.ts';
import { sayState } from './leaving.ts';
import type { StepNames } from './names.ts';
import { assign, number } from './nodes.ts';
import type { States } from './states.ts';

/** A run of states that share a landing pad. */
interface Span {
  readonly from: number;
  to: number;
  readonly pad: number;
}

/** The switch on the state, with what is around it. */
export function emitDispatch(
  fn: IRFunction,
  states: States,
  names: StepNames,
  { returns: canReturn, unwinds }: StepContract,
): { readonly body: t.Statement; readonly readsMode: boolean } {
  const throws = spansOf(fn, states, throwPad);
  const returns = spansOf(fn, states, returnPad);
  const dispatch = (...abrupt: t.Statement[]) => {
    const cases = abrupt.length === 0 ? [] : [t.switchCase(null, abrupt)];
    return t.switchStatement(t.identifier(names.state), [...states.cases, ...cases]);
  };
  if (throws.length === 0 && returns.length === 0) {
    const body = dispatch(...passOn());
    return { body: states.loops ? t.forStatement(null, null, null, body) : body, readsMode: false };
  }
  const entered = assign(t.identifier(names.state), t.unaryExpression('~', t.identifier(names.state)));
  const caught = [assign(t.identifier(names.value), t.identifier(names.error))];
  if (canReturn) caught.push(assign(t.identifier(names.mode), number(THROW)));
  const guarded = t.tryStatement(
    t.blockStatement([dispatch(entered)]),
    t.catchClause(t.identifier(names.error), t.blockStatement(caught)),
  );
  const landing = emitLanding(byPad(throws), byPad(returns), names, canReturn);
  return {
    body: t.forStatement(null, null, null, t.blockStatement([guarded, landing])),
    readsMode: canReturn,
  };

  /** Where nothing lands. The runtime may know from a step without `mode` that it need not be entered at all. */
  function passOn(): t.Statement[] {
    if (!canReturn) return [t.throwStatement(t.identifier(names.value))];
    return unwinds ? unwind(names) : [];
  }
}

/** From the state of an abrupt completion to its landing pad, or out of the step. */
function emitLanding(
  throws: ReadonlyMap<number, readonly Span[]>,
  returns: ReadonlyMap<number, readonly Span[]>,
  names: StepNames,
  canReturn: boolean,
): t.Statement {
  const isThrow = () => t.binaryExpression('===', t.identifier(names.mode), number(THROW));
  const goesOn = t.throwStatement(t.identifier(names.value));
  if (!canReturn) return land(throws, names, goesOn);
  const leaves = t.blockStatement(unwind(names));
  const [thrown, ...moreThrown] = throws;
  const [returned, ...moreReturned] = returns;
  const isOne = thrown && returned && moreThrown.length === 0 && moreReturned.length === 0;
  if (isOne && isSame(thrown[1], returned[1])) {
    const pad = t.conditionalExpression(isThrow(), number(thrown[0]), number(returned[0]));
    const out = t.ifStatement(isThrow(), goesOn, leaves);
    return t.ifStatement(within(thrown[1], names), assign(t.identifier(names.state), pad), out);
  }
  return t.ifStatement(
    isThrow(),
    t.blockStatement([land(throws, names, goesOn)]),
    land(returns, names, leaves),
  );
}

function land(
  pads: ReadonlyMap<number, readonly Span[]>,
  names: StepNames,
  otherwise: t.Statement,
): t.Statement {
  return [...pads].reduceRight(
    (rest, [pad, spans]) =>
      t.ifStatement(within(spans, names), assign(t.identifier(names.state), number(pad)), rest),
    otherwise,
  );
}

/** Goes on outward as it was injected. */
function unwind(names: StepNames): t.Statement[] {
  return [...sayState(UNWIND, names), t.returnStatement(t.identifier(names.value))];
}

function isSame(left: readonly Span[], right: readonly Span[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ from, to }, i) => from === right[i]!.from && to === right[i]!.to)
  );
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
