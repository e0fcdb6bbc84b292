/** What the tests here use of the runner, whose files are plain JavaScript. */

declare module '*/test262/front-matter.mjs' {
  interface FrontMatter {
    flags: string[];
    includes: string[];
    features: string[];
    negative: { phase: string; type: string } | null;
  }
  export function readFrontMatter(source: string): FrontMatter;
  export function withoutFrontMatter(source: string): string;
}

declare module '*/test262/contains.mjs' {
  export function containsCompiledFunction(source: string, isModule: boolean): boolean;
}

declare module '*/test262/modes.mjs' {
  export function modesOf(flags: readonly string[]): string[];
  export function sourceIn(mode: string, source: string): string;
}

declare module '*/test262/areas.mjs' {
  export function areaOf(path: string): string;
  export function byArea<T extends { path: string }>(entries: readonly T[], least: number): [string, T[]][];
}

declare module '*/test262/expected-failures.mjs' {
  interface Run {
    path: string;
    mode: string;
  }
  interface Entry {
    line: number;
    path: string;
    modes: string[] | null;
    reason: string;
    matches(run: Run): boolean;
  }
  export function parseExpectedFailures(text: string): Entry[];
  export function compareWithExpected<R extends Run & { result: { status: string } }>(
    list: readonly Entry[],
    runs: readonly R[],
    everyRun?: readonly Run[],
  ): { unexpected: R[]; passing: { entry: Entry; run: R }[]; stale: Entry[] };
}

declare module '*/test262/report.mjs' {
  interface Test {
    path: string;
    status: string;
  }
  export function testsOf(runs: readonly { path: string; result: { status: string } }[]): Test[];
  export function countsOf(tests: readonly Test[]): {
    tests: number;
    passed: number;
    wrong: number;
    notCompiled: number;
  };
  export function percent(part: number, whole: number): string;
  export function withSection(document: string, name: string, content: string): string | null;
}
