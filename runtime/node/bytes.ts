/**
 * Bytes that have arrived and that nobody has taken: a queue of chunks as the stream gave them. The first stands apart, for
 * mostly there is one, and an array that is emptied and filled again allocates each time. A search for the end of a line
 * goes on where the last one stopped, so a long line that comes in many chunks is looked at once.
 */
const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const NOTHING = /* @__PURE__ */ Buffer.alloc(0);

export class Bytes {
  length = 0;
  private first: Buffer | undefined = undefined;
  private readonly rest: Buffer[] = [];
  /** What has been taken of the first chunk. */
  private start = 0;
  /** In which chunk, and where there, the first newline stands; -1: in none of those before `chunk`. */
  private chunk = 0;
  private newline = -1;

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    if (this.first === undefined) this.first = chunk;
    else this.rest.push(chunk);
    this.length += chunk.length;
  }

  private at(index: number): Buffer | undefined {
    return index === 0 ? this.first : this.rest[index - 1];
  }

  /** The first chunk has been taken to its end. */
  private drop(): void {
    this.first = this.rest.length === 0 ? undefined : this.rest.shift();
    this.start = 0;
    this.chunk = 0;
    this.newline = -1;
  }

  /** All of the first chunk that is left; of at least one. */
  shift(): Buffer {
    const chunk = this.first as Buffer;
    const left = this.start === 0 ? chunk : chunk.subarray(this.start);
    this.length -= left.length;
    this.drop();
    return left;
  }

  /** The first `n`, of at least as many. */
  take(n: number): Buffer {
    const { first, start } = this;
    if (first === undefined || n === 0) return NOTHING;
    const left = first.length - start;
    if (n === left) return this.shift();
    if (n < left) {
      this.start += n;
      this.length -= n;
      if (this.chunk === 0 && this.newline < this.start) this.newline = -1;
      return first.subarray(start, start + n);
    }
    const parts: Buffer[] = [];
    for (let missing = n; missing > 0; ) {
      const part = this.take(Math.min(missing, (this.first as Buffer).length - this.start));
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts, n);
  }

  /** How long the first line is, without its newline; -1: there is none. */
  lineLength(): number {
    for (; this.newline < 0; this.chunk++) {
      const at = this.at(this.chunk);
      if (at === undefined) return -1;
      this.newline = at.indexOf(NEWLINE, this.chunk === 0 ? this.start : 0);
      if (this.newline >= 0) break;
    }
    let length = this.newline - this.start;
    for (let i = 0; i < this.chunk; i++) length += (this.at(i) as Buffer).length;
    return length;
  }

  /** The first line, if there is one, else all; without its end (`\n` or `\r\n`). */
  takeLine(): string {
    const found = this.lineLength();
    const { first } = this;
    if (first === undefined) return '';
    if (found < 0) return this.take(this.length).toString();
    if (this.chunk > 0) {
      const bytes = this.take(found + 1);
      return bytes.toString('utf8', 0, bytes[found - 1] === CARRIAGE_RETURN ? found - 1 : found);
    }
    const { start, newline } = this;
    this.length -= found + 1;
    this.start = newline + 1;
    this.newline = -1;
    if (this.start === first.length) this.drop();
    const end = newline > start && first[newline - 1] === CARRIAGE_RETURN ? newline - 1 : newline;
    return first.toString('utf8', start, end);
  }
}
