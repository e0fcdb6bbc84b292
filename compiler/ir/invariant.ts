import type { Loc } from './types.ts';

/** The compiler's own mistake, never the user's: theirs are diagnostics. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
  readonly loc: Loc;

  constructor(message: string, loc: Loc) {
    super(loc ? `${message} (line ${loc.start.line}, column ${loc.start.column + 1})` : message);
    this.loc = loc;
  }
}

/** Throws an `InvariantError` that says what should hold, unless it does. */
export function invariant(condition: unknown, message: string, loc: Loc): asserts condition {
  if (!condition) throw new InvariantError(message, loc);
}
