/** What `npm run bench:packages` measures, as two cases: its time and its size, of all packages together. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = fileURLToPath(new URL('../../../scripts/bench-packages.mjs', import.meta.url));
const known = new Map();

/** A round, and the sizes, take a minute and more where a machine is slow: in a hurry one has to do. */
const HURRY = 60;

export async function measure({ case: { of }, execPath, processes, seconds = Number.POSITIVE_INFINITY }) {
  if (!known.has(execPath)) known.set(execPath, measureAll(execPath, seconds < HURRY ? 1 : processes));
  const rows = await known.get(execPath);
  return of === 'time' ? timesOf(rows) : sizesOf(rows);
}

async function measureAll(execPath, rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'stackless-bench-'));
  try {
    const file = join(folder, 'packages.json');
    await promisify(execFile)(execPath, [script, '--rounds', String(rounds), '--json', file], {
      maxBuffer: 1 << 24,
    });
    return JSON.parse(readFileSync(file, 'utf8')).rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A figure a round: each compiles all packages. */
function timesOf(rows) {
  const total = (who) => rows[0].time.rounds.map((_, i) => sum(rows, ({ time }) => time.rounds[i][who]));
  return { stackless: total('ours'), regenerator: total('regenerator') };
}

function sizesOf(rows) {
  return {
    stackless: [sum(rows, ({ bytes }) => bytes.ours)],
    regenerator: [sum(rows, ({ bytes }) => bytes.regenerator)],
  };
}

const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0);
