/**
 * The package entry `stackless/pipeline`: stages between channels, each a few lines. A stage's task belongs to the current
 * scope, and does not keep it open.
 */
export { batch } from './batch.ts';
export { fanOut } from './fan-out.ts';
export { type MapOptions, type Mapped, map } from './map.ts';
export { merge } from './merge.ts';
export { collect, filter, flatMap, take } from './simple.ts';
export type { Input, StageOptions } from './stage.ts';
export { throttle } from './throttle.ts';
