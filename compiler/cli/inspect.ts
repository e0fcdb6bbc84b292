/** The graphs of a file's functions, in source order, as text or for graph viewers. */
import { print } from '../babel.ts';
import { toDot, toMermaid } from '../ir/graph.ts';
import { printIR } from '../ir/print.ts';
import type { IRFunction } from '../ir/types.ts';
import type { Form } from './settings.ts';

/** Collects a dump of each function; to be made at once, for emission goes on with the graph's nodes. */
export class Inspection {
  readonly #form: Exclude<Form, 'js'>;
  readonly #dumps: { line: number; text: string }[] = [];

  constructor(form: Exclude<Form, 'js'>) {
    this.#form = form;
  }

  add(fn: IRFunction): void {
    this.#dumps.push({ line: fn.loc?.start.line ?? 0, text: this.#dump(fn) });
  }

  toString(): string {
    const inOrder = [...this.#dumps].sort((a, b) => a.line - b.line);
    return inOrder.map(({ text }) => (text.endsWith('\n') ? text : `${text}\n`)).join('\n');
  }

  #dump(fn: IRFunction): string {
    switch (this.#form) {
      case 'ir':
        return `${title(fn)}\n${printIR(fn, print)}`;
      case 'dot':
        return toDot(fn, print);
      case 'mermaid':
        return toMermaid(fn, print);
    }
  }
}

function title(fn: IRFunction): string {
  const place = fn.loc === null ? '' : `, line ${fn.loc.start.line}`;
  return `${fn.name === '' ? '(anonymous)' : fn.name}: ${fn.kind}${place}`;
}
