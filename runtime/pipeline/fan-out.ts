import type { Receiver } from '../api.ts';
import { Channel } from '../channels/channel.ts';
import { rangeError } from '../errors.ts';
import { Fed } from '../interop/fed.ts';
import { forEach, type Input, OVER, receiverOf, type StageOptions } from './stage.ts';

/**
 * So many channels, of which each gets every value: the slowest sets the pace, and `capacity` is how far the others may run
 * ahead. One that is cancelled is left out; with the last of them the input is cancelled. To share the values out among
 * several tasks no stage is needed: let them receive from one channel. Throws RangeError (`bad-argument`).
 */
export function fanOut<T>(
  input: Input<T>,
  count: number,
  { capacity = 0 }: StageOptions = {},
): Receiver<T>[] {
  if (!Number.isInteger(count) || count < 1) throw rangeError(`fanOut takes a count from 1, not ${count}`);
  const from = receiverOf(input);
  const outs = Array.from({ length: count }, () => new Channel<T>(capacity));
  new Spread(from, outs);
  return outs;
}

/** Gives nothing itself: its end is theirs. */
class Spread<T> extends Fed<never> {
  private readonly outs: readonly Channel<T>[];
  constructor(from: Receiver<T>, outs: readonly Channel<T>[]) {
    super('fanOut', 0, () => spreading(from, outs));
    this.outs = outs;
    if (this.closed) this.close(this.cause);
  }
  override close(cause?: unknown): void {
    super.close(cause);
    // Not yet there, if its scope had ended when it was made.
    for (const out of this.outs ?? []) out.close(cause);
  }
}

function* spreading<T>(from: Receiver<T>, outs: readonly Channel<T>[]): Generator<never, void, unknown> {
  try {
    yield* forEach(from, function* (value) {
      for (const out of outs) if (!out.closed) yield* sent(out, value);
      return outs.every((out) => out.closed) ? OVER : undefined;
    });
  } finally {
    from.cancel();
  }
}

/** Refused by one that is cancelled meanwhile: the others get it all the same. */
function* sent<T>(out: Channel<T>, value: T): Generator<never, void, unknown> {
  try {
    yield* out.send(value);
  } catch (e) {
    if (!out.closed) throw e;
  }
}
