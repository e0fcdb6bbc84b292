/**
 * The keys of disposal methods: the engine's symbols where it has them, else registered ones, by which two copies of the
 * runtime agree. The engine's are never polyfilled.
 */
export const disposeKey: typeof Symbol.dispose =
  (Symbol as { dispose?: typeof Symbol.dispose }).dispose ??
  (Symbol.for('Symbol.dispose') as typeof Symbol.dispose);
export const asyncDisposeKey: typeof Symbol.asyncDispose =
  (Symbol as { asyncDispose?: typeof Symbol.asyncDispose }).asyncDispose ??
  (Symbol.for('Symbol.asyncDispose') as typeof Symbol.asyncDispose);
