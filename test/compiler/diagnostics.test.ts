/** Every code is documented, and its documentation is true: the first example of a section fails, the second does not. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DiagnosticCode } from '../../compiler/catalogue.ts';
import { CATALOGUE } from '../../compiler/catalogue.ts';
import { CompileError, Diagnostics, format } from '../../compiler/diagnostics.ts';
import { transform } from '../../compiler/index.ts';

const documentation = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const sections = new Map(
  documentation
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')).trim(), section] as const),
);
const codes = Object.keys(CATALOGUE) as DiagnosticCode[];

interface Example {
  readonly extension: string;
  readonly source: string;
}

function examples(code: string): Example[] {
  const found = (sections.get(code) ?? '').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  return [...found].map(([, extension = '', source = '']) => ({ extension, source }));
}

/** All codes reported for a source, warnings too. */
function codesOf({ source, extension }: Example): string[] {
  try {
    const result = transform(source, { filename: `example.${extension}` });
    return result.diagnostics.map(({ code }) => code);
  } catch (error) {
    if (error instanceof CompileError) return error.diagnostics.map(({ code }) => code);
    throw error;
  }
}

/** Too long to be printed in a document. */
const generated: Partial<Record<DiagnosticCode, Example>> = {
  'too-deep': {
    extension: 'js',
    source: `import { coroutine } from 'stackless';
      export const sum = coroutine(function* () { return ${Array.from({ length: 20_000 }, () => 'f(yield ').join('')}0${')'.repeat(20_000)}; });`,
  },
};

describe('docs/errors.md', () => {
  it('has a section for each code, and no other', () => {
    expect([...sections.keys()].sort()).toEqual([...codes].sort());
  });

  it.each(codes)('%s: the failing example fails, the mended one does not', (code) => {
    const [failing, mended] = [...(generated[code] ? [generated[code]] : []), ...examples(code)];
    expect(failing, 'a failing example').toBeDefined();
    expect(mended, 'a mended example').toBeDefined();
    expect(codesOf(failing as Example)).toEqual([code]);
    expect(codesOf(mended as Example)).toEqual([]);
  });
});

describe('a report', () => {
  const source = `import { coroutine } from 'stackless';
const a = coroutine(() => 1);
const b = coroutine(f);
class C {
  @coroutine get d() { return 1; }
}
`;
  const failure = (): CompileError => {
    try {
      transform(source, { filename: 'src/three.js' });
    } catch (error) {
      if (error instanceof CompileError) return error;
    }
    throw new Error('nothing was reported');
  };

  it('holds all errors of a file, in source order', () => {
    const found = failure().diagnostics.map(
      ({ code, loc }) => `${loc?.start.line}:${loc?.start.column} ${code}`,
    );
    expect(found).toEqual(['2:10 mark-on-plain-function', '3:20 mark-needs-literal', '5:2 mark-on-accessor']);
  });

  it('shows text, code, frame and hint of each', () => {
    const [first] = failure().diagnostics;
    expect(
      first && format(first),
    ).toBe(`\`a\` is marked as a coroutine, but is neither a generator nor async. [mark-on-plain-function]
  1 | import { coroutine } from 'stackless';
> 2 | const a = coroutine(() => 1);
    |           ^^^^^^^^^^^^^^^^^^
  3 | const b = coroutine(f);
  4 | class C {
  5 |   @coroutine get d() { return 1; }
Hint: Make it \`function*\`, \`async\` or \`async function*\`, or take the mark away: only those can suspend.`);
  });

  it('names the file, and says everything in the message of the one error', () => {
    const { message } = failure();
    expect(message).toMatch(/three\.js: /);
    for (const code of ['mark-on-plain-function', 'mark-needs-literal', 'mark-on-accessor']) {
      expect(message).toContain(`[${code}]`);
    }
  });

  it('has one for a syntax error, with its place', () => {
    expect.assertions(3);
    try {
      transform('let a b;', { filename: 'broken.js' });
    } catch (error) {
      const [diagnostic] = (error as CompileError).diagnostics;
      expect(diagnostic?.message).toBe('Missing semicolon.');
      expect(diagnostic?.loc?.start).toMatchObject({ line: 1, column: 5 });
      expect(diagnostic?.frame).toContain('> 1 | let a b;');
    }
  });

  it('keeps warnings apart from errors', () => {
    const diagnostics = new Diagnostics();
    diagnostics.error('duplicate-mark', null, { name: '`f`' });
    expect(diagnostics.errors).toEqual([]);
    expect(diagnostics.warnings.map(({ message }) => message)).toEqual([
      '`f` is marked as a coroutine more than once.',
    ]);
    expect(() => diagnostics.throwIfAny()).not.toThrow();
  });
});
