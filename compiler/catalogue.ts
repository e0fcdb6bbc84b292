/**
 * Every diagnostic of the compiler: what happened, and what to do. Codes are stable once released; each has a section
 * in docs/errors.md with an example that fails and one that is mended.
 */

export type Severity = 'error' | 'warning';

interface Entry {
  readonly severity: Severity;
  readonly message: (args: never) => string;
  readonly hint: string;
}

export const CATALOGUE = {
  'syntax-error': {
    severity: 'error',
    message: ({ what }: { what: string }) => what,
    hint: 'The file could not be parsed, so nothing in it was compiled.',
  },
  'mark-on-plain-function': {
    severity: 'error',
    message: ({ name }: { name: string }) =>
      `${name} is marked as a coroutine, but is neither a generator nor async.`,
    hint: 'Make it `function*`, `async` or `async function*`, or take the mark away: only those can suspend.',
  },
  'mark-on-accessor': {
    severity: 'error',
    message: ({ name }: { name: string }) => `${name} is a getter or setter, which cannot be a coroutine.`,
    hint: 'Make it a method: an accessor has to answer at once, so it cannot suspend.',
  },
  'mark-on-constructor': {
    severity: 'error',
    message: () => 'A constructor cannot be a coroutine.',
    hint: 'Move what suspends into a method, or into a static coroutine that makes the object.',
  },
  'mark-on-non-method': {
    severity: 'error',
    message: ({ what }: { what: string }) =>
      `@coroutine stands on ${what}; as a decorator it marks methods only.`,
    hint: 'For a field write `name = coroutine(function* () { … })`; to mark a function put "use coroutine" into it.',
  },
  'mark-needs-literal': {
    severity: 'error',
    message: () =>
      'coroutine() is given something that is no function literal, so there is nothing here to compile.',
    hint: 'Write the function in place, or put "use coroutine" first into the function where it is written.',
  },
  'mark-extra-arguments': {
    severity: 'error',
    message: () => 'coroutine() takes one function and nothing else.',
    hint: 'Take the other arguments away: compiled code would never evaluate them.',
  },
  'stray-mark': {
    severity: 'error',
    message: () =>
      '`coroutine` is used as a value here, so what it will be called on cannot be seen and compiled.',
    hint: 'Call it directly on a function literal, as in `coroutine(function* () { … })`, or put "use coroutine" first into the function.',
  },
  'mark-reassigned': {
    severity: 'error',
    message: ({ name }: { name: string }) =>
      `\`${name}\` holds the runtime here, but is assigned again elsewhere.`,
    hint: 'Keep it in a `const`: a mark counts only where the binding cannot change.',
  },
  'duplicate-mark': {
    severity: 'warning',
    message: ({ name }: { name: string }) => `${name} is marked as a coroutine more than once.`,
    hint: 'One mark is enough; the function is compiled once.',
  },
  'directive-not-first': {
    severity: 'error',
    message: () => '"use coroutine" is not the first directive here, so it marks nothing.',
    hint: 'Make it the first statement of the function it is to mark.',
  },
  'directive-outside-function': {
    severity: 'error',
    message: () => '"use coroutine" stands outside of a function, where it marks nothing.',
    hint: 'Put it first into each function that is to be a coroutine; there is no mark for a whole file.',
  },
  'decorator-not-innermost': {
    severity: 'error',
    message: () =>
      '@coroutine is not the last decorator of its method: those after it would see the uncompiled function.',
    hint: 'Write @coroutine last, directly before the method.',
  },
  'decorator-called': {
    severity: 'error',
    message: () => '@coroutine() calls the decorator; it takes no arguments.',
    hint: 'Write `@coroutine` without parentheses.',
  },
  'eval-around-suspension': {
    severity: 'error',
    message: ({ name }: { name: string }) =>
      `${name} calls eval directly, and its variables do not all survive where it does.`,
    hint: 'Call it indirectly, `(0, eval)(code)`, or move the call into a function that is no coroutine and gets what it needs.',
  },
  'with-around-suspension': {
    severity: 'error',
    message: () =>
      'A `with` statement stands around a suspension: which variables it means is known only when it runs.',
    hint: 'Name the object and write its members out.',
  },
  'unsupported-syntax': {
    severity: 'error',
    message: ({ what }: { what: string }) => `${what} cannot be compiled around a suspension.`,
    hint: 'Do the `yield` or `await` in a statement of its own before this one, and use its result here.',
  },
  'too-deep': {
    severity: 'error',
    message: ({ name }: { name: string }) => `${name} is nested too deeply to be compiled.`,
    hint: 'Split the expression or the blocks: Babel itself ends at some thousand levels.',
  },
} as const satisfies Record<string, Entry>;

export type DiagnosticCode = keyof typeof CATALOGUE;

/** What the message of a code has to be told; nothing for most. */
export type ArgumentsOf<C extends DiagnosticCode> = Parameters<(typeof CATALOGUE)[C]['message']>;
