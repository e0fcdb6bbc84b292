/**
 * What is wrong with a program's run: deoptimisation loops and hot megamorphic sites in code of ours, each as
 * `{ problem, file, function, where, why }`. `file` is the module's last name, or of a program the last two.
 */

/** So often a function of ours may be deoptimised after warm-up; so often at one place for one reason. */
const MOST = 5;
const MOST_ALIKE = 2;

/** A site is hot if it runs at least once in so many units. */
const UNITS = 100;

/** `isOurs(url)`; `count(place)` in a round of `size` units. */
export function judge({ deopts, sites }, { isOurs, count, size }) {
  const ours = deopts.filter(({ of, at }) => [of, at].some((each) => each && isOurs(each.url)));
  const hot = sites.filter(({ at }) => isOurs(at.url) && count(at) >= size / UNITS);
  return { deopts: ours.length, problems: [...loops(ours), ...hot.map((site) => megamorphic(site, count))] };
}

function loops(deopts) {
  return [...grouped(deopts, ({ of, at }) => whereOf(of ?? at)).values()].flatMap((same) => {
    const [first] = same;
    const alike = [...grouped(same, ({ at, reason }) => `${reason} at ${at ? whereOf(at) : '?'}`)];
    const [reason, most] = alike.reduce((a, b) => (b[1].length > a[1].length ? b : a));
    if (same.length <= MOST && most.length <= MOST_ALIKE) return [];
    const why = `deoptimised ${same.length} times after warm-up, ${most.length} for: ${reason}`;
    return [found('loop', first.of ?? first.at, first.of ?? first.at, why)];
  });
}

function megamorphic({ type, of, at, property }, count) {
  const what = property === undefined ? type : `${type} of ${property}`;
  return found('megamorphic', of, at, `${what}, run ${count(at)} times in a round`);
}

function found(problem, of, at, why) {
  return { problem, file: fileOf(of.url), function: of.name ?? '', where: whereOf(at), why };
}

function grouped(list, keyOf) {
  const groups = new Map();
  for (const each of list) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
}

const fileOf = (url) => /(?:runtime|workloads)\/(.*)$/.exec(url)?.[1] ?? url;
const whereOf = ({ url, line, column }) => `${fileOf(url)}:${line}:${column}`;

/** Takes the known ones out: `{ unknown, known: the entries that were met }`. */
export function without(known, problems) {
  const entryOf = (one) =>
    known.find(
      (each) => each.problem === one.problem && each.file === one.file && each.function === one.function,
    );
  const met = new Set(problems.map(entryOf).filter(Boolean));
  return { unknown: problems.filter((one) => !entryOf(one)), known: [...met] };
}
