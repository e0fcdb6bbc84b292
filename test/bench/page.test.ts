import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { casesOf } from '../../bench/harness/cases.mjs';
import { rowsOf } from '../../bench/harness/verdicts.mjs';
import { renderPage } from '../../bench/page/page.mjs';
import { plotsOf } from '../../bench/page/plots.mjs';
import { textOf } from '../../bench/page/results.mjs';
import { pageFiles } from '../../bench/page/write.mjs';

it('docs/performance.md says what bench/results says: `npm run bench -- --page` writes it anew', () => {
  for (const [path, text] of Object.entries(pageFiles())) {
    const there = readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');
    expect(there === text, `${path} is not what the results make of it`).toBe(true);
  }
});

const figure = (median: number, spread = 0) => ({ figures: [median], median, spread });

/** One workload, as a run keeps it: stackless beside native, and beside a library that is missing. */
function runOf(node: string | undefined, polluted: number, chromium?: string) {
  const programs = { stackless: 'right.mjs', native: 'right.mjs', co: 'peer.mjs' };
  const targets = [['stackless', 'native', { alone: 0.5, polluted: 0.6 }]];
  const workload = { asks: 'a step, ns', size: 1, programs, targets, absent: { lua: 'has none' } };
  const [one] = casesOf('range', workload, new URL('programs/', import.meta.url));
  const gone = { error: 'the package co is not installed', missing: true };
  const measured = {
    stackless: { alone: figure(4), polluted: figure(polluted, 0.2) },
    native: { alone: figure(10), polluted: figure(10) },
    co: { alone: gone, polluted: gone },
  };
  return {
    ...(node ? { node } : { chromium }),
    machine: { cores: 2, cpu: 'made up', memory: '1 GiB', platform: 'linux x64' },
    versions: { co: '4.6.0' },
    seconds: 600,
    busy: node?.startsWith('v24') ?? false,
    cases: [{ ...one!, measured, rows: rowsOf(one!, measured) }],
  };
}

describe('a page', () => {
  const runs = [runOf('v20.1.0', 5), runOf('v24.1.0', 7)];
  const plots = plotsOf(runs);
  const page = renderPage({ runs, plots, limits: 'Nothing is out of reach.\n' });

  it('has a verdict on each target and each Node, what is noisy marked', () => {
    expect(page).toContain(
      '| range | stackless / native | 0.5, 0.6 | 0.4, ~0.5 | holds | 0.4, ~0.7 | **MISSED** |',
    );
  });

  it('names the peer that is missing', () => {
    const why = 'co: the package co is not installed';
    expect(page).toContain(
      `| range | stackless / co | 0.2 | ${why} | **not shown** | ${why} | **not shown** |`,
    );
  });

  it('has every figure, and says who took no part', () => {
    expect(page).toContain('| stackless | 4.00 | ~5.00 | 4.00 | ~7.00 |');
    expect(page).toContain('Not among them: lua: has none.');
  });

  it('says that a machine was busy, and what the versions were', () => {
    expect(page).toContain('|  |  | the machine was busy with other things: not to be compared |');
    expect(page).toContain('Beside: co 4.6.0.');
  });

  it('has a column for Chromium, whose page shows none of the promises by itself', () => {
    const beside = renderPage({ runs: [runs[0]!, runOf(undefined, 6, '156.0')], plots, limits: '' });
    expect(beside).toContain('| version | v20.1.0 | 156.0 |');
    expect(beside).toContain(
      '| range | stackless / native | 0.5, 0.6 | 0.4, ~0.5 | holds | 0.4, ~0.6 | holds |',
    );
    expect(beside).toContain('|  | Node 20 |\n');
  });

  it('takes the limits in as they are written', () => {
    expect(page).toContain('## Limits\n\nNothing is out of reach.\n');
  });

  it('has a plot with a dot for each ratio', () => {
    expect(Object.keys(plots)).toEqual(['generators']);
    const [drawn] = Object.values(plots);
    expect(drawn?.svg.match(/<title>0\.\d+<\/title>/g)).toHaveLength(4);
  });

  it('is made of what is kept: a run comes back from its file as it was, but for its rows', () => {
    const [run] = runs;
    const kept = JSON.parse(textOf(run!));
    const again = {
      ...kept,
      cases: kept.cases.map((one: { measured: object }) => ({ ...one, rows: rowsOf(one, one.measured) })),
    };
    expect(renderPage({ runs: [again], plots: {}, limits: '' })).toBe(
      renderPage({ runs: [run!], plots: {}, limits: '' }),
    );
  });
});
