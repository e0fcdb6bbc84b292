import type { Awaiter } from './frame.ts';

/** In the place of an awaiter that threw as it was asked, as it registered itself, or as it was taken back. */
export class Failed implements Awaiter {
  private readonly error: unknown;
  private readonly text: string;
  constructor(error: unknown, text: string) {
    this.error = error;
    this.text = text;
  }
  ready(): boolean {
    return true;
  }
  suspend(): void {}
  result(): never {
    throw this.error;
  }
  cancel(): void {}
  describe(): string {
    return this.text;
  }
}
