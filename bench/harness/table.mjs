/**
 * A row of an answer:
 *   what      what was measured
 *   ours      the figure; `baseline` what it is held beside, and `ratio` of the two, where there is one
 *   spread    how far the processes lay apart
 *   limit     what `held` (the ratio, unless it says otherwise) may be at most, where there is a target
 *   holds     the verdict, where it is not a matter of a limit, with `why` not
 */
export function verdict(row) {
  if (row.holds !== undefined) return row.holds;
  if (row.limit === undefined) return undefined;
  return (row.held ?? row.ratio) <= row.limit;
}

const figure = (number) => {
  if (number === undefined) return '';
  if (Math.abs(number) >= 100) return Math.round(number).toLocaleString('en');
  return number.toFixed(Math.abs(number) >= 10 ? 1 : 2);
};
const columns = [
  ['ours', 11, (row) => figure(row.ours)],
  ['beside', 10, (row) => figure(row.baseline)],
  ['ratio', 8, (row) => row.ratio?.toFixed(3) ?? ''],
  ['spread', 8, (row) => (row.spread === undefined ? '' : `±${Math.round(row.spread * 50)} %`)],
  ['limit', 10, (row) => (row.limit === undefined ? '' : `≤ ${row.limit.toLocaleString('en')}`)],
];
const firstColumn = 62;

export function heading({ name, asks }) {
  return `\n${name}: ${asks}\n${''.padEnd(firstColumn)}${columns.map(([title, width]) => title.padStart(width)).join('')}`;
}

export function line(row) {
  const cells = columns.map(([, width, show]) => show(row).padStart(width)).join('');
  const holds = verdict(row);
  const judged = holds === undefined ? '' : holds ? '  holds' : '  MISSED';
  return `${row.what.padEnd(firstColumn)}${cells}${judged}${row.why ? `\n    ${row.why}` : ''}`;
}
