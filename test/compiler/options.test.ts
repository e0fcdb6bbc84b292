/** Options: every wrong one is refused with a message that says what would be right. */
import { describe, expect, it } from 'vitest';
import { transform } from '../../compiler/index.ts';
import { DEFAULT_OPTIONS, OptionError, resolveOptions } from '../../compiler/options.ts';

const refusal = (options: unknown): OptionError => {
  try {
    resolveOptions(options);
  } catch (error) {
    if (error instanceof OptionError) return error;
  }
  throw new Error('nothing was refused');
};

describe('options', () => {
  it('has defaults', () => {
    expect(resolveOptions(undefined)).toEqual(DEFAULT_OPTIONS);
    expect(resolveOptions({})).toEqual(DEFAULT_OPTIONS);
    expect(resolveOptions({ runtime: undefined })).toEqual(DEFAULT_OPTIONS);
  });

  it('keeps what is given', () => {
    const given = {
      runtime: 'require',
      importSources: ['./mine'],
      optimize: false,
      loose: false,
      functions: 'marked',
    };
    expect(resolveOptions(given)).toEqual(given);
  });

  it('takes a list of passes to leave out', () => {
    const optimize = { without: ['rotate-loops', 'merge-blocks'] };
    expect(resolveOptions({ optimize }).optimize).toEqual(optimize);
  });

  it.each([
    [{ optimise: true }, 'unknown-option', 'Did you mean `optimize`?'],
    [{ importsource: [] }, 'unknown-option', 'Did you mean `importSources`?'],
    [{ zebra: 1 }, 'unknown-option', 'The options are functions, loose, runtime, importSources, optimize.'],
    [{ functions: 'none' }, 'bad-option', "`functions` must be one of 'marked', 'all', not 'none'."],
    [{ loose: 1 }, 'bad-option', '`loose` must be true or false, not 1.'],
    [
      { runtime: 'esm' },
      'bad-option',
      "`runtime` must be one of 'auto', 'import', 'require', 'inline', not 'esm'.",
    ],
    [
      { importSources: 'stackless' },
      'bad-option',
      "`importSources` must be an array of module names, not 'stackless'.",
    ],
    [{ importSources: [] }, 'bad-option', 'must be an array of module names, not [].'],
    [{ importSources: [1] }, 'bad-option', 'must be an array of module names, not [1].'],
    [{ optimize: 'yes' }, 'bad-option', "`optimize` must be true or false, not 'yes'."],
    [{ optimize: () => 1 }, 'bad-option', 'not a function'],
    [{ optimize: null }, 'bad-option', '`optimize` must be true or false, not null.'],
    [{ optimize: { without: 'rotate-loops' } }, 'bad-option', '`optimize` must be true or false'],
    [
      { optimize: { without: ['rotate'] } },
      'bad-option',
      "`optimize.without` must be some of 'fold-branches', 'thread-jumps'",
    ],
    [[], 'bad-option', '`options` must be an object, not [].'],
    ['marked', 'bad-option', "`options` must be an object, not 'marked'."],
  ])('refuses %j', (options, code, text) => {
    const error = refusal(options);
    expect(error.code).toBe(code);
    expect(error.message).toContain(text);
  });

  it('is checked by transform() as well', () => {
    const options = { optimise: true } as object;
    expect(() => transform('', options)).toThrow(OptionError);
  });
});
