/** `--browser`: the plain run's figures, of Chromium, so that none is Node's alone. A page, and a renderer, a measurement. */
import { findChromium, startChromium } from '../browser/chromium.mjs';
import { measureInPage } from '../browser/measure.mjs';
import { servePages } from '../browser/serve.mjs';
import { readCases } from '../harness/cases.mjs';
import { programMaker } from '../harness/programs.mjs';
import { finish, measureOn } from './measure.mjs';
import { choose } from './options.mjs';

const workloads = [
  ...['range', 'fib', 'tryFinally', 'echo', 'tree', 'create', 'transfer', 'same-fringe'],
  ...['await', 'channel-0', 'spawn-join'],
];

/** Those that are the same in a page. */
const contestants = new Set(['stackless', 'native', 'native call', 'trampoline']);

export async function command(options) {
  const cases = choose(await readCases(), { only: workloads, ...(options.only && options) })
    .filter(({ measures, rig, further }) => measures === 'time' && !rig && !further)
    .map(inPage);
  const executable = findChromium();
  if (executable === undefined) {
    const { CHROMIUM_PATH } = process.env;
    const missing = CHROMIUM_PATH
      ? `${CHROMIUM_PATH}, which CHROMIUM_PATH names, does not run`
      : 'there is no Chromium';
    console.error(`bench: ${missing}; node bench/peers/debian.mjs --browser installs Debian’s`);
    return 1;
  }
  const { transform } = await import('stackless/compiler');
  const maker = programMaker(transform, { label: 'browser' });
  const pages = await servePages();
  const chromium = await startChromium(executable);
  try {
    const measure = (job, _, longest) => measureInPage(job, { pages, chromium, longest });
    const { version } = chromium;
    const run = await measureOn(`Chromium ${version}`, cases, { maker, measure }, { ...options, all: false });
    return finish([{ chromium: version, ...run }], options);
  } finally {
    await chromium.close();
    pages.close();
  }
}

/** A case with those who can be measured, and the targets between them. */
function inPage(one) {
  const programs = Object.entries(one.programs).filter(([name]) => contestants.has(name));
  const targets = one.targets.filter(({ beside }) => contestants.has(beside));
  return { ...one, programs: Object.fromEntries(programs), targets };
}
