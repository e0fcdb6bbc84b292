/**
 * The package entry `stackless/abi`: what emitted code imports, and nobody else. Its contract is docs/runtime.md's
 * "Frame contract", its version `ABI_VERSION`.
 */
export { abi } from './abi-version.ts';
export { AsyncCoroutine } from './async-coroutine.ts';
export { AsyncGeneratorCoroutine } from './async-generator.ts';
export { awaited } from './awaited.ts';
export { Coroutine } from './coroutine.ts';
export { delegate } from './delegate.ts';
export { delegateLast } from './delegate-last.ts';
export * from './ecmascript/index.ts';
export * from './language/index.ts';
export { transferTo } from './transfer.ts';
