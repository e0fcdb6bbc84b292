/**
 * What there is to measure. A workload's folder says it in index.mjs; each of its parts is a case, and so is a workload
 * without parts. All that is optional is filled in here:
 *   name         'range' or 'range by for-of'
 *   programs     { contestant: { file: URL, as: contestant, expose } }
 *   sizeOf       (contestant) → units in a round
 *   targets      as `target()` below gives them
 */
import { existsSync, readdirSync } from 'node:fs';

const folder = new URL('../workloads/', import.meta.url);

/** Who is to be at least five times as slow, whatever the workload. */
export const libraries = ['co', 'redux-saga', 'js-csp', 'effection3', 'effection4', 'effect3', 'effect4'];
const BESIDE_LIBRARIES = 1 / 5;

/** All cases, by the folders' names. */
export async function readCases() {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => existsSync(new URL(`${name}/index.mjs`, folder)))
    .sort();
  const lists = await Promise.all(names.map(readWorkload));
  return lists.flat();
}

async function readWorkload(name) {
  const base = new URL(`${name}/`, folder);
  const { workload } = await import(new URL('index.mjs', base));
  return casesOf(name, workload, base);
}

export function casesOf(name, { parts, ...common }, base) {
  if (!parts) return [complete({ name, workload: name, ...common }, base)];
  return Object.entries(parts).map(([part, own]) =>
    complete({ name: `${name} ${part}`, workload: name, ...common, ...own }, base),
  );
}

function complete({ programs = {}, sizes = {}, targets = [], rig, ...given }, base) {
  const contestants = Object.entries(programs).map(([name, program]) => {
    const {
      file,
      as = name,
      expose = given.expose,
    } = typeof program === 'string' ? { file: program } : program;
    return [name, { file: new URL(file, base), as, expose }];
  });
  const own = targets.map(target);
  const judged = new Set(own.map(({ who, beside }) => `${who} ${beside}`));
  const beside = contestants
    .filter(([name]) => libraries.includes(name) && !judged.has(`stackless ${name}`))
    .map(([name]) => target(['stackless', name, BESIDE_LIBRARIES]));
  return {
    measures: 'time',
    conditions: ['alone', 'polluted'],
    further: false,
    ...given,
    ...(rig && { rig: new URL(rig, base) }),
    programs: Object.fromEntries(contestants),
    sizeOf: (contestant) => sizes[contestant] ?? given.size,
    targets: [...own, ...beside],
  };
}

/** `{ who, beside?, most?: { alone, polluted }, kind: 'ratio' | 'figure' | 'runs' }` */
export function target([who, beside, ratio]) {
  if (beside === 'runs') return { who, kind: 'runs' };
  if (typeof beside === 'object') return { who, kind: 'figure', most: perCondition(beside.atMost) };
  return { who, beside, kind: 'ratio', most: perCondition(ratio) };
}

function perCondition(most) {
  return typeof most === 'object' ? most : { alone: most, polluted: most };
}
