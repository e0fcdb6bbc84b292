/** What a run found, in words and as the table of docs/conformance.md. */
import { byArea, group } from './areas.mjs';

/** What is wrong code: it ran, and not as it should. The rest of the failures never ran. */
const WRONG = new Set(['failed', 'timed out']);

/**
 * A test passes when it does in each mode that its baseline passes in.
 *
 * @param {readonly { path: string, mode: string, result: { status: string, detail?: string } }[]} runs
 */
export function testsOf(runs) {
  return [...group(runs, ({ path }) => path)].map(([path, members]) => {
    const failures = members.filter(({ result }) => result.status !== 'passed');
    const wrong = failures.find(({ result }) => WRONG.has(result.status));
    return { path, status: failures.length === 0 ? 'passed' : (wrong ?? failures[0]).result.status };
  });
}

export function isWrong(status) {
  return WRONG.has(status);
}

export function percent(part, whole) {
  if (whole === 0) return '–';
  // Rounded down: all of them is the only hundred.
  return `${(Math.floor((part / whole) * 10_000) / 100).toFixed(2)} %`;
}

/** The figures of one run, counted in tests. */
export function countsOf(tests) {
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const wrong = tests.filter(({ status }) => WRONG.has(status)).length;
  return { tests: tests.length, passed, wrong, notCompiled: tests.length - passed - wrong };
}

const LEAST = 8;

export function tableOf(tests) {
  const row = (name, { tests, passed, notCompiled, wrong }) =>
    `| ${name} | ${tests} | ${passed} | ${percent(passed, tests)} | ${notCompiled} | ${wrong} |`;
  return [
    '| area | tests | passed | | not compiled | wrong |',
    '|---|---:|---:|---:|---:|---:|',
    ...byArea(tests, LEAST).map(([area, members]) => row(area, countsOf(members))),
    row('**all**', countsOf(tests)),
  ].join('\n');
}

/** Failures by area, and in each by what was said, the most frequent first: the list to work through. */
export function worklistOf(runs) {
  const lines = [];
  const failures = runs.filter(({ result }) => result.status !== 'passed');
  const areas = [...group(failures, ({ path }) => path.split('/').slice(0, 3).join('/'))];
  for (const [area, members] of areas.sort(([, a], [, b]) => b.length - a.length)) {
    lines.push(`${area}: ${members.length}`);
    const causes = [
      ...group(members, ({ result }) => `${result.status}: ${generalized(result.detail ?? '')}`),
    ];
    for (const [cause, same] of causes.sort(([, a], [, b]) => b.length - a.length)) {
      lines.push(
        `  ${String(same.length).padStart(5)}  ${cause}`,
        `         ${same[0].path} (${same[0].mode})`,
      );
    }
  }
  return lines;
}

/** Numbers and quoted values aside, so that like falls with like. */
function generalized(detail) {
  return detail.replace(/«[^»]*»/g, '«…»').replace(/\d+/g, 'N');
}

/** One line a failure, in the form of the list of expected ones. */
export function listingOf(runs) {
  return runs
    .filter(({ result }) => result.status !== 'passed')
    .map(({ path, mode, result }) => `${path}  ${mode}  ${result.status}: ${result.detail ?? ''}`);
}

/** Replaces what stands between the markers of `name`, or says null where there are none. */
export function withSection(document, name, content) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = document.indexOf(start);
  const to = document.indexOf(end);
  if (from === -1 || to < from) return null;
  return `${document.slice(0, from + start.length)}\n${content}\n${document.slice(to)}`;
}
