/**
 * The example programs, compiled from the sources of the compiler, run on the sources of the runtime, each in a process
 * of its own. What they print is asserted line by line; what follows from other lines is computed, not copied.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { transform } from 'stackless/compiler';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stackless-examples-'));

beforeAll(async () => {
  const library = join(folder, 'node_modules', 'stackless');
  const runtime = await rolldown({
    input: {
      index: join(root, 'runtime/index.ts'),
      abi: join(root, 'runtime/emitted.ts'),
      node: join(root, 'runtime/node/index.ts'),
    },
    platform: 'node',
  });
  await runtime.write({ dir: library, format: 'esm', entryFileNames: '[name].js' });
  await runtime.close();
  const exported = { '.': './index.js', './abi': './abi.js', './node': './node.js' };
  writeFileSync(join(library, 'package.json'), JSON.stringify({ type: 'module', exports: exported }));
  mkdirSync(join(folder, 'programs'));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Compiles an example and takes what TypeScript's types are left out of it. */
function compile(name: string): string {
  const filename = join(root, 'examples', `${name}.ts`);
  const { code } = transform(readFileSync(filename, 'utf8'), { filename });
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
  };
  return ts.transpileModule(code, { compilerOptions }).outputText;
}

/** The lines an example prints. Nothing may come on standard error, where a body that was not compiled is warned of. */
async function run(name: string, ...args: string[]): Promise<string[]> {
  const program = join(folder, 'programs', `${name}.mjs`);
  writeFileSync(program, compile(name));
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.trimEnd().split('\n');
}

describe('examples', () => {
  const names = readdirSync(join(root, 'examples'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''));

  it.each(names)('%s is compiled, all of it: no generator is left', (name) => {
    const tree = ts.createSourceFile(`${name}.js`, compile(name), ts.ScriptTarget.Latest);
    const left: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isYieldExpression(node) || (ts.isFunctionExpression(node) && node.asteriskToken)) {
        left.push(node.getText(tree));
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
    expect(left).toEqual([]);
  });

  it('send-and-close: the producer gets an answer to each of three items, and closing runs the finally', async () => {
    expect(await run('send-and-close')).toEqual([
      'producer: the consumer says "ready"',
      'producer: sends bread',
      'consumer: got bread for 3.20 EUR',
      'producer: the answer is "thanks for the bread, 3.20 EUR so far"',
      'producer: sends cheese',
      'consumer: got cheese for 5.75 EUR',
      'producer: the answer is "thanks for the cheese, 8.95 EUR so far"',
      'producer: sends wine',
      'consumer: got wine for 12.90 EUR',
      'producer: the answer is "thanks for the wine, 21.85 EUR so far"',
      'consumer: closed, 21.85 EUR in all',
      'producer: the consumer is done',
    ]);
  });

  it('symmetric-transfer: squashed cards in lines of 24, and a million transfers', async () => {
    expect(await run('symmetric-transfer')).toEqual([
      '|AREA = PI * R^2 VOLUME =|',
      '| 4 / 3 * PI * R^3 NORM =|',
      '| (X^2 + Y^2)^0.5        |',
      '3 lines; squasher done, printer done',
      'the ball crossed the net 1000000 times; ponger is transferring',
      'ponger is done',
    ]);
  });

  it('same-fringe: compares lazily, at any depth', async () => {
    expect(await run('same-fringe')).toEqual([
      'two shapes:  same, 9 leaves',
      'one changed: differ at leaf 2: the and a, 18 nodes visited',
      'one longer:  differ at leaf 9: none and and, 36 nodes visited',
      'very deep:   same, 100001 leaves',
    ]);
  });

  it('json-lexer-parser: reads more than a megabyte in chunks as JSON.parse does, and tells what is wrong', async () => {
    const [size, same, ...complaints] = await run('json-lexer-parser');
    const [bytes, chunks] = size?.match(/\d+/g)?.map(Number) ?? [];
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(chunks).toBe(Math.ceil((bytes ?? 0) / 4093));
    expect(same).toBe('same as JSON.parse: true');
    expect(complaints).toEqual([
      'character by character:',
      '  [1, 2.5e3, {"a": [tru  SyntaxError: no value is called tru',
      '  [1, 2  SyntaxError: unexpected end, wanted , or ]',
      '  {"a" 1}  SyntaxError: unexpected 1, wanted :',
      '  [1 2]  SyntaxError: unexpected 2, wanted , or ]',
      '  [1.]  SyntaxError: cannot read "1.]"',
      '  {"a": [{}, [nil]]}  SyntaxError: no value is called nil',
      '   [-0.5E-3]   fine',
    ]);
  });

  it('json-lexer-parser: reads the file it is given', async () => {
    const [size, same] = await run('json-lexer-parser', join(root, 'package.json'));
    const bytes = readFileSync(join(root, 'package.json')).length;
    expect(size).toContain(`${bytes} bytes in ${Math.ceil(bytes / 4093)} chunks`);
    expect(same).toBe('same as JSON.parse: true');
  });

  it('game-actors: each actor moves once a frame, and one that is closed drops what it carries', async () => {
    const lines = await run('game-actors');
    expect(lines.filter((line) => line.startsWith('   '))).toEqual([
      '   h takes the coin at 9',
      '   O rolls in at frame 14',
      '   h takes the coin at 21',
      '   O hits h at 21',
      '   h drops a coin at 21',
      '   h drops a coin at 22',
      '   O hits G at 16',
      '   m takes the coin at 21',
      '   m takes the coin at 22',
      '   m is home with 2 coins',
    ]);
    const frames = lines.filter((line) => /^ ?\d/.test(line));
    // From 2 to 9 is seven steps, one a frame; the boulder makes one a frame as well, from 31 at frame 14 on.
    expect(frames[0]).toBe(' 0 m..h.....$...G.......$.........O');
    expect(frames.find((line) => line.startsWith(' 5'))).toBe(' 5 m.......h$.......G...$.........O');
    expect(frames.find((line) => line.startsWith('20'))).toBe('20 m.............G......h..O.......');
    expect(frames.find((line) => line.startsWith('30'))).toBe('30 m.............O......$$.........');
    expect(lines.at(-1)).toBe('the end: 0 coins are left');
  });

  it('line-server: 2,000 connections at once, every reply right, nothing left open', async () => {
    expect(await run('line-server')).toEqual([
      `clients: 2000, replies checked: ${2000 * 7}, right: ${2000 * 7}`,
      'server: closed, 0 connections open, 2000 at most',
      'server: cancelled',
    ]);
  });

  it('trip-saga: what was booked is undone when a step fails or the time is up, and hedged requests cut the tail', async () => {
    expect(await run('trip-saga')).toEqual([
      '  60 ms  Ada: flight booked',
      ' 100 ms  Ada: hotel booked',
      ' 140 ms  Ada: car booked',
      ' 190 ms  Ada: payment booked',
      ' 190 ms  Ada travels',
      ' 250 ms  Ben: flight booked',
      ' 360 ms  Ben: car was not booked',
      ' 400 ms  Ben: hotel was not booked',
      ' 460 ms  Ben: flight cancelled',
      ' 460 ms  Ben stays at home: no hotel for Ben',
      ' 520 ms  Cleo: flight booked',
      ' 530 ms  car: down, attempt 1',
      ' 560 ms  Cleo: hotel booked',
      ' 560 ms  car: down, attempt 2',
      ' 680 ms  Cleo: car booked',
      ' 775 ms  Cleo: payment cancelled',
      ' 855 ms  Cleo: car cancelled',
      ' 895 ms  Cleo: hotel cancelled',
      ' 955 ms  Cleo: flight cancelled',
      ' 955 ms  Cleo stays at home: bookTrip took longer than 265 ms',
      'flight: Ada',
      'hotel: Ada',
      'car: Ada',
      'payment: Ada',
      'alone : half within 10 ms, 99 % within 300 ms, 2000 requests, 0 cancelled',
      'hedged: half within 10 ms, 99 % within 32 ms, 2044 requests, 44 cancelled',
    ]);
  });

  it('crawler: finds every page of every host, in bounds, and tries again what may pass', async () => {
    // Of each host eleven pages answer 503 the first time, and one does not answer at all.
    expect(await run('crawler')).toEqual([
      '500 pages, 5 broken links, 60 retries, 5 given up',
      'never more than 8 at once, and 2 at one host: true',
      'never more often than every 5 ms at one host: true',
    ]);
  });

  it('log-pipeline: reads all that is written, while it is written, and keeps little of it', async () => {
    const lines = await run('log-pipeline', '5');
    const heap = lines.pop();
    expect(lines).toEqual([
      '00:07  1481 requests, 20 % failed, the slowest took 449 ms',
      '00:17  1499 requests, 20 % failed, the slowest took 449 ms',
      '00:27  1481 requests, 20 % failed, the slowest took 449 ms',
      '47 minutes, 4 of them with an alert',
      'read: 69500 requests, 1327 failed',
      'written: 69500 requests, 1327 failed, 5 MB',
    ]);
    expect(heap).toMatch(/^peak heap: \d+ MB$/);
    expect(Number.parseInt(heap?.slice('peak heap:'.length) ?? '', 10)).toBeLessThan(40);
  });

  it('prime-sieve: a task for each prime, and all of them are gone at the end', async () => {
    expect(await run('prime-sieve', '300')).toEqual([
      '2 3 5 7 11 13 17 19 23 29 …',
      'prime number 300 is 1987',
    ]);
  });

  it('dining-philosophers: the deadlock is seen, and shown; with the forks in order there is none', async () => {
    const lines = await run('dining-philosophers');
    const names = ['Aristotle', 'Hypatia', 'Plato', 'Socrates', 'Zeno'];
    expect(lines[0]).toBe('deadlock after 1 ms:');
    expect(lines).toContain('dinner: waits for its children');
    for (const name of names)
      expect(lines.some((line) => line.startsWith(`  ${name}: waits for `))).toBe(true);
    expect(lines.filter((line) => line.startsWith('      at dine'))).toHaveLength(names.length);
    expect(lines.filter((line) => line.startsWith('forks'))).toEqual([
      "forks in somebody's hands: 0",
      "forks in somebody's hands: 0",
    ]);
    expect(lines.at(-2)).toBe('all have eaten 3 times after 106 ms');
  });

  it('frame-game: actors that see, chase, tire and are caught, whatever the frames', async () => {
    const lines = await run('frame-game');
    const isDrawn = (line: string): boolean => line.includes('...');
    expect(lines.filter((line) => !isDrawn(line))).toEqual([
      '  1.7 s  h takes the coin at 12',
      '  3.2 s  G sees h',
      '  3.5 s  G is out of breath',
      '  4.0 s  h takes the coin at 24',
      '  5.4 s  G sees h',
      '  5.7 s  G is out of breath',
      '  5.8 s  h takes the coin at 33',
      '  7.2 s  G sees h',
      '  7.2 s  G has caught h',
      '  7.2 s  h drops 3 of them',
      '  8.1 s  f takes the coin at 12',
      '  9.0 s  G sees f',
      '  9.0 s  f takes the coin at 24',
      '  9.2 s  G is out of breath',
      '  9.8 s  f takes the coin at 33',
      ' 11.8 s  f is home with 3 coins',
      'at 120 frames a second it is the same story: true',
    ]);
    // 6 places a second, from 2: at 8 after one.
    expect(lines[0]).toBe('  1.0 s  ........h...$...........$...G....$......');
    expect(lines.filter(isDrawn)).toHaveLength(11);
  });

  it('chat-server: all who are there hear everything, in the same order, and all leave', async () => {
    expect(await run('chat-server', '1000')).toEqual([
      '1000 were in the room',
      '20 messages, heard by 1000, by all in the same order: true',
      '0 are left',
    ]);
  });

  it('web-server: each of 500 requests gets the answer it should, and no work is left behind', async () => {
    const lines = await run('web-server', '500');
    expect(lines.pop()).toMatch(/^half of the requests within \d+ ms, \d+ in a second$/);
    expect(lines).toEqual([
      '470 × 200',
      '10 × 503',
      '10 × 504',
      '10 × gave up',
      'under way at the end: catalogue 0, reviews 0, price 0, stock 0',
    ]);
  });
});
