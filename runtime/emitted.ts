/**
 * The package entry `stackless/abi`: what emitted code imports, and nobody else. Its contract is docs/runtime.md's
 * "Frame contract", its version `ABI_VERSION`.
 */
import { ABI_VERSION } from './abi.ts';
import { abiVersion, coded } from './abi-version.ts';

/** Emitted code says first which version of the contract it was compiled for. Throws `abi-version`. */
export function abi(version: number): void {
  if (version !== ABI_VERSION)
    throw coded(new TypeError(abiVersion(String(version), String(ABI_VERSION))), 'abi-version');
}

export { AsyncCoroutine } from './async-coroutine.ts';
export { AsyncGeneratorCoroutine } from './async-generator.ts';
export { Coroutine } from './coroutine.ts';
export { delegate } from './delegate.ts';
export * from './ecmascript/index.ts';
export * from './language/index.ts';
export { awaitOn } from './operation.ts';
export { transferTo } from './transfer.ts';
