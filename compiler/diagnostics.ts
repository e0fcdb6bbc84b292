/**
 * Collects what is wrong with one file. Nothing stops at the first mistake: all errors of a file are thrown together,
 * each with its code, code frame and hint. Texts stand in the catalogue.
 */
import type { t } from './babel.ts';
import type { ArgumentsOf, DiagnosticCode, Severity } from './catalogue.ts';
import { CATALOGUE } from './catalogue.ts';

/** A stretch of source: lines from 1, columns from 0, as Babel counts. Its type is ours, for users may not have Babel's. */
export interface Place {
  readonly start: Position;
  readonly end: Position;
}
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What is wrong, in the user's names. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** Null when the source has no place for it. */
  readonly loc: Place | null;
  /** The source around it, with the place pointed at; empty without a place. */
  readonly frame: string;
}

/** Draws the source around a location. */
export type DrawFrame = (loc: t.SourceLocation) => string;

/** Thrown to leave a function that cannot be compiled, once the reason has been reported. */
export class Refused extends Error {
  constructor(code: DiagnosticCode) {
    super(`refused: ${code}`);
    this.name = 'Refused';
  }
}

/** The engine's stack ended: the code is nested deeper than it can be walked. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}

/** All the errors of one file. */
export class CompileError extends SyntaxError {
  readonly code = 'STACKLESS_COMPILE_ERROR';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(format).join('\n\n'));
    this.name = 'CompileError';
    this.diagnostics = diagnostics;
  }
}

/** A diagnostic as people read it. */
export function format(diagnostic: Diagnostic): string {
  const lines = [`${diagnostic.message} [${diagnostic.code}]`];
  if (diagnostic.frame !== '') lines.push(diagnostic.frame);
  lines.push(`Hint: ${diagnostic.hint}`);
  return lines.join('\n');
}

export class Diagnostics {
  readonly #found: Diagnostic[] = [];
  readonly #draw: DrawFrame;

  constructor(draw: DrawFrame = () => '') {
    this.#draw = draw;
  }

  /** Reports a mistake (or, where the catalogue says so, a warning) at a node. */
  error<C extends DiagnosticCode>(code: C, node: t.Node | null | undefined, ...args: ArgumentsOf<C>): void {
    const entry = CATALOGUE[code];
    const loc = node?.loc ?? null;
    const message = (entry.message as (...args: ArgumentsOf<C>) => string)(...args);
    const frame = loc === null ? '' : this.#draw(loc);
    this.#found.push({ code, severity: entry.severity, message, hint: entry.hint, loc, frame });
  }

  /** Reports, and leaves the function. */
  refuse<C extends DiagnosticCode>(code: C, node: t.Node | null | undefined, ...args: ArgumentsOf<C>): never {
    this.error(code, node, ...args);
    throw new Refused(code);
  }

  get errors(): readonly Diagnostic[] {
    return this.#sorted().filter((diagnostic) => diagnostic.severity === 'error');
  }

  get warnings(): readonly Diagnostic[] {
    return this.#sorted().filter((diagnostic) => diagnostic.severity === 'warning');
  }

  /** Throws all errors together, in source order, if there are any. */
  throwIfAny(): void {
    const errors = this.errors;
    if (errors.length > 0) throw new CompileError(errors);
  }

  #sorted(): Diagnostic[] {
    return [...this.#found].sort((a, b) => position(a) - position(b));
  }
}

function position({ loc }: Diagnostic): number {
  return loc === null ? -1 : loc.start.line * 65536 + loc.start.column;
}
