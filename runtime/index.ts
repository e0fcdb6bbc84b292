/** The package entry `stackless`: re-exports only. */
export type {
  AsyncCoroutine,
  AsyncGeneratorCoroutine,
  Awaitable,
  Coroutine,
  Operation,
} from './api.ts';
export { CancelledError, type ErrorCode, NotCompiledError, ScopeError, TimeoutError } from './errors.ts';
export { asCoroutine, coroutine, isCoroutine, transfer } from './mark.ts';
export { allowNative } from './native.ts';
export { self } from './self.ts';
export type { Status } from './status.ts';
