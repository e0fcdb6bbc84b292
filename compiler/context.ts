/** What the phases of one function are given. */
import type { t } from './babel.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { CoroutineKind, IRFunction } from './ir/types.ts';
import type { ResolvedOptions } from './options.ts';

/**
 * How a function was marked: `coroutine(…)`, "use coroutine", `@coroutine`, as the body given to `run` or `spawn`; or not at
 * all, but found with `functions: 'all'`.
 */
export type MarkForm = 'call' | 'directive' | 'decorator' | 'body' | 'all';

/** A function that is to become a coroutine. Its mark has already been taken off. */
export interface MarkedFunction {
  readonly kind: CoroutineKind;
  /**
   * Its name in the source: its own, or the one it gets from where it stands (ES2025 8.4 NamedEvaluation). As written,
   * so it may be no identifier (`#read`, `to string`, `default`); empty when it has none.
   */
  readonly name: string;
  readonly form: MarkForm;
}

export interface CompileContext {
  readonly options: ResolvedOptions;
  readonly diagnostics: Diagnostics;
  /** A fresh identifier for an export of `stackless/abi`, which the file imports once, under a free name. */
  runtimeImport(name: string): t.Identifier;
  /** Whether the node is a call of that export of `stackless`, by binding. */
  isRuntimeCall(node: t.Node | null | undefined, name: string): node is t.CallExpression;
  /** The graph is verified after each pass: in tests. */
  readonly verifies?: boolean | undefined;
  /** Sees the graph of each function after the last pass: for dumps. */
  readonly onIR?: ((fn: IRFunction) => void) | undefined;
}
