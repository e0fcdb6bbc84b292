/**
 * The list of known failures, test/test262/expected-failures.txt. A line is `path  modes  reason`; in a path `*` stands
 * for anything, `modes` is `*` or some of `sloppy,strict,module,raw`. Lines that start with `#` are remarks. The list is
 * held to the letter: a failure that is not on it is an error, and so is whatever on it passes or is no test at all.
 */

/** @returns {{ line: number, path: string, modes: string[] | null, reason: string, matches(run: object): boolean }[]} */
export function parseExpectedFailures(text) {
  return text.split('\n').flatMap((content, index) => {
    const line = index + 1;
    if (content.trim() === '' || content.startsWith('#')) return [];
    const parts = /^(?<path>\S+)\s+(?<modes>\S+)\s+(?<reason>\S.*)$/.exec(content)?.groups;
    if (parts === undefined)
      throw new Error(`expected-failures.txt:${line}: not \`path  modes  reason\`: ${content}`);
    const modes = parts.modes === '*' ? null : parts.modes.split(',');
    const pattern = new RegExp(`^${parts.path.split('*').map(escapeRegExp).join('.*')}$`);
    const matches = ({ path, mode }) => (modes === null || modes.includes(mode)) && pattern.test(path);
    return [{ line, path: parts.path, modes, reason: parts.reason, matches }];
  });
}

/**
 * @param {ReturnType<typeof parseExpectedFailures>} list
 * @param {readonly { path: string, mode: string, result: { status: string } }[]} runs those that count in this run
 * @param {readonly { path: string, mode: string }[]} [everyRun] all of the suite, when all of it ran: stale lines show
 * @returns {{ unexpected: object[], passing: { entry: object, run: object }[], stale: object[] }}
 */
export function compareWithExpected(list, runs, everyRun) {
  const unexpected = [];
  const passing = [];
  for (const run of runs) {
    const entry = list.find((each) => each.matches(run));
    const passed = run.result.status === 'passed';
    if (entry === undefined && !passed) unexpected.push(run);
    if (entry !== undefined && passed) passing.push({ entry, run });
  }
  const stale =
    everyRun === undefined ? [] : list.filter((entry) => !everyRun.some((run) => entry.matches(run)));
  return { unexpected, passing, stale };
}

function escapeRegExp(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
