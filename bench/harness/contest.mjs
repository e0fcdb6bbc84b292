/**
 * One case: its contestants in turn, alone and polluted, in fresh processes. Gives, for each contestant and condition, a
 * measurement:
 *   { figures }          a process each; `median` and, if there are several, `spread` are of these
 *   { error, missing? }  why there is none, and whether it is only that the peer is not there
 *
 * `context`:
 *   maker      makes the programs of those that have no maker of their own
 *   execPath   the Node
 *   processes  how many for each, if `seconds` allow it
 *   budget     milliseconds of rounds in each
 *   seconds    for the whole case: no turn is begun that would take longer, but for the first; no limit unless told
 *   longest    seconds that a process may take, 120 unless told
 *   measure    (job, execPath, longest) → what a module's process answers: one of Node's unless told
 *   thorough   whether libraries are measured as often as the others, though the verdict is clear
 */
import { isDeepStrictEqual } from 'node:util';
import { libraries } from './cases.mjs';
import { measureCommand, measureModule } from './processes.mjs';
import { MissingPeer } from './programs.mjs';
import { median, NOISY, spread } from './statistics.mjs';

/** So many processes more, at most, for those that lie apart. */
const MORE = 2;

export async function contest(one, context) {
  const contestants = Object.keys(one.programs);
  if (one.rig) return await byRig(one, contestants, context);
  const entries = one.conditions.flatMap((condition) =>
    contestants.map((name) => prepare(one, name, condition, context)),
  );
  const until = performance.now() + (context.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  for (let turn = 0; turn < context.processes + MORE; turn++) {
    const began = performance.now();
    for (const entry of entries) {
      if (wants(entry, turn, one, entries, context)) await measureOnce(entry, one);
    }
    const now = performance.now();
    if (now + (now - began) > until) break;
  }
  return collect(one, contestants, (name, condition) =>
    entries.find((entry) => entry.name === name && entry.condition === condition),
  );
}

/** Another language knows nothing of our pollution: what it takes alone it takes. */
function prepare(one, name, condition, context) {
  const { execPath, budget, longest, measure: byModule = measureModule } = context;
  const entry = { name, condition, figures: [] };
  const { as, expose, maker = context.maker } = one.programs[name];
  const size = one.sizeOf(name);
  try {
    const { module, command } = maker.program(one.programs[name]);
    if (command) {
      const measure = () => measureCommand(command, { size, rounds: 4 }, longest);
      return { ...entry, size, measure, isForeign: true };
    }
    const job = {
      program: module,
      expose,
      driver: one.driver,
      measures: one.measures,
      size,
      // Whether it is five times as slow shows in less time.
      budget: libraries.includes(name) && !context.thorough ? budget / 4 : budget,
      pollution: condition === 'polluted' ? maker.pollution(as) : undefined,
    };
    return { ...entry, size, measure: () => byModule(job, execPath, longest) };
  } catch (error) {
    return { ...entry, error: told(error), missing: error instanceof MissingPeer };
  }
}

function wants(entry, turn, one, entries, { processes, thorough }) {
  const { name, condition, figures, error, isForeign } = entry;
  if (error !== undefined || (isForeign && condition === 'polluted')) return false;
  if (turn === 0) return true;
  if (libraries.includes(name) && !thorough && isClear(entry, one, entries)) return false;
  return turn < processes || spread(figures) > NOISY;
}

/** So far from what a library has to be that no other process would change the verdict. */
function isClear({ name, condition, figures }, { targets }, entries) {
  const target = targets.find(({ beside }) => beside === name);
  const ours = entries.find((entry) => entry.name === target?.who && entry.condition === condition);
  if (!ours || ours.figures.length === 0) return true;
  const times = median(ours.figures) / median(figures) / target.most[condition];
  return times < 1 / 2 || times > 2;
}

async function measureOnce(entry, { expect }) {
  const { figure, result, error } = await entry.measure();
  const expected = expect(entry.size);
  if (error !== undefined) entry.error = error;
  else if (!isDeepStrictEqual(result, expected)) {
    entry.error = `wrong result: ${shown(result)}, not ${shown(expected)}`;
  } else if (!(figure >= 0)) entry.error = `no figure: ${figure}`;
  else entry.figures.push(figure);
}

/** A rig answers `{ contestant: figures or { error } }` for the one condition it has. */
async function byRig(one, contestants, context) {
  let answer;
  try {
    const { measure } = await import(one.rig);
    answer = await measure({ ...context, case: one, contestants });
  } catch (error) {
    answer = Object.fromEntries(contestants.map((name) => [name, { error: told(error) }]));
  }
  return collect(one, contestants, (name) => {
    const figures = answer[name] ?? { error: 'the rig did not measure it' };
    return Array.isArray(figures) ? { figures } : figures;
  });
}

/** `{ contestant: { condition: measurement } }` */
function collect({ conditions, programs }, contestants, find) {
  const measured = (name, condition) => {
    const { figures, error, missing, isForeign } = find(name, condition);
    if (error !== undefined) return { error, ...(missing && { missing }) };
    if (isForeign && condition === 'polluted') return measured(name, 'alone');
    return { figures, median: median(figures), ...(figures.length > 1 && { spread: spread(figures) }) };
  };
  return Object.fromEntries(
    contestants.map((name) => [
      name,
      Object.fromEntries(
        conditions.map((condition) => [condition, programs[name] && measured(name, condition)]),
      ),
    ]),
  );
}

const told = (error) => error.message.split('\n')[0];
const shown = (value) => JSON.stringify(value)?.slice(0, 80);
