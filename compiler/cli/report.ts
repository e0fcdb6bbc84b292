/** What goes to standard error: diagnostics, a line of progress, a summary. */
import type { Diagnostic } from '../diagnostics.ts';
import type { Surroundings } from './surroundings.ts';

export class Report {
  /** NO_COLOR counts when it is there and not empty, see no-color.org. */
  readonly color: boolean;
  readonly #stderr: Surroundings['stderr'];
  readonly #quiet: boolean;
  readonly #showsProgress: boolean;
  #progressShown = false;

  constructor({ stderr, env }: Surroundings, quiet: boolean) {
    this.#stderr = stderr;
    this.#quiet = quiet;
    const isTerminal = stderr.isTTY === true && env['TERM'] !== 'dumb';
    this.color = isTerminal && (env['NO_COLOR'] ?? '') === '';
    this.#showsProgress = isTerminal && !quiet;
  }

  progress(done: number, total: number, file: string): void {
    if (!this.#showsProgress || total < 2) return;
    const line = `[${done}/${total}] ${file}`;
    this.#stderr.write(`\r\x1b[K${line.length > 79 ? `${line.slice(0, 78)}…` : line}`);
    this.#progressShown = true;
  }

  /** Errors are said even when quiet; warnings are not. */
  diagnostics(file: string, found: readonly Diagnostic[]): void {
    for (const diagnostic of found) {
      if (diagnostic.severity === 'error' || !this.#quiet) this.#line(this.#text(file, diagnostic));
    }
  }

  error(message: string): void {
    this.#line(`${this.#paint(31, 'error:')} ${message}`);
  }

  note(message: string): void {
    if (!this.#quiet) this.#line(message);
  }

  clear(): void {
    if (this.#progressShown) this.#stderr.write('\r\x1b[K');
    this.#progressShown = false;
  }

  #text(file: string, { code, severity, message, hint, loc, frame }: Diagnostic): string {
    const place = loc === null ? file : `${file}:${loc.start.line}:${loc.start.column + 1}`;
    const label = this.#paint(severity === 'error' ? 31 : 33, `${severity}:`);
    const head = `${place}: ${label} ${message} [${code}]`;
    return [head, ...(frame === '' ? [] : [frame]), `Hint: ${hint}`, ''].join('\n');
  }

  #paint(colour: number, text: string): string {
    return this.color ? `\x1b[${colour}m${text}\x1b[39m` : text;
  }

  #line(text: string): void {
    this.clear();
    this.#stderr.write(`${text}\n`);
  }
}
