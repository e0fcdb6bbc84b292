/** Where a test stands in the suite, as coarse as a table wants it. */

/** Folders whose children are worth a row each. */
const DIVIDED = [
  'language/expressions',
  'language/statements',
  'language/module-code',
  'built-ins',
  'staging',
  'annexB',
];

export function areaOf(path) {
  const parts = path.split('/').slice(0, -1);
  const parent = DIVIDED.find((folder) => path.startsWith(`${folder}/`));
  return parts.slice(0, parent === undefined ? 2 : parent.split('/').length + 1).join('/');
}

/** Rows by area, those with fewer tests than `least` added to the row of their parent folder. */
export function byArea(entries, least) {
  const areas = group(entries, ({ path }) => areaOf(path));
  const rows = [];
  const rest = [];
  for (const [area, members] of areas) {
    if (members.length >= least) rows.push([area, members]);
    else rest.push(...members);
  }
  for (const [area, members] of group(rest, ({ path }) => parentOf(areaOf(path))))
    rows.push([`${area}, the rest`, members]);
  return rows.sort(([a], [b]) => (a < b ? -1 : 1));
}

function parentOf(area) {
  return area.includes('/') ? area.slice(0, area.lastIndexOf('/')) : area;
}

export function group(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
}
