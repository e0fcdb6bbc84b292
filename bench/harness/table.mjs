/** Rows of verdicts.mjs as text: a line each, both conditions beside each other. */

export function figure(number) {
  if (number === undefined) return '';
  const size = Math.abs(number);
  if (size >= 100) return Math.round(number).toLocaleString('en');
  return number.toFixed(size >= 10 ? 1 : 2);
}

/** A ratio, or a limit of one: three digits that mean something. */
export function ratio(number) {
  if (number === undefined) return '';
  if (number >= 100) return Math.round(number).toLocaleString('en');
  return String(Number(number.toPrecision(number < 0.1 ? 2 : 3)));
}

const columns = [
  ['ours', 10, ({ ours }) => figure(ours)],
  ['beside', 10, ({ beside }) => figure(beside)],
  ['ratio', 9, (cell) => ratio(cell.ratio)],
  ['at most', 9, (cell) => (cell.most === undefined ? '' : ratio(cell.most))],
  [
    'spread',
    8,
    (cell) => (cell.spread === undefined ? '' : `${cell.noisy ? '~' : ''}${Math.round(cell.spread * 100)} %`),
  ],
];
const width = columns.reduce((sum, [, each]) => sum + each, 0);
const firstColumn = 34;

export function heading({ name, asks, conditions }) {
  const titles = conditions.map((condition) => condition.padStart(width)).join('');
  const under = conditions.map(() => columns.map(([title, each]) => title.padStart(each)).join('')).join('');
  return `\n${name}: ${asks}\n${''.padEnd(firstColumn)}${titles}\n${''.padEnd(firstColumn)}${under}`;
}

export function line(row) {
  const who = row.beside === undefined ? row.who : `${row.who} / ${row.beside}`;
  const cells = Object.values(row.conditions).map((cell) =>
    cell.error === undefined
      ? columns.map(([, each, show]) => show(cell).padStart(each)).join('')
      : '–'.padStart(width),
  );
  const why = row.why ?? Object.values(row.conditions).find(({ error }) => error)?.error;
  return `  ${who.padEnd(firstColumn - 2)}${cells.join('')}  ${row.verdict ?? ''}${why ? `\n      ${why.split('\n')[0]}` : ''}`.trimEnd();
}
