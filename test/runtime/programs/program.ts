/**
 * Random programs of tasks: what they are, how they are drawn, and what running one means. A program is interpreted by a
 * generator that yields operations; two worlds carry those out, the runtime (real.ts) and a reference model (model.ts).
 */
import fc from 'fast-check';
import type { Overflow } from '../../../runtime/index.ts';

/** Operations, by the number of what they are about. */
export type Op =
  | { readonly op: 'send'; readonly channel: number; readonly value: string }
  | { readonly op: 'receive' | 'next'; readonly channel: number }
  | { readonly op: 'broadcast'; readonly value: string }
  | { readonly op: 'hear'; readonly subscription: number }
  | { readonly op: 'sleep'; readonly ms: number }
  | { readonly op: 'checkpoint' }
  | { readonly op: 'await' | 'join'; readonly task: number }
  | { readonly op: 'acquire'; readonly permits: number; readonly count: number }
  | { readonly op: 'event' }
  | { readonly op: 'arrive' }
  | { readonly op: 'wait' }
  | { readonly op: 'timeout'; readonly ms: number; readonly of: Op }
  | {
      readonly op: 'select';
      readonly cases: readonly Op[];
      readonly order: 'fair' | 'first';
      readonly default: boolean;
    };

/** What is done without waiting. */
export type Call =
  | { readonly call: 'trySend'; readonly channel: number; readonly value: string }
  | { readonly call: 'tryReceive' | 'close' | 'fail' | 'cancelChannel'; readonly channel: number }
  | { readonly call: 'tryBroadcast'; readonly value: string }
  | { readonly call: 'unsubscribe'; readonly subscription: number }
  | { readonly call: 'cancel'; readonly task: number }
  | { readonly call: 'set' | 'clear' | 'notify' | 'notifyAll' | 'closeBroadcast' };

export type Step =
  | Op
  | Call
  | { readonly step: 'finally'; readonly body: readonly Step[]; readonly cleanUp: readonly (Op | Call)[] }
  /** Holds a lock for the body; on permits 0, the mutex of the condition, the body may wait. */
  | {
      readonly step: 'hold';
      readonly permits: number;
      readonly count: number;
      readonly body: readonly Step[];
    }
  | { readonly step: 'spawn'; readonly body: readonly Step[] }
  | { readonly step: 'scope'; readonly body: readonly Step[] }
  | { readonly step: 'throw' };

export interface Program {
  readonly channels: readonly { readonly capacity: number; readonly overflow: Overflow }[];
  readonly subscriptions: Program['channels'];
  /** How many each has; the first one is a mutex, and has a condition. */
  readonly permits: readonly number[];
  readonly parties: number;
  readonly tasks: readonly (readonly Step[])[];
}

/** What the worlds have in common, for the interpreter. `R`: what is yielded to have something done. */
export interface World {
  log(line: string): void;
  /** The operation as the world performs it; `lock`: what `wait` lets go of. */
  perform(op: Op, me: number, lock: unknown): unknown;
  inFinally(operation: unknown): unknown;
  call(call: Call): unknown;
  spawn(body: (me: number) => Generator<unknown, unknown, never>): void;
  /** Runs the body in place, in a scope. */
  scope(body: () => Generator<unknown, unknown, never>): unknown;
}

interface Holder {
  release(): void;
}

const text = (x: unknown): string => (x === undefined ? '' : JSON.stringify(x, named));

/** Of what has no text of its own, what it is. */
const named = (key: string, x: unknown): unknown => {
  if (key === 'reason') return undefined;
  if (typeof (x as Holder | null)?.release === 'function') return 'a lock';
  return (Object(x) as { code?: string }).code ?? (x instanceof Error ? x.message : x);
};

const messageOf = (e: unknown): string => {
  const { code, message } = Object(e) as { code?: string; message?: string };
  return code ?? message ?? String(e);
};

/** What is given back at once, so that a program that is over holds nothing. */
const give = (value: unknown): void => {
  const held = (value as { value?: unknown } | undefined)?.value ?? value;
  (held as Partial<Holder> | undefined)?.release?.();
};

// biome-ignore lint/suspicious/noExplicitAny: what comes back from a yield, only the step knows
type Running = Generator<unknown, true | undefined, any>;

/** One operation or call: done, and what became of it logged. A failure is caught, a cancellation cannot be. */
function* attempt(
  world: World,
  me: number,
  path: string,
  step: Op | Call,
  lock: unknown,
  shielded = false,
): Running {
  const name = 'op' in step ? step.op : step.call;
  try {
    let value: unknown;
    if ('call' in step) value = world.call(step);
    else {
      const operation = world.perform(step, me, lock);
      value = yield shielded ? world.inFinally(operation) : operation;
    }
    world.log(`${path} ${name} ${text(value)}`);
    give(value);
  } catch (e) {
    world.log(`${path} ${name} ! ${messageOf(e)}`);
  }
  return true;
}

/** Gives true at its end. A return that has waited in a `finally` is a value to a `yield*` (ES2025 15.5.5): it goes on here. */
export function* interpret(
  world: World,
  me: number,
  path: string,
  steps: readonly Step[],
  lock?: unknown,
): Running {
  for (const [n, step] of steps.entries()) {
    const here = `${path}.${n}`;
    if (!('step' in step)) yield* attempt(world, me, here, step, lock);
    else if (step.step === 'throw') throw new Error(`thrown at ${here}`);
    else if (step.step === 'spawn') {
      const { body } = step;
      try {
        world.spawn((child) => interpret(world, child, `${here}>`, body));
      } catch (e) {
        world.log(`${here} spawn ! ${messageOf(e)}`);
      }
    } else if (step.step === 'scope') {
      const { body } = step;
      try {
        yield world.scope(() => interpret(world, me, `${here}s`, body));
        world.log(`${here} scope`);
      } catch (e) {
        world.log(`${here} scope ! ${messageOf(e)}`);
      }
    } else if (step.step === 'finally') {
      try {
        world.log(`${here} try`);
        if (!(yield* interpret(world, me, here, step.body, lock))) return;
      } finally {
        world.log(`${here} finally`);
        for (const [m, each] of step.cleanUp.entries())
          yield* attempt(world, me, `${here}f${m}`, each, undefined, true);
      }
    } else if (step.step === 'hold') {
      const { permits, count } = step;
      const held: Holder = yield world.perform({ op: 'acquire', permits, count }, me, undefined);
      try {
        world.log(`${here} try`);
        if (!(yield* interpret(world, me, here, step.body, permits === 0 ? held : undefined))) return;
      } finally {
        world.log(`${here} finally`);
        held.release();
      }
    }
  }
  return true;
}

// ---- drawing

const CHANNELS = 3;
const SUBSCRIPTIONS = 2;
const PERMITS = 3;

let serial = 0;
/** Every value that is sent is another one. */
const value = fc.constant(0).map(() => `v${serial++}`);
const channel = fc.nat(CHANNELS - 1);
const subscription = fc.nat(SUBSCRIPTIONS - 1);
const task = fc.nat(7);
const ms = fc.nat(4);
const acquire = fc
  .record({ permits: fc.nat(PERMITS - 1), count: fc.integer({ min: 1, max: 3 }) })
  .map(({ permits, count }) => ({ permits, count: permits === 0 ? 1 : count }));

const simple: fc.Arbitrary<Op> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ op: fc.constant('send' as const), channel, value }) },
  { weight: 5, arbitrary: fc.record({ op: fc.constantFrom('receive' as const, 'next' as const), channel }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('broadcast' as const), value }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('hear' as const), subscription }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('sleep' as const), ms }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('checkpoint' as const) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constantFrom('await' as const, 'join' as const), task }) },
  { weight: 1, arbitrary: acquire.map((rest) => ({ op: 'acquire' as const, ...rest })) },
  { weight: 1, arbitrary: fc.record({ op: fc.constantFrom('event' as const, 'arrive' as const) }) },
);

const select: fc.Arbitrary<Op> = fc.record({
  op: fc.constant('select' as const),
  cases: fc.array(simple, { minLength: 1, maxLength: 4 }),
  order: fc.constantFrom('fair' as const, 'first' as const),
  default: fc.boolean().map((often) => often && serial++ % 4 === 0),
});

const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 5, arbitrary: simple },
  { weight: 3, arbitrary: select },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('timeout' as const), ms, of: simple }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('wait' as const) }) },
);

const call: fc.Arbitrary<Call> = fc.oneof(
  fc.record({ call: fc.constant('trySend' as const), channel, value }),
  fc.record({ call: fc.constant('tryReceive' as const), channel }),
  fc.record({ call: fc.constantFrom('close' as const, 'fail' as const, 'cancelChannel' as const), channel }),
  fc.record({ call: fc.constant('tryBroadcast' as const), value }),
  fc.record({ call: fc.constant('unsubscribe' as const), subscription }),
  fc.record({ call: fc.constant('closeBroadcast' as const) }),
  { weight: 2, arbitrary: fc.record({ call: fc.constant('cancel' as const), task }) },
  { weight: 2, arbitrary: fc.record({ call: fc.constantFrom('set' as const, 'clear' as const) }) },
  { weight: 2, arbitrary: fc.record({ call: fc.constantFrom('notify' as const, 'notifyAll' as const) }) },
);

/** A clean-up that ends by itself: nobody can cancel it. */
const cleanUp = fc.array(
  fc.oneof(
    call as fc.Arbitrary<Op | Call>,
    fc.record({ op: fc.constant('sleep' as const), ms }),
    fc.record({ op: fc.constant('timeout' as const), ms, of: simple }),
  ),
  { maxLength: 2 },
);

const { steps } = fc.letrec<{ steps: Step[]; step: Step }>((tie) => ({
  steps: fc.array(tie('step'), { maxLength: 6, depthIdentifier: 'steps' }),
  step: fc.oneof(
    { depthIdentifier: 'steps', maxDepth: 3, withCrossShrink: true },
    { weight: 8, arbitrary: op as fc.Arbitrary<Step> },
    { weight: 2, arbitrary: call },
    {
      weight: 2,
      arbitrary: fc.record({ step: fc.constant('finally' as const), body: tie('steps'), cleanUp }),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(acquire, tie('steps'))
        .map(([rest, body]) => ({ step: 'hold' as const, ...rest, body })),
    },
    { weight: 1, arbitrary: fc.record({ step: fc.constant('spawn' as const), body: tie('steps') }) },
    { weight: 1, arbitrary: fc.record({ step: fc.constant('scope' as const), body: tie('steps') }) },
    {
      weight: 1,
      arbitrary: fc
        .boolean()
        .map((rarely) => (rarely ? { step: 'throw' as const } : { op: 'checkpoint' as const })),
    },
  ),
}));

const channels = (count: number): fc.Arbitrary<Program['channels']> =>
  fc.array(
    fc.record({
      capacity: fc.constantFrom(0, 0, 1, 2, Number.POSITIVE_INFINITY),
      overflow: fc.constantFrom<Overflow>('suspend', 'suspend', 'suspend', 'drop-oldest', 'drop-newest'),
    }),
    { minLength: count, maxLength: count },
  );

export const programs: fc.Arbitrary<Program> = fc.record({
  channels: channels(CHANNELS),
  subscriptions: channels(SUBSCRIPTIONS),
  permits: fc.constant([1, 3, 3]),
  parties: fc.integer({ min: 2, max: 3 }),
  tasks: fc.array(steps, { minLength: 2, maxLength: 5 }),
});
