/** Deep nesting compiles wherever Babel copes with it, and otherwise is an error: never a crash. */
import { describe, expect, it } from 'vitest';
import { CompileError } from '../../compiler/diagnostics.ts';
import { transform } from '../../compiler/index.ts';

const around = (open: string, inner: string, close: string) => (depth: number) =>
  open.repeat(depth) + inner + close.repeat(depth);
const joined = (part: string, by: string) => (depth: number) => Array(depth).fill(part).join(by);

/** Bodies of a generator, by depth. */
const SHAPES: Record<string, (depth: number) => string> = {
  blocks: around('{', 'yield 1;', '}'),
  'if statements': around('if (a) {', 'yield 1;', '}'),
  'else-if chains': joined('if (a) yield 1;', ' else '),
  'try statements': around('try {', 'yield 1;', '} finally { a(); }'),
  loops: around('for (;;) {', 'yield 1;', '}'),
  arrays: (depth) => `return ${around('[', 'yield 1', ']')(depth)}`,
  calls: (depth) => `return ${around('a(', 'yield 1', ')')(depth)}`,
  'binary operators': (depth) => `return ${joined('(yield 1)', ' + ')(depth)}`,
  'binary operators without a suspension': (depth) => `yield 1; return ${joined('a', ' + ')(depth)}`,
  conditionals: (depth) => `return ${'(yield 1) ? 1 : '.repeat(depth)}2`,
  members: (depth) => `return (yield 1)${'.a'.repeat(depth)}`,
  'optional chains': (depth) => `return (yield 1)${'?.a'.repeat(depth)}`,
  'calls in a chain': (depth) => `return a${'.f(yield 1)'.repeat(depth)}`,
  templates: (depth) => `return ${around('`${', 'yield 1', '}`')(depth)}`,
  functions: (depth) => `yield 1; ${around('function g() {', '', '}')(depth)}`,
  generators: around('yield 1; function* g() {', '', '}'),
  arrows: (depth) => `yield 1; return ${around('() => (', '1', ')')(depth)}`,
  'async arrows': (depth) => `yield 1; return ${around('async () => (', 'await 1', ')')(depth)}`,
  patterns: (depth) => `var ${around('[', 'x = yield 1', ']')(depth)} = a`,
};

function outcome(body: string, functions: 'marked' | 'all'): string {
  const mark = functions === 'marked' ? '"use coroutine";' : '';
  try {
    transform(`export function* f(a) { ${mark} ${body} }`, { functions });
    return 'code';
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return error.diagnostics.map(({ code }) => code).join();
  }
}

describe.each(Object.keys(SHAPES))('%s', (name) => {
  it.each(['marked', 'all'] as const)('ends in code or in an error that says so: %s', (functions) => {
    expect(outcome(SHAPES[name]!(80), functions)).toBe('code');
    expect(outcome(SHAPES[name]!(6000), functions)).toMatch(/^(?:code|too-deep)$/);
  });
});
