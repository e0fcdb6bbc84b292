/**
 * The one error that all compiled code can meet. It stands apart from the others' catalogue, so that a program without
 * coroutines brings none of that.
 */
import { ABI_VERSION } from './abi.ts';

/** Emitted code says first which version of the contract it was compiled for. Throws `abi-version`. */
export function abi(version: number): void {
  if (version !== ABI_VERSION)
    throw coded(
      new TypeError(`compiled for version ${version} of stackless/abi, not ${ABI_VERSION}`),
      'abi-version',
    );
}

export function coded<E extends Error>(error: E, code: string): E {
  // Not enumerable, as `message` is none: a logged error shows its text, not its parts twice.
  return Object.defineProperty(error, 'code', { value: code });
}
