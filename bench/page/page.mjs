/** docs/performance.md, made of what bench/results keeps. Nothing in it is measured here. */
import { goalsOf } from '../goals.mjs';
import { NOISY } from '../harness/statistics.mjs';
import { figure, ratio } from '../harness/table.mjs';
import { engineOf } from './results.mjs';

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const NOTHING = 'No figures of this revision are kept yet: the commands at the end make them.';
const TARGETS =
  'The ratio of the medians, or the figure where a target is one, alone and polluted; `~` marks more than ' +
  `${NOISY * 100} % between the quartiles of the processes.`;

/** `plots` as `plotsOf` gives them; `limits` and `method` are prose, `ablation` a table's figures where there are some. */
export function renderPage({ runs, plots, limits, ablation }) {
  const parts = [
    '# Performance',
    '<!-- Made by `npm run bench -- --page` of bench/results and bench/limits.md: change those. -->',
    'What stackless costs beside what else there is: the engine’s own generators and async functions, other compilers, libraries and languages, each ' +
      'workload of one run on one machine. Ratios are what counts: below 1 stackless takes less. How it is measured, and how to add a ' +
      'workload, is in [bench/README.md](../bench/README.md).',
    runs.length === 0 ? NOTHING : machines(runs),
    ...(runs.some(isNode) ? ['## What has to be reached', promises(runs.filter(isNode))] : []),
    ...Object.entries(plots).map(([name, { title }]) => `![stackless: ${title}](performance/${name}.svg)`),
    ...(runs.length === 0 ? [] : ['## Every target', TARGETS, targets(runs)]),
    '## Limits',
    limits.trim(),
    ...(ablation ? ['## What each pass is worth', ablationTable(ablation)] : []),
    ...(runs.length === 0 ? [] : ['## Every figure', figures(runs)]),
    '## To repeat it',
    repeat(runs),
  ];
  return `${parts.join('\n\n')}\n`;
}

function machines(runs) {
  return table(
    ['', ...runs.map(engineOf)],
    [
      ['version', ...runs.map(({ node, chromium }) => node ?? chromium)],
      [
        'machine',
        ...runs.map(
          ({ machine: { cores, cpu, memory, platform } }) => `${cores} × ${cpu}, ${memory}, ${platform}`,
        ),
      ],
      ['measured in', ...runs.map(({ seconds }) => `${Math.round(seconds / 60)} min`)],
      ...(runs.some(({ busy }) => busy)
        ? [
            [
              '',
              ...runs.map(({ busy }) =>
                busy ? 'the machine was busy with other things: not to be compared' : '',
              ),
            ],
          ]
        : []),
    ],
  );
}

/** A page of a browser measures what can be there, and no promise is of that alone. */
const isNode = ({ node }) => node !== undefined;

function promises(runs) {
  const judged = runs.map(({ cases }) => goalsOf(cases));
  return table(
    ['', ...runs.map(engineOf)],
    judged[0]?.map(({ promise }, i) => [promise, ...judged.map((goals) => told(goals[i]))]) ?? [],
  );
}

/** How many keep it from holding is told; which, the next table says. */
function told({ verdict, short }) {
  return verdict === 'holds' ? 'holds' : `**${verdict}**${short.length > 0 ? ` (${short.length})` : ''}`;
}

/** All rows of a kind in all runs, in the order in which they come first: `[{ name, key, of: [row of each run] }]`. */
function merged(runs, wanted) {
  const lines = new Map();
  for (const [i, run] of runs.entries()) {
    for (const { name, asks, rows } of run.cases) {
      for (const each of rows.filter(wanted)) {
        const who = each.beside === undefined ? each.who : `${each.who} / ${each.beside}`;
        const key = `${name}\n${who}\n${each.beside === undefined ? '' : 'ratio'}`;
        if (!lines.has(key)) lines.set(key, { name, asks, who, of: runs.map(() => undefined) });
        lines.get(key).of[i] = each;
      }
    }
  }
  return [...lines.values()];
}

function targets(runs) {
  const lines = merged(runs, ({ verdict }) => verdict !== undefined);
  return table(
    ['workload', 'who', 'at most', ...runs.flatMap((run) => [engineOf(run), ''])],
    lines.map(({ name, who, of }) => [
      name,
      who,
      mostOf(of.find(Boolean)),
      ...of.flatMap((each) =>
        each ? [cellsOf(each), each.verdict === 'holds' ? 'holds' : `**${each.verdict}**`] : ['', ''],
      ),
    ]),
  );
}

function mostOf({ conditions }) {
  const most = [...new Set(Object.values(conditions).map((cell) => cell.most))].filter(
    (each) => each !== undefined,
  );
  return most.length === 0 ? 'runs' : most.map(ratio).join(', ');
}

function cellsOf({ conditions, why }) {
  if (why) return escaped(why);
  return Object.values(conditions)
    .map(
      (cell) => `${cell.noisy ? '~' : ''}${cell.ratio === undefined ? figure(cell.ours) : ratio(cell.ratio)}`,
    )
    .join(', ');
}

/** A line for each contestant of a case: its medians in each run. */
function figures(runs) {
  const names = [...new Set(runs.flatMap(({ cases }) => cases.map(({ name }) => name)))];
  return names
    .map((name) => {
      const cases = runs.map((run) => run.cases.find((one) => one.name === name));
      const { asks, conditions } = cases.find(Boolean);
      const contestants = [...new Set(cases.flatMap((one) => Object.keys(one?.measured ?? {})))];
      const absent = Object.entries(cases.find(Boolean).absent ?? {}).map(([who, why]) => `${who}: ${why}`);
      const head = [
        '',
        ...runs.flatMap((run) => conditions.map((condition) => `${engineOf(run)} ${condition}`)),
      ];
      const lines = contestants.map((who) => [
        who,
        ...cases.flatMap((one) =>
          conditions.map((condition) => measurement(one?.measured[who]?.[condition])),
        ),
      ]);
      const notes = absent.length > 0 ? `\n\nNot among them: ${absent.join('; ')}.` : '';
      return `<details><summary>${name}: ${asks}</summary>\n\n${table(head, lines)}${notes}\n\n</details>`;
    })
    .join('\n');
}

function measurement(one) {
  if (one === undefined) return '';
  if (one.error !== undefined) return escaped(one.error);
  return `${one.spread > NOISY ? '~' : ''}${figure(one.median)}`;
}

const escaped = (text) => text.split('\n')[0].replaceAll('|', '\\|').replaceAll('<', '&lt;').slice(0, 120);

const percent = (times) => `${times >= 1 ? '+' : '−'}${Math.abs((times - 1) * 100).toFixed(1)} %`;

function ablationTable({ node, rows }) {
  return [
    `Time of the generator workloads, and size of what is emitted for them, when one pass is left out (Node ${node.slice(1)}, \`npm run bench -- --ablate\`).`,
    table(
      ['without', 'alone', 'polluted', 'size', 'most'],
      rows.map(({ name, alone, polluted, size, most }) => [
        name,
        percent(alone),
        percent(polluted),
        percent(size),
        most ? `${most.name} ${percent(most.times)}` : '',
      ]),
    ),
  ].join('\n\n');
}

function repeat(runs) {
  const versions = Object.entries(runs.filter(isNode).at(-1)?.versions ?? {}).map(
    ([name, version]) => `${name} ${version}`,
  );
  return [
    '```',
    'node bench/peers/debian.mjs                  # Go, C++, Lua, LuaJIT and Python, where they are missing',
    'npm run bench                                # what the targets need, on the Node that runs it',
    'npm run bench -- --all --record              # everything, on Node 20 and 24: this page',
    'npm run bench -- --browser --record          # its column of Chromium; node bench/peers/debian.mjs --browser installs one',
    '```',
    ...(versions.length > 0 ? ['', `Beside: ${versions.join(', ')}.`] : []),
  ].join('\n');
}
