/** `--compare REV`: the same programs, compiled and run by this checkout and by another revision, in turn. */
import { readCases } from '../harness/cases.mjs';
import { contest } from '../harness/contest.mjs';
import { programMaker } from '../harness/programs.mjs';
import { revision } from '../harness/revision.mjs';
import { geometricMean, NOISY } from '../harness/statistics.mjs';
import { heading, line, ratio } from '../harness/table.mjs';
import { betweenVariants, ratioIn } from '../harness/variants.mjs';
import { rowsOf } from '../harness/verdicts.mjs';
import { choose, wrongUse } from './options.mjs';

export async function command(options) {
  const chosen = choose(await readCases(), options);
  const before = await revision(options.revision).catch((error) => wrongUse(error.message));
  const { transform } = await import('stackless/compiler');
  const cases = betweenVariants(chosen, { now: programMaker(transform), before: before.maker });
  console.log(`Node ${process.version}; now is this checkout, before is ${before.subject}`);
  console.log('a ratio below 1: now it takes less');
  const context = { execPath: process.execPath, processes: options.processes, budget: 250 };
  const changes = [];
  for (const one of cases) {
    console.log(heading(one));
    const measured = await contest(one, context);
    for (const row of rowsOf(one, measured)) console.log(line(row));
    changes.push(...one.conditions.map((condition) => change(one, condition, measured)));
  }
  summarize(changes.filter(({ times }) => times !== undefined));
  return 0;
}

function change({ name }, condition, measured) {
  const before = ratioIn(measured, 'before', condition);
  const spread = Math.max(...Object.values(measured).map((each) => each[condition].spread ?? 0));
  return { name: `${name}, ${condition}`, times: before === undefined ? undefined : 1 / before, spread };
}

/** A change is told if it is more than what two measurements of the same code may differ by. */
function summarize(changes) {
  if (changes.length === 0) return;
  const told = changes.filter(({ times, spread }) => Math.abs(times - 1) > Math.max(0.05, spread));
  console.log(
    `\ntimes what it took before, all in all: ${ratio(geometricMean(changes.map(({ times }) => times)))}`,
  );
  for (const { name, times, spread } of told.sort((a, b) => b.times - a.times)) {
    console.log(`  ${ratio(times).padStart(6)}  ${name}${spread > NOISY ? ' ~' : ''}`);
  }
  if (told.length === 0) console.log('  nothing differs by more than the processes do among themselves');
}
