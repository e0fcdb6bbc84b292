/**
 * What a task keeps in one small number: a million of them may be alive at once, and each field is eight bytes more.
 *
 *   flags … | entry, 2 bits | how the body ended, a phase of 3 bits | phase, 3 bits
 */
import type { TaskStatus } from './completion.ts';

/** The phases, by their numbers; those of an end come last. */
export const PHASES: readonly TaskStatus[] = [
  'ready',
  'running',
  'waiting',
  'completed',
  'failed',
  'cancelled',
];
export const PHASE_READY = 0;
export const PHASE_RUNNING = 1;
export const PHASE_WAITING = 2;
export const PHASE_COMPLETED = 3;
export const PHASE_FAILED = 4;
export const PHASE_CANCELLED = 5;
export const PHASE = 0b111;

/** The phase that the body ended with; 0 while it has not. */
export const BODY_SHIFT = 3;
export const BODY = 0b111 << 3;

export const ENTRY_SHIFT = 6;
export const ENTRY = 0b11 << 6;

/** Its result stands, or its cancellation: it is in the ready queue. */
export const WOKEN = 1 << 8;
/** It counts as one that waits for the host. */
export const HOST_WAITS = 1 << 9;
/** The suspension it is parked at is shielded from cancellation. */
export const SHIELDED = 1 << 10;
export const CANCELLING = 1 << 11;
/** Its clean-up took too long: nothing is shielded any more. */
export const FORCED = 1 << 12;
/** A task has waited for it, or for one of its frames (join.ts). */
export const AWAITED = 1 << 13;
/** Somebody has seen how it ended. */
export const OBSERVED = 1 << 14;
/** It runs in the place of another task. */
export const IN_PLACE = 1 << 15;
