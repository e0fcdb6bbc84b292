/** The command line in a folder of its own: what it writes, what it says, and its exit code. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../compiler/cli/main.ts';

const marked =
  "import { coroutine } from 'stackless';\nexport const f = coroutine(function* (n) { yield n; });\n";
const typed =
  "import { coroutine } from 'stackless';\nexport const f = coroutine(function* (n: number) { yield n; });\n";
const broken = 'let a b;\n';

let cwd: string;

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'stackless-cli-')));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

interface Ran {
  code: number;
  out: string;
  err: string;
}

interface Given {
  stdin?: string | Uint8Array[];
  env?: Record<string, string>;
  isTTY?: boolean;
  stdinIsTTY?: boolean;
  signal?: AbortSignal;
  onError?: (text: string) => void;
}

async function run(args: string, given: Given = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const chunks = typeof given.stdin === 'string' ? [given.stdin] : (given.stdin ?? []);
  const stdin = Object.assign(
    (async function* (): AsyncGenerator<string | Uint8Array> {
      yield* chunks;
    })(),
    { isTTY: given.stdinIsTTY },
  );
  const code = await main(
    args.split(' ').filter((each) => each !== ''),
    {
      cwd,
      env: given.env ?? {},
      stdin,
      stdout: { write: (text) => (out += text) },
      stderr: {
        isTTY: given.isTTY,
        write(text) {
          err += text;
          given.onError?.(err);
        },
      },
      signal: given.signal,
    },
  );
  return { code, out, err };
}

function files(tree: Record<string, string>): void {
  for (const [name, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), content);
  }
}

const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
const tree = (name: string): string[] =>
  existsSync(join(cwd, name)) ? (readdirSync(join(cwd, name), { recursive: true }) as string[]).sort() : [];

describe('output', () => {
  it('goes to standard output by default, and nothing else does', async () => {
    files({ 'a.ts': typed });
    const { code, out, err } = await run('transpile a.ts');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('from "stackless/abi"');
    expect(out).not.toContain('number');
  });

  it('needs no command: transpile is the default', async () => {
    files({ 'a.js': marked });
    expect((await run('a.js')).out).toBe((await run('transpile a.js')).out);
  });

  it('-d keeps the shape of the folder, and names what it compiles by what comes out', async () => {
    files({
      'src/a.ts': typed,
      'src/in/b.mts': 'export {};',
      'src/in/c.cts': 'export = 1;',
      'src/d.tsx': '<a />;',
      'src/e.cjs': '1;',
      'src/f.jsx': '<a />;',
      'src/g.d.ts': '',
      'src/h.css': '',
      'src/node_modules/x.js': '',
      'src/.dot.js': '',
    });
    const { code, out, err } = await run('src -d lib/out');
    expect([code, out]).toEqual([0, '']);
    expect(err).toMatch(/^compiled 6 files, 1 coroutine, in \d+ ms\n$/);
    expect(tree('lib/out')).toEqual(['a.js', 'd.jsx', 'e.cjs', 'f.jsx', 'in', 'in/b.mjs', 'in/c.cjs']);
  });

  it('-d leaves its own folder out of the inputs', async () => {
    files({ 'a.js': marked });
    expect((await run('. -d dist')).code).toBe(0);
    expect((await run('. -d dist')).code).toBe(0);
    expect(tree('dist')).toEqual(['a.js']);
  });

  it('-d with files and with globs', async () => {
    files({ 'src/a.js': marked, 'src/in/b.js': '1;', 'src/in/c.ts': '1;' });
    await run('src/in/b.js -d one');
    expect(tree('one')).toEqual(['b.js']);
    await run('src/**/*.js -d two');
    expect(tree('two')).toEqual(['a.js', 'in', 'in/b.js']);
  });

  it('-o writes one file', async () => {
    files({ 'a.js': marked });
    expect((await run('a.js -o out/b.js')).code).toBe(0);
    expect(tree('out')).toEqual(['b.js']);
  });

  it('follows the new names in relative imports', async () => {
    files({
      'a.ts':
        "import './b.ts'; export * from '../c.mts'; import('./d.tsx'); import 'e.ts'; import './f.js'; import type { T } from './g.d.ts';",
    });
    const { out } = await run('a.ts');
    for (const name of ['"./b.js"', '"../c.mjs"', '"./d.jsx"', "'e.ts'", "'./f.js'"])
      expect(out).toContain(name);
  });

  it('takes a second run as it is', async () => {
    files({ 'a.js': marked });
    const { out } = await run('a.js');
    files({ 'b.js': out });
    expect((await run('b.js')).out).toBe(out);
  });
});

describe('source maps', () => {
  beforeEach(() => files({ 'src/a.ts': typed }));

  it('-s writes one beside the output, that leads back to the source', async () => {
    await run('src -d out -s');
    expect(read('out/a.js')).toMatch(/\n\/\/# sourceMappingURL=a\.js\.map\n$/);
    expect(JSON.parse(read('out/a.js.map'))).toMatchObject({
      version: 3,
      file: 'a.js',
      sources: ['../src/a.ts'],
      sourcesContent: [typed],
    });
  });

  it('-s takes no folder for its value', async () => {
    expect((await run('-s src -d out')).code).toBe(0);
    expect(tree('out')).toEqual(['a.js', 'a.js.map']);
  });

  it('-s inline puts it into the output', async () => {
    const { out } = await run('src/a.ts -s inline');
    const [, data = ''] =
      /sourceMappingURL=data:application\/json;charset=utf-8;base64,(.*)\n$/.exec(out) ?? [];
    expect(JSON.parse(Buffer.from(data, 'base64').toString())).toMatchObject({ sources: ['src/a.ts'] });
  });
});

describe('which files', () => {
  beforeEach(() =>
    files({ 'src/a.js': marked, 'src/b.test.js': '1;', 'src/in/c.js': '1;', 'src/d.es6': '1;' }),
  );

  it.each([
    ['src -d out --ignore **/*.test.js', ['a.js', 'in', 'in/c.js']],
    ['src -d out --ignore src/in,src/*.test.js', ['a.js']],
    ['src -d out --ignore src/in --ignore src/a.js', ['b.test.js']],
    ['src -d out --only src/in', ['in', 'in/c.js']],
    ['src -d out --only src/*.js --ignore **/*.test.js', ['a.js']],
    ['src -d out -x .es6', ['d.es6']],
    ['src -d out -x es6,js --ignore src/in', ['a.js', 'b.test.js', 'd.es6']],
  ])('%s', async (args, expected) => {
    expect((await run(args)).code).toBe(0);
    expect(tree('out')).toEqual(expected);
  });
});

describe('standard input', () => {
  it('is read when no file is named, as JavaScript', async () => {
    const { code, out } = await run('', { stdin: marked });
    expect(code).toBe(0);
    expect(out).toContain('stackless/abi');
  });

  it('is what -f calls it', async () => {
    expect((await run('-f a.ts', { stdin: 'let a: number = 1;' })).out).toBe('let a = 1;\n');
    expect((await run('-', { stdin: '1;' })).out).toBe('1;\n');
    const { code, err } = await run('-f dir/b.js', { stdin: broken });
    expect(code).toBe(1);
    expect(err).toMatch(/^dir\/b\.js:1:6: error: /);
  });

  it('may be split within a character', async () => {
    const bytes = Buffer.from("'ü';\n");
    const { out } = await run('', { stdin: [bytes.subarray(0, 2), bytes.subarray(2)] });
    expect(out).toBe("'ü';\n");
  });

  it('-o takes its output', async () => {
    expect((await run('-o out.js', { stdin: '1;' })).code).toBe(0);
    expect(read('out.js')).toBe('1;\n');
  });
});

describe('errors in the sources', () => {
  it('give exit code 1, and nothing is written, not even what compiles', async () => {
    files({
      'src/a.js': marked,
      'src/b.js': broken,
      'src/c.js': "import { coroutine } from 'stackless'; coroutine(f); coroutine(g);",
    });
    const { code, err } = await run('src -d out');
    expect(code).toBe(1);
    expect(tree('out')).toEqual([]);
    expect(err).toMatch(/^src\/b\.js:1:6: error: Missing semicolon\. \[syntax-error\]\n> 1 \| let a b;/);
    expect(err.match(/\[mark-needs-literal\]/g)).toHaveLength(2);
    expect(err).toContain('2 of 3 files failed; nothing was written');
  });

  it('leave an output of before as it was', async () => {
    files({ 'a.js': broken, 'out.js': 'before' });
    expect((await run('a.js -o out.js')).code).toBe(1);
    expect(read('out.js')).toBe('before');
  });

  it('a file that is no text', async () => {
    writeFileSync(join(cwd, 'a.js'), Buffer.from([0xff, 0xfe, 0x00, 0x80]));
    const { code, err } = await run('a.js');
    expect(code).toBe(1);
    expect(err).toContain('a.js: this is no text in UTF-8');
  });

  it('--check writes nothing and says the same', async () => {
    files({ 'src/a.js': marked });
    expect(await run('src -d out --check')).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringMatching(/^checked 1 file/),
    });
    files({ 'src/b.js': broken });
    const { code, err } = await run('src --check');
    expect(code).toBe(1);
    expect(err).toContain('1 of 2 files failed\n');
    expect(tree('out')).toEqual([]);
  });

  it('--quiet says nothing but errors', async () => {
    files({ 'src/a.js': marked, 'b.js': broken });
    expect((await run('src -d out --quiet')).err).toBe('');
    expect((await run('b.js --quiet')).err).toContain('[syntax-error]');
  });

  it('warnings go to standard error and fail nothing', async () => {
    files({
      'a.js':
        "import { coroutine } from 'stackless';\nexport const f = coroutine(function* () { 'use coroutine'; yield 1; });",
    });
    const { code, err } = await run('a.js');
    expect(code).toBe(0);
    expect(err).toContain(
      'a.js:2:43: warning: `f` is marked as a coroutine more than once. [duplicate-mark]',
    );
    expect((await run('a.js --quiet')).err).toBe('');
  });
});

describe('wrong use', () => {
  beforeEach(() =>
    files({ 'src/a.js': marked, 'src/b.js': '1;', 'a.ts': typed, 'a.js': marked, 'notes.txt': '' }),
  );

  it.each([
    ['--oops', "unknown option '--oops'"],
    ['src --out-dri out', '(Did you mean --out-dir?)'],
    ['src -d', "option '-d, --out-dir <folder>' argument missing"],
    ['missing.js', 'there is no file or folder `missing.js`'],
    ['src/*.es6', 'no file matches `src/*.es6`'],
    ['src --only nothing', 'there is nothing to compile in src'],
    ['notes.txt', '`notes.txt` is none of .js, .mjs'],
    ['src', 'standard output holds one program, but there are 2 files; use --out-dir'],
    ['src -o out.js', 'would both be written to `out.js`'],
    ['a.js a.ts -d out', '`a.js` and `a.ts` would both be written to `out/a.js`'],
    ['a.js -d .', 'the output `a.js` would overwrite the input `a.js`'],
    ['a.js -o ./src/../a.js', 'would overwrite the input'],
    ['a.js -o src', 'the output `src` is a folder'],
    ['a.js -d notes.txt', '--out-dir `notes.txt` is a file'],
    ['a.js -o notes.txt/b.js', '`notes.txt/b.js` cannot be written: a file stands where a folder is needed'],
    ['a.js -d x -o y', '--out-dir and --out-file exclude each other'],
    ['a.js -s', 'a source map has no file beside standard output'],
    ['a.js -s=both', '--source-maps takes `inline` or nothing, not `both`'],
    ['a.js --emit ast', '--emit takes js, ir, dot, mermaid, not `ast`'],
    ['a.js -f b.js', '--filename names what comes on standard input'],
    ['- a.js', 'standard input and files exclude each other'],
    ['-d out', '--out-dir takes its file names from the inputs'],
    ['a.js -w', '--watch takes files or folders'],
    ['a.js --functions none', "`functions` must be one of 'marked', 'all', not 'none'."],
    ['a.js --runtime esm', "`runtime` must be one of 'auto', 'import', 'require', 'inline', not 'esm'."],
  ])('%s', async (args, text) => {
    const before = tree('.');
    const { code, out, err } = await run(args);
    expect(err).toContain(text);
    expect([code, out]).toEqual([2, '']);
    expect(tree('.')).toEqual(before);
  });

  it('an output that is a link to an input', async () => {
    symlinkSync(join(cwd, 'a.js'), join(cwd, 'link.js'));
    const { code, err } = await run('a.js -o link.js');
    expect([code, err]).toEqual([2, 'error: the output `link.js` would overwrite the input `a.js`\n']);
  });

  it('nothing at all, on a terminal', async () => {
    const { code, err } = await run('', { stdinIsTTY: true });
    expect(code).toBe(2);
    expect(err).toContain('nothing to compile');
  });

  it('help and version are none', async () => {
    expect((await run('--help')).code).toBe(0);
    expect((await run('transpile --help')).out).toContain(
      'Exit codes: 0 done, 1 errors in the sources, 2 wrong use.',
    );
    expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('--emit', () => {
  const source = `${marked}export const g = coroutine(async () => { await 1; });\n`;
  beforeEach(() => files({ 'src/a.js': source }));

  it('ir: the graphs in source order', async () => {
    const { code, out } = await run('src/a.js --emit ir');
    expect(code).toBe(0);
    expect(out).toMatch(/^f: generator, line 2\nb0:[\s\S]*\n\ng: async, line 3\nb0:/);
    expect(out).toContain('suspend yield n');
  });

  it('dot and mermaid, into files too', async () => {
    expect((await run('src/a.js --emit dot')).out).toContain('digraph');
    expect((await run('src -d out --emit mermaid')).code).toBe(0);
    expect(read('out/a.mmd')).toContain('flowchart');
  });
});

describe('options of the plugin', () => {
  it('have the same names', async () => {
    files({ 'a.js': marked.replace("'stackless'", "'./mine.js'") });
    expect((await run('a.js')).out).not.toContain('stackless/abi');
    const { out } = await run(
      'a.js --import-sources stackless,./mine.js --runtime require --no-optimize --functions marked',
    );
    expect(out).toContain('require("stackless/abi")');
  });
});

describe('on a terminal', () => {
  beforeEach(() => files({ 'src/a.js': marked, 'src/b.js': '1;', 'c.js': broken }));

  it('shows a line of progress, and clears it', async () => {
    const { err } = await run('src -d out', { isTTY: true });
    expect(err).toContain('\r\x1b[K[1/2] src/a.js');
    expect(err).toContain('\r\x1b[K[2/2] src/b.js\r\x1b[Kcompiled 2 files');
  });

  it('shows none when quiet, or elsewhere', async () => {
    expect((await run('src -d out --quiet', { isTTY: true })).err).toBe('');
    expect((await run('src -d out')).err).not.toContain('\r');
  });

  it('colours, unless NO_COLOR says otherwise', async () => {
    expect((await run('c.js', { isTTY: true })).err).toContain('\x1b[31merror:\x1b[39m');
    expect((await run('c.js', { isTTY: true, env: { NO_COLOR: '1' } })).err).not.toContain('\x1b[3');
    expect((await run('c.js', { isTTY: true, env: { NO_COLOR: '' } })).err).toContain('\x1b[31m');
    expect((await run('c.js')).err).not.toContain('\x1b[');
  });
});

describe('--watch', () => {
  it('compiles what changes and what comes, reports mistakes, and ends when it is told', async () => {
    files({ 'src/a.js': marked });
    const stop = new AbortController();
    const seen: { text: string; react: () => void }[] = [
      { text: 'watching 1 file', react: () => files({ 'src/b.js': '1;' }) },
      { text: 'compiled src/b.js to out/b.js', react: () => files({ 'src/b.js': broken }) },
      { text: 'src/b.js:1:6: error:', react: () => files({ 'src/b.js': '2;' }) },
      { text: 'compiled src/b.js to out/b.js', react: () => stop.abort() },
    ];
    let from = 0;
    const { code } = await run('src -d out -w', {
      signal: stop.signal,
      onError(err) {
        const next = seen[0];
        if (next === undefined || !err.slice(from).includes(next.text)) return;
        from = err.length;
        seen.shift();
        next.react();
      },
    });
    expect(code).toBe(0);
    expect(seen).toEqual([]);
    expect(read('out/b.js')).toBe('2;\n');
    expect(tree('out')).toEqual(['a.js', 'b.js']);
  });
});

it('an unwritable folder is said, and no draft stays', async () => {
  files({ 'a.js': marked });
  mkdirSync(join(cwd, 'out/a.js/full'), { recursive: true });
  const { code } = await run('a.js -d out');
  expect(code).toBe(2);
  expect(tree('out')).toEqual(['a.js', 'a.js/full']);
});
