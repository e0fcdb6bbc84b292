/**
 * A plot of ratios: a line for each workload, a dot for each series, on a logarithmic scale; 1 is marked, and each line's targets.
 * Readable on light and dark ground: the colours of text follow the reader's, those of the dots stand on both.
 */
const LINE = 22;
const LABEL = 330;
const WIDTH = 900;
const TOP = 58;
const COLOURS = ['#2f81f7', '#e3742f', '#3fb950', '#a371f7', '#db61a2', '#39c5cf'];

const style = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 14px; font-weight: 600; }
  .quiet { fill: #59636e; }
  .grid { stroke: #d1d9e0; }
  .one { stroke: #59636e; stroke-width: 1.5; }
  .target { stroke: #cf222e; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .quiet { fill: #9198a1; }
    .grid { stroke: #30363d; }
    .one { stroke: #9198a1; }
    .target { stroke: #ff7b72; }
  }
`;

/**
 * `series` are names; `rows` are `{ label, targets, values }`, a value a series, undefined where there is none.
 * `low` and `high` say what the ends of the scale mean.
 */
export function dotPlot({ title, series, rows, low, high }) {
  const numbers = rows
    .flatMap(({ targets, values }) => [...targets, ...values])
    .filter((number) => number > 0);
  const from = Math.floor(Math.log10(Math.min(0.5, ...numbers)) * 2) / 2;
  const to = Math.ceil(Math.log10(Math.max(1.5, ...numbers)) * 2) / 2;
  const x = (number) => round(LABEL + ((Math.log10(number) - from) / (to - from)) * (WIDTH - LABEL - 20));
  const bottom = TOP + rows.length * LINE;
  const parts = [
    `<text class="title" x="10" y="20">${escaped(title)}</text>`,
    ...legend(series),
    ...grid(from, to, x, bottom),
    `<text class="quiet" x="${LABEL}" y="${bottom + 36}">← ${escaped(low)}</text>`,
    `<text class="quiet" x="${WIDTH - 20}" y="${bottom + 36}" text-anchor="end">${escaped(high)} →</text>`,
    ...rows.flatMap((row, i) => line(row, TOP + i * LINE + LINE / 2, x)),
  ];
  const size = `viewBox="0 0 ${WIDTH} ${bottom + 48}" width="${WIDTH}" height="${bottom + 48}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${escaped(title)}">\n<style>${style}</style>\n${parts.join('\n')}\n</svg>\n`;
}

function legend(series) {
  const items = series.map((name, i) => {
    const at = 10 + i * 150;
    return `${dot(at + 6, 38, i, name)}<text class="quiet" x="${at + 16}" y="42">${escaped(name)}</text>`;
  });
  const at = 10 + series.length * 150;
  const tick = `<path class="target" d="M${at + 6} 31v14"/><text class="quiet" x="${at + 16}" y="42">at most</text>`;
  return [...items, tick];
}

function grid(from, to, x, bottom) {
  const marks = [];
  // Over many decades the numbers in between would run into each other.
  const steps = to - from > 2.5 ? [1] : [1, 2, 5];
  for (let power = Math.floor(from); power <= to; power++) {
    for (const step of steps) {
      const number = step * 10 ** power;
      if (Math.log10(number) < from || Math.log10(number) > to) continue;
      marks.push(
        `<path class="${number === 1 ? 'one' : 'grid'}" d="M${x(number)} ${TOP}V${bottom}"/>`,
        `<text class="quiet" x="${x(number)}" y="${bottom + 16}" text-anchor="middle">${Number(number.toPrecision(1))}</text>`,
      );
    }
  }
  return marks;
}

function line({ label, targets, values }, y, x) {
  return [
    `<text x="${LABEL - 10}" y="${y + 4}" text-anchor="end">${escaped(label)}</text>`,
    `<path class="grid" d="M${LABEL} ${y}H${WIDTH - 20}"/>`,
    ...targets.map((target) => `<path class="target" d="M${x(target)} ${y - 7}v14"/>`),
    ...values.flatMap((value, i) =>
      value > 0 ? [dot(x(value), y, i, String(Number(value.toPrecision(3))))] : [],
    ),
  ];
}

/** The second of a pair is hollow: alone is a disc, polluted a ring of the same colour. */
function dot(cx, cy, series, title) {
  const colour = COLOURS[series >> 1];
  const fill = series % 2 === 0 ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="2"`;
  return `<circle cx="${cx}" cy="${cy}" r="${series % 2 === 0 ? 5 : 4}" ${fill}><title>${escaped(title)}</title></circle>`;
}

const round = (number) => Math.round(number * 10) / 10;
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
