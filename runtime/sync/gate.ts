import { InLot, Lot } from './lot.ts';

/** Open or shut: what an event and a latch have in common. Everybody passes an open one. */
export class Gate extends Lot<Pass> {
  isOpen = false;
  protected override admit(): boolean {
    return this.isOpen;
  }
  open(): void {
    this.isOpen = true;
    this.serve();
  }
}

export class Pass extends InLot<void, Gate> {
  override result(): void {}
  override describe(): string {
    return 'wait()';
  }
}
