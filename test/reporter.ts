/**
 * Counts every test of every project into one total. What failed outside of a test (a file that does not load, an
 * error nobody caught) counts as a failure, so the total never looks better than the run was.
 */
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

interface Totals {
  passed: number;
  failed: number;
}

export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const totals = count(modules);
    totals.failed += unhandled.length;
    if (totals.passed + totals.failed === 0) totals.failed = 1;
    // scripts/test.mjs says it last, after whatever vitest still has to say.
    if (process.send) process.send({ kind: 'totals', ...totals });
    else console.log(`${totals.passed} passed, ${totals.failed} failed`);
  }
}

function count(modules: readonly TestModule[]): Totals {
  const totals = { passed: 0, failed: 0 };
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') totals.passed++;
      // A test that never came to an end is none that passed.
      if (state === 'failed' || state === 'pending') failedHere++;
    }
    if (failedHere === 0 && !module.ok()) failedHere = 1;
    totals.failed += failedHere;
  }
  return totals;
}
