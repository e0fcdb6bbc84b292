/**
 * A clock that counts frames: its time is that of the frame that is shown, and moves from frame to frame.
 *
 *   paused ──somebody waits──► asked ──frame──► time += delta; fires what is due; asks for the next one
 *      └───────────── a frame that nobody waited for ◄─────────┘
 *
 * No time passes while it is paused: the first frame after that has a delta of 0.
 */
import type { Clock } from './clock.ts';
import { type Timer, TimerHeap, timerOf } from './timers.ts';

/** Calls back at the next frame, with the time of it in milliseconds, once. */
export type FrameSource = (callback: (time: number) => void) => void;

/** `requestAnimationFrame`, where the host has it. */
function animationFrames(): FrameSource | undefined {
  const { requestAnimationFrame: request } = globalThis as { requestAnimationFrame?: FrameSource };
  return request && ((callback) => request(callback));
}

export class FrameClock implements Clock {
  private time = 0;
  private delta = 0;
  private readonly source: FrameSource | undefined;
  private asked = false;
  /** When the source's last frame was, while no frame is missing since. */
  private last: number | undefined;
  private readonly timers = new TimerHeap();
  private readonly frames = new TimerHeap();

  constructor(source: FrameSource | undefined = animationFrames()) {
    this.source = source;
  }

  now(): number {
    return this.time;
  }

  schedule(at: number, wake: () => void): () => void {
    return this.set(this.timers, at, timerOf(wake));
  }

  onFrame(wake: (delta: number) => void): () => void {
    return this.set(
      this.frames,
      0,
      timerOf(() => wake(this.delta)),
    );
  }

  /** The next frame, `delta` milliseconds after the last one. */
  frame(delta: number): void {
    this.delta = delta;
    this.time += delta;
    this.timers.fire(this.time);
    this.frames.fire(0);
  }

  private set(heap: TimerHeap, at: number, timer: Timer): () => void {
    heap.add(timer, at);
    this.ask();
    return () => heap.remove(timer);
  }

  private ask(): void {
    if (this.asked || this.source === undefined) return;
    this.asked = true;
    this.source(this.arrived);
  }

  private readonly arrived = (time: number): void => {
    const { last } = this;
    this.asked = false;
    const awaited = this.timers.size + this.frames.size > 0;
    this.last = awaited ? time : undefined;
    if (!awaited) return;
    // Asked first: who waits for this frame goes on after it, and will want the next one.
    this.ask();
    this.frame(last === undefined ? 0 : time - last);
  };
}
