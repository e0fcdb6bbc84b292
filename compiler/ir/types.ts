/**
 * The control-flow graph of one coroutine.
 *
 * Expressions and statements that contain no suspension stay Babel's nodes; what the graph adds is where control goes.
 * Variables are objects, not names: a node that stands for one is in `fn.references`, so passes never compare strings.
 *
 *   function* (n) { for (let i = 0; i < n; i++) yield i; }
 *
 *   b0: i = 0; jump b1
 *   b1: branch i < n ? b2 : b4
 *   b2: suspend yield i → b3
 *   b3: i++; jump b1
 *   b4: return
 */
import type { types as t } from '@babel/core';

declare const brand: unique symbol;
export type BlockId = number & { readonly [brand]: 'block' };
export type RegionId = number & { readonly [brand]: 'region' };

export type CoroutineKind = 'generator' | 'async' | 'async-generator';

/** Whose functions they become: coroutines of the runtime, or ECMAScript's own with all their semantics. */
export type Dialect = 'coroutine' | 'ecmascript';

/**
 * A variable of the coroutine.
 *
 * - `parameter`: lives in the shell by itself.
 * - `binding`: a variable of the source.
 * - `temporary`: made by lowering, to keep an operand across a suspension.
 * - `environment`: the record of a loop body's captured bindings, made fresh each iteration.
 * - `received`: what the frame was resumed with, or what a landing pad caught. It is the step's third parameter: defined
 *   at the start of a resume block or a landing pad, and dead after its first use.
 */
export interface Variable {
  readonly kind: 'parameter' | 'binding' | 'temporary' | 'environment' | 'received';
  /** The name wished for; emission makes it a free one. */
  name: string;
  /** Closures read or write it, so it must live in the shell whatever liveness says. */
  captured: boolean;
  /** Set by the slots pass: true when it is kept in the shell's closure across suspensions, false for a local of the step. */
  spilled: boolean;
}

export type Loc = t.SourceLocation | null;

/** What can name a variable: a tag of JSX does, too. */
export type Name = t.Identifier | t.JSXIdentifier;

export type Instruction =
  /** Evaluate and drop the value. */
  | { readonly kind: 'evaluate'; node: t.Expression; readonly loc: Loc }
  | { readonly kind: 'assign'; readonly variable: Variable; node: t.Expression; readonly loc: Loc }
  /** A native statement. It completes normally, throws, or returns from the coroutine through a `return` inside it. */
  | { readonly kind: 'statement'; node: t.Statement; readonly loc: Loc };

export type SuspendKind = 'yield' | 'delegate' | 'transfer' | 'await';

export interface Jump {
  readonly kind: 'jump';
  target: BlockId;
  readonly loc: Loc;
}
export interface Branch {
  readonly kind: 'branch';
  test: t.Expression;
  consequent: BlockId;
  alternate: BlockId;
  readonly loc: Loc;
}
/** A native `switch`: tests are evaluated in order until one is strictly equal; none of them suspends. */
export interface Switch {
  readonly kind: 'switch';
  discriminant: t.Expression;
  cases: { test: t.Expression; target: BlockId }[];
  fallback: BlockId;
  readonly loc: Loc;
}
/** Leaves the step; comes back at `resume`, where the variable `received` holds the value. */
export interface Suspend {
  readonly kind: 'suspend';
  readonly how: SuspendKind;
  /** One, but two for a transfer: the target and the value. */
  operands: t.Expression[];
  resume: BlockId;
  /** Inside a `finally` or a disposal: what it waits for is shielded from cancellation. */
  readonly shielded: boolean;
  /** Nothing is left to do but to return what comes back (see optimize/find-last-delegations.ts). */
  last?: boolean;
  /** The variables that are dead behind it, and are emptied before the step leaves (see optimize/forget-dead.ts). */
  forgets?: readonly Variable[];
  readonly loc: Loc;
}
export interface Return {
  readonly kind: 'return';
  value: t.Expression | null;
  /** A written `return` ends the coroutine as done; an injected one, after its `finally` blocks, as closed. */
  readonly injected: boolean;
  readonly loc: Loc;
}
export interface Throw {
  readonly kind: 'throw';
  value: t.Expression;
  readonly loc: Loc;
}
export type Terminator = Jump | Branch | Switch | Suspend | Return | Throw;

export interface Block {
  readonly id: BlockId;
  readonly instructions: Instruction[];
  terminator: Terminator;
  /** The innermost handler region it stands in. */
  region: Region | null;
}

/**
 * Blocks whose abrupt completions land somewhere: throws at `onThrow`, injected returns at `onReturn` (a `catch` has
 * none). In a landing pad the variable `received` holds the error or the value. A landing pad stands in the parent.
 */
export interface Region {
  readonly id: RegionId;
  parent: Region | null;
  onThrow: BlockId | null;
  onReturn: BlockId | null;
}

export interface IRFunction {
  readonly name: string;
  readonly kind: CoroutineKind;
  readonly entry: BlockId;
  /** In source order, by which states are numbered. */
  blocks: Map<BlockId, Block>;
  readonly regions: Region[];
  readonly variables: Set<Variable>;
  readonly received: Variable;
  /** Which variable an identifier node stands for. Emission gives the node its final name. */
  readonly references: Map<Name, Variable>;
  readonly loc: Loc;
}
