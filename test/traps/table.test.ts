/** The table of traps in docs/conformance.md: written from the lists here (`UPDATE=1`), and true. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { discover } from '../fixtures/discover.ts';
import { ASYNC } from './async.ts';
import { CONTROL_FLOW } from './control-flow.ts';
import { DELEGATION } from './delegation.ts';
import { EVALUATION_ORDER } from './evaluation-order.ts';
import { FUNCTIONS } from './functions.ts';
import { HOSTILITY } from './hostility.ts';
import { SCOPES } from './scopes.ts';
import type { Trap } from './trap.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const PAGE = join(ROOT, 'docs/conformance.md');
const [BEGIN, END] = ['<!-- traps -->', '<!-- /traps -->'];

const AREAS: readonly (readonly [name: string, file: string, traps: readonly Trap[]])[] = [
  ['Evaluation order', 'evaluation-order', EVALUATION_ORDER],
  ['this, arguments, super, functions', 'functions', FUNCTIONS],
  ['Scopes', 'scopes', SCOPES],
  ['Control flow', 'control-flow', CONTROL_FLOW],
  ['Delegation', 'delegation', DELEGATION],
  ['Async', 'async', ASYNC],
  ['Scale and hostility', 'hostility', HOSTILITY],
];
const TRAPS = AREAS.flatMap(([, , traps]) => traps);

const programsOf = ({ bodies, programs, scripts }: Trap): number =>
  [bodies, programs, scripts].reduce((count, all) => count + Object.keys(all ?? {}).length, 0);

test('traps are numbered in order, and each has several programs', () => {
  expect(TRAPS.map(({ number }) => number)).toEqual(TRAPS.map((_, i) => i + 1));
  for (const trap of TRAPS) expect(programsOf(trap), `${trap.number}`).toBeGreaterThanOrEqual(3);
});

test('the fixtures and test files that are named exist', () => {
  const fixtures = discover().map(({ name }) => name);
  const isNamed = (pattern: string, name: string): boolean =>
    new RegExp(`^${pattern.replaceAll('*', '[^/]*')}$`).test(name);
  for (const trap of TRAPS) {
    for (const pattern of trap.fixtures ?? [])
      expect(
        fixtures.filter((name) => isNamed(pattern, name)),
        `${trap.number}: ${pattern}`,
      ).not.toEqual([]);
    for (const file of trap.tests ?? []) {
      const found = file.includes('*')
        ? globSync(file, { cwd: ROOT }).length > 0
        : existsSync(join(ROOT, file));
      expect(found, file).toBe(true);
    }
  }
});

test('the page lists them', () => {
  const page = readFileSync(PAGE, 'utf8');
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  expect(from).toBeGreaterThan(0);
  const written = `${page.slice(0, from)}${BEGIN}\n\n${tables()}\n${page.slice(to)}`;
  if (process.env.UPDATE === '1' && process.env.CI !== 'true') writeFileSync(PAGE, written);
  else expect(page).toBe(written);
});

function tables(): string {
  return AREAS.map(
    ([name, file, traps]) =>
      `**${name}**: \`test/traps/${file}.test.ts\`\n\n| | what goes wrong | programs | held as well by |\n|---:|---|---:|---|\n${traps.map(row).join('')}`,
  ).join('\n');
}

function row(trap: Trap): string {
  const also = [...(trap.fixtures ?? []), ...(trap.tests ?? [])].map((name) => `\`${name}\``).join(', ');
  return `| ${trap.number} | ${trap.title.replaceAll('|', '\\|')} | ${programsOf(trap)} | ${also} |\n`;
}
