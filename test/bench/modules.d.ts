/** The parts of the bench that are tested. They are plain modules, as Node runs them. */

declare module '*/harness/statistics.mjs' {
  export function median(numbers: readonly number[]): number;
  export function spread(numbers: readonly number[]): number;
  export function geometricMean(numbers: readonly number[]): number;
  export const NOISY: number;
}

declare module '*/harness/cases.mjs' {
  export interface Target {
    readonly who: string;
    readonly beside?: string;
    readonly kind: 'ratio' | 'figure' | 'runs';
    readonly most?: Readonly<Record<string, number>>;
  }
  export interface Case {
    readonly name: string;
    readonly workload: string;
    readonly measures: string;
    readonly conditions: readonly string[];
    readonly driver?: string;
    readonly tiny?: number;
    readonly rig?: URL;
    readonly programs: Readonly<Record<string, { readonly file: URL; readonly as: string; readonly expose?: string }>>;
    readonly targets: readonly Target[];
    expect(size: number): unknown;
    sizeOf(contestant: string): number;
  }
  export const libraries: readonly string[];
  export function readCases(): Promise<Case[]>;
  export function casesOf(name: string, workload: object, base: URL): Case[];
}

declare module '*/harness/contest.mjs' {
  export interface Measurement {
    readonly figures?: readonly number[];
    readonly median?: number;
    readonly spread?: number;
    readonly error?: string;
    readonly missing?: boolean;
  }
  export type Measured = Readonly<Record<string, Readonly<Record<string, Measurement>>>>;
  export function contest(one: object, context: object): Promise<Measured>;
}

declare module '*/harness/verdicts.mjs' {
  export interface Row {
    readonly who: string;
    readonly beside?: string;
    readonly verdict?: 'holds' | 'MISSED' | 'not shown';
    readonly why?: string;
    readonly conditions: Readonly<Record<string, { readonly noisy?: boolean; readonly ratio?: number }>>;
  }
  export function rowsOf(one: object, measured: object): Row[];
}

declare module '*/harness/table.mjs' {
  export function line(row: object): string;
}

declare module '*/harness/programs.mjs' {
  export interface Maker {
    program(program: object): { readonly module?: string; readonly command?: readonly string[] };
  }
  export function programMaker(transform: unknown, options?: { readonly label?: string }): Maker;
}

declare module '*/bench/goals.mjs' {
  export interface Goal {
    readonly promise: string;
    readonly rows?: readonly (readonly [string, string?])[];
    readonly besides?: readonly string[];
  }
  export const goals: readonly Goal[];
  export function goalsOf(
    results: readonly object[],
  ): { readonly promise: string; readonly verdict: string; readonly short: readonly object[] }[];
}

declare module '*/page/write.mjs' {
  export function pageFiles(): Record<string, string>;
}

declare module '*/harness/variants.mjs' {
  export function betweenVariants(
    cases: readonly object[],
    makers: object,
  ): { readonly name: string; readonly programs: object; readonly targets: readonly object[] }[];
  export function ratioIn(measured: object, name: string, condition: string): number | undefined;
}

declare module '*/page/page.mjs' {
  export function renderPage(parts: {
    readonly runs: readonly object[];
    readonly plots: object;
    readonly limits: string;
    readonly ablation?: object;
  }): string;
}

declare module '*/page/plots.mjs' {
  export function plotsOf(runs: readonly object[]): Record<string, { readonly title: string; readonly svg: string }>;
}

declare module '*/page/results.mjs' {
  export function textOf(run: object): string;
}

declare module '*/health/log.mjs' {
  export interface Place {
    readonly url: string;
    readonly line: number;
    readonly column: number;
  }
  export interface Log {
    readonly deopts: readonly object[];
    readonly sites: readonly object[];
  }
  export function readLog(text: string): Log;
}

declare module '*/health/counts.mjs' {
  export function countsOf(
    scripts: readonly object[],
    textOf?: (url: string) => string,
  ): (place: { readonly url: string; readonly line: number; readonly column: number }) => number;
}

declare module '*/health/judge.mjs' {
  export interface Problem {
    readonly problem: 'loop' | 'megamorphic';
    readonly file: string;
    readonly function: string;
    readonly where: string;
    readonly why: string;
  }
  export function judge(
    log: object,
    given: { isOurs(url: string): boolean; count(place: object): number; readonly size: number },
  ): { readonly deopts: number; readonly problems: readonly Problem[] };
  export function without<K>(
    known: readonly K[],
    problems: readonly Problem[],
  ): { readonly unknown: readonly Problem[]; readonly known: readonly K[] };
}

declare module '*/health/examine.mjs' {
  export function examine(
    one: object,
    maker: object,
    execPath: string,
    isChecked?: (url: string) => boolean,
  ): Promise<{ readonly deopts?: number; readonly problems?: readonly object[]; readonly error?: string }>;
}

declare module '*/browser/chromium.mjs' {
  export interface Chromium {
    readonly version: string;
    load(url: string): Promise<() => Promise<unknown>>;
    close(): Promise<void>;
  }
  export function startChromium(executable: string): Promise<Chromium>;
}

declare module '*/browser/serve.mjs' {
  export interface Pages {
    open(code: string): { readonly url: string; readonly answer: Promise<object> };
    close(): void;
  }
  export function servePages(): Promise<Pages>;
}

declare module '*/browser/measure.mjs' {
  export function measureInPage(
    job: object,
    context: { readonly pages: object; readonly chromium: object; readonly longest?: number },
  ): Promise<object>;
}
