/**
 * Jumps out of loops, labels, `switch`, and through whatever must be left in order on the way.
 *
 *   for (…) { try { if (c) break; … } finally { f() } }
 *
 *   break:  completion = 4; jump finally
 *   finally: f(); switch completion: 4 → after the loop
 */
import { COMPLETION_INJECTED_RETURN, COMPLETION_JUMP, COMPLETION_RETURN } from '../../runtime/abi.ts';
import { t } from '../babel.ts';
import type { BlockId, Loc, Region, Variable } from '../ir/types.ts';
import type { Lowering } from './lowering.ts';
import { undefinedValue } from './lowering.ts';

/** A way out of the construct being lowered. */
export type Exit =
  | { readonly kind: 'break' | 'continue'; readonly target: JumpTarget }
  | { readonly kind: 'return'; readonly injected: boolean };

/** A loop, `switch` or labelled statement. */
export interface JumpTarget {
  readonly kind: 'target';
  readonly labels: ReadonlySet<string>;
  readonly breakTo: BlockId;
  /** Null where `continue` means nothing. */
  readonly continueTo: BlockId | null;
  /** An unlabelled `break` stops here. */
  readonly breakable: boolean;
  /** The part of a loop inside its clean-up: `break` looks further out. */
  readonly continuesOnly?: boolean;
}

/** A `finally`: exits are numbered, go through its body, and on from its end. */
export interface Finalizer {
  readonly kind: 'finalizer';
  readonly entry: BlockId;
  readonly completion: Variable;
  readonly value: Variable;
  readonly exits: Map<number, Exit>;
  readonly region: Region | null;
}

/** An open iterator: closed in place on each way out. */
export interface Cleanup {
  readonly kind: 'cleanup';
  readonly leave: () => void;
  readonly region: Region | null;
}

type Entry = JumpTarget | Finalizer | Cleanup;

export class Jumps {
  private readonly entries: Entry[] = [];
  private readonly lowering: Lowering;

  constructor(lowering: Lowering) {
    this.lowering = lowering;
  }

  within<T>(entry: Entry, body: () => T): T {
    this.entries.push(entry);
    try {
      return body();
    } finally {
      this.entries.pop();
    }
  }

  /** A loop with something to clean up: its own `continue` stays inside, everything else cleans up on its way. */
  withinLoop<T>(loop: JumpTarget, cleanup: Cleanup, body: () => T): T {
    const outside: JumpTarget = { ...loop, continueTo: null };
    const inside: JumpTarget = { ...loop, breakable: false, continuesOnly: true };
    return this.within(outside, () => this.within(cleanup, () => this.within(inside, body)));
  }

  find(kind: 'break' | 'continue', label: string | null): JumpTarget {
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const entry = this.entries[i]!;
      if (entry.kind !== 'target') continue;
      const takes = kind === 'continue' ? entry.continueTo !== null : !entry.continuesOnly;
      if (takes && (label === null ? kind === 'continue' || entry.breakable : entry.labels.has(label)))
        return entry;
    }
    throw new Error(`no target for ${kind} ${label ?? ''}`);
  }

  /** Something between here and the function's end has to be left in order. */
  get returnsAreJumps(): boolean {
    return this.entries.some(({ kind }) => kind !== 'target');
  }

  /** Leaves by the exit, through everything between. `value` is what a return returns, evaluated already. */
  leave(exit: Exit, value: t.Expression | null, at: t.Node | null): void {
    this.leaveFrom(this.entries.length, exit, value, at);
  }

  private leaveFrom(depth: number, exit: Exit, value: t.Expression | null, at: t.Node | null): void {
    const { builder } = this.lowering;
    const { region } = builder;
    const entries = this.entries.splice(depth);
    try {
      for (;;) {
        const entry = this.entries.at(-1);
        if (entry === undefined) return this.finish(exit, value, at);
        if (entry.kind === 'target') {
          if (exit.kind !== 'return' && entry === exit.target) return this.finish(exit, value, at);
        } else if (entry.kind === 'finalizer') return this.goThrough(entry, exit, value, at);
        else {
          if (value !== null) value = this.lowering.save(value);
          builder.switchRegion(entry.region);
          entries.unshift(entry);
          this.entries.pop();
          entry.leave();
          continue;
        }
        entries.unshift(entry);
        this.entries.pop();
      }
    } finally {
      this.entries.push(...entries);
      builder.region = region;
    }
  }

  private finish(exit: Exit, value: t.Expression | null, at: t.Node | null): void {
    const { builder } = this.lowering;
    const loc = at?.loc ?? null;
    if (exit.kind === 'return') this.finishReturn(value, exit.injected, loc);
    else builder.jump(exit.kind === 'break' ? exit.target.breakTo : exit.target.continueTo!, loc);
  }

  /**
   * What an async function returns resolves its promise, so a thenable is awaited, outside of every `try` (ES2025
   * 27.7.5.2 AsyncBlockStart). Only an object can be one.
   */
  private finishReturn(value: t.Expression | null, injected: boolean, loc: Loc): void {
    const { builder, facts } = this.lowering;
    const isPromises = facts.kind !== 'async' || facts.dialect === 'ecmascript';
    const settled = value === null || injected || isPromises || this.isSettled(value);
    if (settled) return builder.terminate({ kind: 'return', value, injected, loc });
    const returned = this.lowering.keep(value);
    builder.switchRegion(null);
    const wait = builder.reserve();
    const leave = builder.reserve();
    builder.branch(this.lowering.call('isObject', returned()), wait, leave);
    builder.enterDetached(wait);
    builder.suspend('await', [returned()], false, loc);
    builder.terminate({ kind: 'return', value: this.lowering.received(), injected, loc });
    builder.enterDetached(leave);
    builder.terminate({ kind: 'return', value: returned(), injected, loc });
  }

  /** A literal, or the result of an `await`: no thenable. */
  private isSettled(value: t.Expression): boolean {
    const { received, references } = this.lowering.builder.fn;
    if (t.isIdentifier(value)) return references.get(value) === received;
    return t.isLiteral(value) || (t.isUnaryExpression(value) && value.operator !== 'delete');
  }

  private goThrough(finalizer: Finalizer, exit: Exit, value: t.Expression | null, at: t.Node | null): void {
    const { builder } = this.lowering;
    if (exit.kind === 'return') builder.assign(finalizer.value, value ?? undefinedValue(), at?.loc ?? null);
    const code = exitCode(finalizer, exit);
    finalizer.exits.set(code, exit);
    builder.assign(finalizer.completion, t.numericLiteral(code), at?.loc ?? null);
    builder.jump(finalizer.entry, at?.loc ?? null);
  }
}

function exitCode({ exits }: Finalizer, exit: Exit): number {
  if (exit.kind === 'return') return exit.injected ? COMPLETION_INJECTED_RETURN : COMPLETION_RETURN;
  let jumps = 0;
  for (const [code, known] of exits) {
    if (known.kind === exit.kind && known.target === exit.target) return code;
    if (known.kind !== 'return') jumps++;
  }
  return COMPLETION_JUMP + jumps;
}
