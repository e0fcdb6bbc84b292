import type { Runnable } from '../api.ts';
import { Channel } from '../channels/channel.ts';
import { CancelledError } from '../errors.ts';
import { vm } from '../frame.ts';
import { nativeCoroutine } from '../native.ts';
import { spawn } from '../run.ts';
import type { Task } from '../task.ts';

/** What sends to a channel until it ends, or fails. */
export type Feed<T> = (out: Channel<T>) => Generator<never, void, unknown>;

/**
 * A channel that a task feeds. The task belongs to the current scope and does not keep it open; the channel ends with it, by
 * what it failed with as cause, and cancelling the channel cancels it.
 */
export class Fed<T> extends Channel<T> {
  private readonly task: Task;

  constructor(name: string, capacity: number, feed: Feed<T>) {
    super(capacity);
    const coroutine = nativeCoroutine(feeding(this, feed), name) as unknown as Runnable<void>;
    this.task = spawn(coroutine, { name, daemon: true }) as unknown as Task;
    // Closed already, unless the scope has ended before, or had when this was made.
    const ended = (): void => this.close(new CancelledError(name));
    if (this.task.ended) ended();
    else this.task.addJoiner({ wake: ended }, false);
  }

  override cancel(reason?: unknown): void {
    // Before it is refused what it sends.
    this.task.cancel(reason);
    super.cancel(reason);
  }
}

function* feeding<T>(out: Channel<T>, feed: Feed<T>): Generator<never, void, unknown> {
  const isCancelled = (): boolean => vm.task?.cancelling === true;
  try {
    yield* feed(out);
    // A native generator that waits on its way out of a return comes out of `yield*` as if it had ended.
    if (!isCancelled()) out.close();
  } catch (e) {
    if (!isCancelled()) out.close(e);
    // Else it is refused what it sends, for the channel is cancelled as well; or clean-up has failed.
    else if (!(e instanceof CancelledError)) throw e;
  }
}
