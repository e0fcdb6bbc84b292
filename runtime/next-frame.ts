/**
 * `nextFrame()`: the next frame of the clock, or of one that counts frames on it.
 */
import type { Awaitable as AwaitableType } from './api.ts';
import { Performed } from './awaitable.ts';
import type { Clock } from './clock.ts';
import type { Awaiter, Waiter } from './frame.ts';
import { FrameClock } from './frame-clock.ts';
import type { Scheduler } from './scheduler.ts';
import { currentScheduler } from './start-task.ts';

/** Of a clock that counts no frames: sixty in a second. */
const FRAME = 1000 / 60;

type Frames = Required<Pick<Clock, 'onFrame'>>;

/** The frames of schedulers whose clock has none. */
const made = /* @__PURE__ */ new WeakMap<Scheduler, Frames>();

function framesOf(scheduler: Scheduler): Frames {
  const { clock } = scheduler;
  if (clock.onFrame !== undefined) return clock as Frames;
  let frames = made.get(scheduler);
  if (frames === undefined) {
    frames = new FrameClock((callback) => {
      // From the last one, not from now: what the frame's work took does not come on top.
      const at = (Math.floor(clock.now() / FRAME + 1e-6) + 1) * FRAME;
      scheduler.addTimer(at, () => callback(clock.now()));
    });
    made.set(scheduler, frames);
  }
  return frames;
}

class Shown implements Awaiter<number> {
  private readonly scheduler = currentScheduler();
  /** Frames of a clock come from outside; those made of its timers do not. */
  readonly host = this.scheduler.clock.onFrame !== undefined;
  private delta = 0;
  private forget: (() => void) | undefined;
  ready(): boolean {
    return false;
  }
  suspend(waiter: Waiter): void {
    this.forget = framesOf(this.scheduler).onFrame((delta) => {
      this.delta = delta;
      waiter.wake();
    });
  }
  result(): number {
    return this.delta;
  }
  cancel(): void {
    this.forget?.();
  }
  describe(): string {
    return 'nextFrame()';
  }
}

/**
 * Waits for the next frame, and gives the milliseconds since the last one: 0 for the first, and after a pause in which
 * nobody waited for any. With a FrameClock frames are the clock's; with every other one there are sixty in a second of its
 * time. All who wait for a frame wake in it, in the order in which they began.
 */
export function nextFrame(): AwaitableType<number> {
  return new Performed(() => new Shown());
}
