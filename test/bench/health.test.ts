/** `npm run bench -- --health`: what it reads out of V8's log, and what it makes of that. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { transform } from 'stackless/compiler';
import { beforeAll, describe, expect, it } from 'vitest';
import { casesOf } from '../../bench/harness/cases.mjs';
import { programMaker } from '../../bench/harness/programs.mjs';
import { countsOf } from '../../bench/health/counts.mjs';
import { examine } from '../../bench/health/examine.mjs';
import { judge, type Problem, without } from '../../bench/health/judge.mjs';
import { readLog } from '../../bench/health/log.mjs';

const runtime = 'file:///home/stackless/dist/runtime';
const isOurs = (url: string) => url.startsWith(runtime);
const lines = (...list: string[]) => `${list.join('\n')}\n`;

const bytecode = `code-creation,JS,10,144553,0x1000,524,step ${runtime}/drive.mjs:31:14,0x206ed31c2b0,~`;
const optimized = `code-creation,JS,13,684424,0x7f00,768,wakeUp ${runtime}/scheduler.mjs:105:8,0x18641b68f38,*`;
const anonymous = `code-creation,JS,9,145041,0x2000,22, ${runtime}/a\\x2Cb.mjs:8:2,0x5069fb5fb50,~`;
const mark = 'code-creation,Script,10,1149671,0x9000,3, stackless:warmed-up:1:1,0x13c59bce56c0,~';
const eager = `code-deopt,1149934,704,0x7f00,0,3856,deopt-eager,<${runtime}/task.mjs:106:29> inlined at <${runtime}/scheduler.mjs:79:8>,Insufficient type feedback for call`;
const lazy = `code-deopt,415961,1088,0x7f00,0,1188,deopt-lazy,<${runtime}/coroutine.mjs:33:12>,(unknown)`;
const replaced = `code-deopt,434689,1088,0x7f00,-1,712,deopt-eager,<${runtime}/walk.mjs:19:2>,prepare for on stack replacement (OSR)`;
const megamorphic = 'LoadIC,0x1004,338702,742,34,P,N,0x089ee22efa39,leaf,,';
const keyed = 'KeyedLoadIC,0x2004,338702,18,12,1,N,0x089ee22efa39,h,,';

describe('the log', () => {
  it('has the functions that were deoptimised after the mark, where, and why', () => {
    expect(readLog(lines(optimized, eager, mark, eager)).deopts).toMatchObject([
      {
        of: { name: 'wakeUp', url: `${runtime}/scheduler.mjs`, line: 105, column: 8 },
        at: { url: `${runtime}/task.mjs`, line: 106, column: 29 },
        reason: 'Insufficient type feedback for call',
      },
    ]);
  });

  it('has discarded code and better code for a running loop as well, which are none', () => {
    expect(readLog(lines(optimized, mark, lazy, replaced)).deopts).toEqual([]);
  });

  it('has the megamorphic sites, each once, with the function they are in', () => {
    const mono = 'StoreIC,0x1008,338702,743,38,0,1,0x089ee22efa39,state,,';
    expect(readLog(lines(bytecode, megamorphic, mono, mark, megamorphic)).sites).toEqual([
      {
        type: 'LoadIC',
        property: 'leaf',
        of: { name: 'step', url: `${runtime}/drive.mjs`, line: 31, column: 14 },
        at: { url: `${runtime}/drive.mjs`, line: 742, column: 34 },
      },
    ]);
  });

  it('is read where a function has no name, a path has a comma, and code has moved', () => {
    const moved = 'code-move,0x2000,0x3000';
    const there = keyed.replace('0x2004', '0x3004');
    const [site] = readLog(lines(anonymous, moved, there)).sites;
    expect(site).toMatchObject({ of: { name: '' }, at: { url: `${runtime}/a,b.mjs`, line: 18, column: 12 } });
    expect(site).not.toHaveProperty('property');
  });
});

it('the smallest block around a place says how often it ran', () => {
  const text = 'function f(x) {\n  if (x) g(x);\n}\n';
  const ranges = [
    { startOffset: 0, endOffset: 32, count: 7 },
    { startOffset: 25, endOffset: 30, count: 3 },
  ];
  const whole = [{ startOffset: 0, endOffset: text.length, count: 1 }];
  const count = countsOf([{ url: 'a', functions: [{ ranges: whole }, { ranges }] }], () => text);
  const at = (line: number, column: number) => count({ url: 'a', line, column });
  expect([at(2, 3), at(2, 10), at(3, 2), count({ url: 'b', line: 1, column: 1 })]).toEqual([7, 3, 1, 0]);
});

describe('the verdict', () => {
  const given = { isOurs, count: () => 1000, size: 1000 };

  it('on a function that is deoptimised at one place for one reason three times: a loop', () => {
    const found = judge(readLog(lines(optimized, mark, eager, eager, eager)), given);
    expect(found).toEqual({
      deopts: 3,
      problems: [
        {
          problem: 'loop',
          file: 'scheduler.mjs',
          function: 'wakeUp',
          where: 'scheduler.mjs:105:8',
          why: 'deoptimised 3 times after warm-up, 3 for: Insufficient type feedback for call at task.mjs:106:29',
        },
      ],
    });
  });

  it('on one deoptimised six times for whatever reasons: a loop; on five, or code of others: none', () => {
    const differing = Array.from({ length: 6 }, (_, i) => eager.replace('106:29', `10${i}:29`));
    expect(judge(readLog(lines(optimized, mark, ...differing)), given).problems).toHaveLength(1);
    expect(judge(readLog(lines(optimized, mark, ...differing.slice(1))), given).problems).toEqual([]);
    const theirs = { ...given, isOurs: () => false };
    expect(judge(readLog(lines(optimized, mark, ...differing)), theirs)).toEqual({ deopts: 0, problems: [] });
  });

  it('on a megamorphic site that runs: it is one; on one that hardly does: it is none', () => {
    const log = readLog(lines(bytecode, megamorphic));
    expect(judge(log, given).problems).toEqual([
      {
        problem: 'megamorphic',
        file: 'drive.mjs',
        function: 'step',
        where: 'drive.mjs:742:34',
        why: 'LoadIC of leaf, run 1000 times in a round',
      },
    ]);
    expect(judge(log, { ...given, count: () => 9 }).problems).toEqual([]);
  });

  it('lets pass what is known, and nothing else', () => {
    const one = (problem: Problem['problem'], name: string): Problem => ({
      problem,
      file: 'drive.mjs',
      function: name,
      where: 'drive.mjs:1:1',
      why: '',
    });
    const entry = { problem: 'megamorphic', file: 'drive.mjs', function: 'step', reason: 'made up' } as const;
    const stale = { ...entry, function: 'gone' };
    const others = [one('loop', 'step'), one('megamorphic', 'other')];
    expect(without([entry, stale], [one('megamorphic', 'step'), ...others])).toEqual({
      unknown: others,
      known: [entry],
    });
  });
});

describe('of a program that runs', () => {
  beforeAll(() => {
    const build = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [build, '--if-changed'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`cannot build:\n${stderr}`);
  }, 240_000);

  const maker = programMaker(transform, { label: 'test' });
  function examined(file: string, expected: (n: number) => unknown) {
    const workload = { asks: '', size: 10_000, expect: expected, programs: { stackless: file } };
    const [one] = casesOf('made-up', workload, new URL('programs/', import.meta.url));
    return examine(one!, maker, process.execPath, (url) => url.endsWith(file));
  }

  it('the site that sees too many shapes is found, the one that hardly runs is not', async () => {
    const { problems } = await examined('shapeless.mjs', (n) => n);
    expect(problems).toMatchObject([
      { problem: 'megamorphic', function: 'hot', why: 'LoadIC of wanted, run 10000 times in a round' },
    ]);
  }, 60_000);

  it('a wrong answer is no health', async () => {
    expect(await examined('wrong.mjs', (n) => n)).toEqual({ error: 'wrong result: 10001' });
  }, 60_000);
});
