/**
 * What the measurements of a case say to its targets. A row:
 *   who, beside      the contestants; no `beside` where a figure is held by itself
 *   conditions       { condition: { ours, beside, ratio, spread, noisy, most } or { error } }
 *   verdict          'holds', 'MISSED' or 'not shown'; none where there is no target
 *   why              why it is not shown
 */
import { NOISY } from './statistics.mjs';

export function rowsOf({ targets, programs, conditions }, measured) {
  const judged = targets.map((target) => judge(target, conditions, measured));
  const named = new Set(targets.flatMap(({ who, beside }) => [`${who} ${beside}`, `${who} undefined`]));
  const [first] = Object.keys(programs);
  // What no target asks for is there to be read: beside the first, which is ours.
  const others = Object.keys(measured)
    .filter((name) => name !== first && !named.has(`${first} ${name}`))
    .filter((name) => !targets.some(({ who, beside }) => who === name || beside === name))
    .map((name) => judge({ who: first, beside: name, kind: 'none' }, conditions, measured));
  return [...judged, ...others];
}

function judge({ who, beside, kind, most }, conditions, measured) {
  const row = { who, ...(beside && { beside }), conditions: {} };
  let verdict = 'holds';
  for (const condition of conditions) {
    const cell = compare(measured, who, beside, condition);
    if (most) cell.most = most[condition];
    row.conditions[condition] = cell;
    if (cell.error !== undefined) {
      verdict = 'not shown';
      row.why ??= cell.error;
    } else if (most && verdict === 'holds' && (kind === 'ratio' ? cell.ratio : cell.ours) > most[condition]) {
      verdict = 'MISSED';
    }
  }
  return kind === 'none' ? row : { ...row, verdict };
}

function compare(measured, who, beside, condition) {
  const ours = measured[who]?.[condition];
  const theirs = beside === undefined ? undefined : measured[beside]?.[condition];
  for (const [name, one] of [[who, ours], ...(beside === undefined ? [] : [[beside, theirs]])]) {
    if (one === undefined) return { error: `${name} was not measured` };
    if (one.error !== undefined) return { error: `${name}: ${one.error}` };
  }
  const spreads = [ours.spread, theirs?.spread].filter((each) => each !== undefined);
  const spread = spreads.length > 0 ? Math.max(...spreads) : undefined;
  return {
    ours: ours.median,
    ...(theirs && { beside: theirs.median, ratio: ours.median / theirs.median }),
    spread,
    noisy: spread !== undefined && spread > NOISY,
  };
}
