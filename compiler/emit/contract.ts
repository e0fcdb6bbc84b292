/**
 * How a step leaves at a suspension: by one kind plainly, with a state and a value, by all others through an exit of the
 * runtime. Two runtimes drive the same steps: the coroutines', and ECMAScript's own functions'.
 */
import { t } from '../babel.ts';
import type { CoroutineKind, Dialect, SuspendKind } from '../ir/types.ts';
import type { RuntimeImport } from './states.ts';

export interface StepContract {
  readonly plain: SuspendKind;
  readonly exits: Readonly<Partial<Record<SuspendKind, string>>>;
  /** The exit of a delegation after which nothing is left to do, where there is one of its own. */
  readonly lastExit?: string;
  /** What is given by its exit at once, and then is no suspension, if the frame still runs. */
  readonly passes?: SuspendKind;
  /** Exits are told whether cancellation has to wait there. */
  readonly shields: boolean;
  /** Somebody can return into the step; otherwise abrupt entry is a throw. */
  readonly returns: boolean;
  /** Completion is a state; otherwise it is that the step returns and has said nothing else. */
  readonly saysDone: boolean;
  /** A step that can be returned into, and handles nothing of the kind, is entered all the same, and says that it unwinds. */
  readonly unwinds: boolean;
  /** What has ended, or is dead at a suspension, is let go of: see leaving.ts. */
  readonly letsGo: boolean;
  /** Somebody may look at the frame while the step runs, and must find it running. */
  readonly isSeen: boolean;
}

const COROUTINE: StepContract = {
  plain: 'yield',
  exits: { delegate: 'delegate', transfer: 'transferTo', await: 'awaited' },
  lastExit: 'delegateLast',
  passes: 'await',
  shields: true,
  returns: true,
  saysDone: true,
  unwinds: true,
  letsGo: true,
  isSeen: true,
};

const WITHOUT_TASKS = {
  shields: false,
  returns: true,
  saysDone: false,
  unwinds: false,
  letsGo: false,
  isSeen: true,
};

const ECMASCRIPT: Record<CoroutineKind, StepContract> = {
  generator: { ...WITHOUT_TASKS, plain: 'yield', exits: { delegate: 'yieldFrom' } },
  async: { ...WITHOUT_TASKS, plain: 'await', exits: {}, returns: false, isSeen: false },
  'async-generator': {
    ...WITHOUT_TASKS,
    plain: 'await',
    exits: { yield: 'asyncYield', delegate: 'asyncYieldFrom' },
  },
};

export function contractOf(kind: CoroutineKind, dialect: Dialect): StepContract {
  return dialect === 'coroutine' ? COROUTINE : ECMASCRIPT[kind];
}

const CLASS_OF: Record<CoroutineKind, string> = {
  generator: 'Coroutine',
  async: 'AsyncCoroutine',
  'async-generator': 'AsyncGeneratorCoroutine',
};

/** What the shell returns. `holder`: through which a generator function reads its own `prototype`. */
export function outcomeOf(
  kind: CoroutineKind,
  dialect: Dialect,
  step: string,
  holder: string | null,
  runtimeImport: RuntimeImport,
): t.Expression {
  const argument = t.identifier(step);
  if (dialect === 'coroutine') return t.newExpression(runtimeImport(CLASS_OF[kind]), [argument]);
  if (kind === 'async') return t.callExpression(runtimeImport('runAsync'), [argument]);
  const make = runtimeImport(kind === 'generator' ? 'generator' : 'asyncGenerator');
  return t.callExpression(make, [holder === null ? t.nullLiteral() : t.identifier(holder), argument]);
}

/** The body of an async function that never suspends, and its directives. */
export function settleBody(
  { body }: t.Function,
  runtimeImport: RuntimeImport,
): { readonly body: t.Statement[]; readonly directives: t.Directive[] } {
  const directives = t.isBlockStatement(body) ? body.directives : [];
  if (t.isBlockStatement(body)) body.directives = [];
  const settled = t.callExpression(runtimeImport('settle'), [t.arrowFunctionExpression([], body)]);
  settled.loc = body.loc ?? null;
  return { body: [t.returnStatement(settled)], directives };
}
