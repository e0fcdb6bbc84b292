/**
 * What came of a package's tests: one line each, `ok NAME`, `not ok NAME` or `skipped NAME`, sorted, for tests that run
 * at once end in any order.
 */

/** Lines of TAP, those of subtests as well. A test is counted with what it is made of; both runs count alike. */
export function readTap(output) {
  const results = [];
  for (const line of output.split('\n')) {
    const [, not, text] = /^\s*(not )?ok\b(?: \d+)?(?: -)?(?: (.*))?$/.exec(line) ?? [];
    if (text === undefined && not === undefined && !/^\s*ok\b/.test(line)) continue;
    const [, name, directive] = /^(.*?)(?: # (SKIP|TODO)\b.*)?$/i.exec(text ?? '');
    results.push(`${directive ? 'skipped' : not ? 'not ok' : 'ok'} ${name}`);
  }
  return results.sort();
}

export function readJest(output) {
  const { testResults } = JSON.parse(output.slice(output.indexOf('{')));
  const verb = (status) => (status === 'passed' ? 'ok' : status === 'failed' ? 'not ok' : 'skipped');
  return testResults
    .flatMap(({ status, assertionResults, name }) =>
      assertionResults.length === 0
        ? [`${verb(status)} ${name}`]
        : assertionResults.map((result) => `${verb(result.status)} ${result.fullName}`),
    )
    .sort();
}

/** Lines that one run has and the other has not, each as often as it is so. */
export function differences(expected, actual) {
  const counts = new Map();
  for (const line of expected) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of actual) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts].flatMap(([line, count]) =>
    count === 0 ? [] : [`${count > 0 ? 'native only' : 'compiled only'}: ${line}`],
  );
}
