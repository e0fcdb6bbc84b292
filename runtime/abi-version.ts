/**
 * The one error that all compiled code can meet. It stands apart from the others' catalogue, so that a program without
 * coroutines brings none of that.
 */
export const abiVersion = (wanted: string, known: string) =>
  `this code was compiled for version ${wanted} of the stackless frame contract; this runtime knows ${known}`;

export function coded<E extends Error>(error: E, code: string): E {
  // Not enumerable, as `message` is none: a logged error shows its text, not its parts twice.
  return Object.defineProperty(error, 'code', { value: code, configurable: true, writable: true });
}
