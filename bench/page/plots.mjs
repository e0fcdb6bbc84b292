/** The plots of the page: which rows each shows. */

import { libraries } from '../harness/cases.mjs';
import { languages } from '../harness/languages.mjs';
import { dotPlot } from './dot-plot.mjs';
import { engineOf } from './results.mjs';

const compilers = ['regenerator', 'tsc', 'swc', 'effectful'];
const isTime = ({ measures = 'time' }) => measures === 'time';
const isFurther = ({ name }) => /^(all-|large|compile-|depth)/.test(name);

const plots = [
  {
    name: 'generators',
    title: 'time beside native generators and async functions',
    besides: ['native', 'native call', 'trampoline'],
  },
  { name: 'compilers', title: 'time beside other compilers’ output', besides: compilers },
  { name: 'languages', title: 'time beside other languages', besides: Object.keys(languages) },
  { name: 'libraries', title: 'time beside libraries', besides: libraries },
];

/** `{ name: { title, svg } }`; a plot of which nothing was measured is left out. */
export function plotsOf(runs) {
  return Object.fromEntries(
    plots
      .map((plot) => [plot.name, { title: plot.title, svg: draw(plot, runs) }])
      .filter(([, { svg }]) => svg),
  );
}

function draw({ title, besides }, runs) {
  const rows = rowsFor(besides, runs);
  if (rows.length === 0) return undefined;
  const series = runs.flatMap((run) =>
    ['alone', 'polluted'].map((condition) => `${engineOf(run)} ${condition}`),
  );
  return dotPlot({ title: `stackless: ${title}`, series, rows, low: 'stackless is faster', high: 'slower' });
}

function rowsFor(besides, runs) {
  const lines = new Map();
  for (const [i, run] of runs.entries()) {
    for (const one of run.cases.filter((each) => isTime(each) && !isFurther(each))) {
      for (const row of one.rows.filter(
        ({ who, beside }) => who === 'stackless' && besides.includes(beside),
      )) {
        const label = besides.length > 3 ? `${one.name} / ${row.beside}` : one.name;
        const line = lines.get(label) ?? {
          label,
          targets: [],
          values: runs.flatMap(() => [undefined, undefined]),
        };
        for (const [j, condition] of ['alone', 'polluted'].entries()) {
          const cell = row.conditions[condition];
          line.values[2 * i + j] = cell?.ratio;
          if (cell?.most !== undefined && !line.targets.includes(cell.most)) line.targets.push(cell.most);
        }
        lines.set(label, line);
      }
    }
  }
  return [...lines.values()].filter(({ values }) => values.some((value) => value !== undefined));
}
