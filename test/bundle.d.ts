/** The parts of `npm run size` that are tested. They are plain modules, as Node runs them. */

declare module '*/sizes/bundle.mjs' {
  export interface Bundle {
    readonly code: string;
    readonly bytes: number;
    readonly gzipped: number;
    readonly modules: readonly { readonly name: string; readonly bytes: number }[];
  }
  export function bundle(name: string, text: string): Promise<Bundle>;
}

declare module '*/sizes/programs.mjs' {
  interface Program {
    readonly name: string;
    readonly what: string;
    readonly source: string;
    readonly limit: number;
  }
  export const programs: Record<'core' | 'chains' | 'tasks' | 'everything', Program>;
}
