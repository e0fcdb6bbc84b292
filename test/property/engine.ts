/** What the engine that runs the tests does otherwise than the specification, found by asking it. */

function parses(source: string): boolean {
  try {
    new Function(source);
    return true;
  } catch {
    return false;
  }
}

export const hasDisposal = parses('{ using x = null; }');

/**
 * An iterator without `throw` is closed when one is thrown into an async generator's `yield*` (ES2025 27.1.6.2.3), and
 * one whose value is a rejected promise when it is awaited (27.1.6.4). V8 has both since 13.
 */
export const closesSyncIterators = Number(process.versions.v8.split('.')[0]) >= 13;
