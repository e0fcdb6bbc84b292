/**
 * Who may import whom. The phases of the compiler and the layers of the runtime go one way; a type counts like a value,
 * for it, too, is knowledge of the other side. Cycles are counted between values, where they decide the order of
 * evaluation.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a part of the project may import, besides itself. Folders end in a slash. */
interface Part {
  readonly files: readonly string[];
  readonly may: readonly string[];
  /** Packages, by name; nothing else from outside of the project. */
  readonly packages: readonly string[];
  /** Packages of which only types may be seen. */
  readonly types?: readonly string[];
}

const SEAM = 'compiler/babel.ts';
const RUNNING_BABEL = 'compiler/running-babel.mjs';
/** The only file that loads Babel; the plugin does without it. */
const OWN_BABEL = 'compiler/own-babel.ts';
const DIAGNOSTICS = ['compiler/diagnostics.ts', 'compiler/catalogue.ts'];
const FOUNDATION = [
  SEAM,
  ...DIAGNOSTICS,
  'compiler/context.ts',
  'compiler/options.ts',
  'compiler/suggest.ts',
];
const TYPESCRIPT = 'compiler/typescript-declarations.ts';
/** What several phases know of Babel's nodes. */
const SYNTAX = 'compiler/syntax/';
const PHASES = [
  'compiler/mark/',
  'compiler/analyze/',
  'compiler/ir/',
  'compiler/lower/',
  'compiler/optimize/',
  'compiler/emit/',
];
const FRAME_CONTRACT = 'runtime/abi.ts';
/** Where the kinds of coroutine are named. */
const KINDS = 'compiler/ir/types.ts';

const compiler: Record<string, Part> = {
  seam: {
    files: [SEAM, RUNNING_BABEL],
    may: [],
    packages: [],
    types: ['@babel/core', '@babel/traverse'],
  },
  ownBabel: {
    files: [OWN_BABEL],
    may: [SEAM],
    packages: ['@babel/core', '@babel/preset-typescript'],
  },
  diagnostics: { files: DIAGNOSTICS, may: FOUNDATION, packages: [], types: ['@babel/core'] },
  options: {
    files: ['compiler/options.ts', 'compiler/context.ts', 'compiler/suggest.ts'],
    may: [...FOUNDATION, KINDS],
    packages: [],
    types: ['@babel/core'],
  },
  mark: {
    files: ['compiler/mark/'],
    may: [...FOUNDATION, SYNTAX, KINDS, FRAME_CONTRACT],
    packages: [],
    types: ['@babel/core'],
  },
  syntax: { files: [SYNTAX], may: [SEAM], packages: [], types: ['@babel/core'] },
  analyze: {
    files: ['compiler/analyze/'],
    may: [...FOUNDATION, SYNTAX, KINDS],
    packages: [],
    types: ['@babel/core'],
  },
  ir: { files: ['compiler/ir/'], may: [SEAM], packages: [], types: ['@babel/core'] },
  lower: {
    files: ['compiler/lower/'],
    may: [...FOUNDATION, SYNTAX, 'compiler/ir/', 'compiler/analyze/', FRAME_CONTRACT],
    packages: [],
    types: ['@babel/core'],
  },
  optimize: {
    files: ['compiler/optimize/'],
    may: [SEAM, 'compiler/ir/'],
    packages: [],
    types: ['@babel/core'],
  },
  emit: {
    files: ['compiler/emit/'],
    may: [SEAM, SYNTAX, 'compiler/ir/', FRAME_CONTRACT],
    packages: [],
    types: ['@babel/core'],
  },
  pipeline: {
    files: ['compiler/pipeline.ts'],
    may: [...FOUNDATION, ...PHASES, FRAME_CONTRACT],
    packages: [],
    types: ['@babel/core'],
  },
  typescript: { files: [TYPESCRIPT], may: [SEAM, 'compiler/analyze/'], packages: [] },
  plugin: {
    files: ['compiler/babel-plugin.ts', 'compiler/plugin.ts'],
    may: [...FOUNDATION, ...PHASES, TYPESCRIPT, 'compiler/pipeline.ts', FRAME_CONTRACT],
    packages: [],
    types: ['@babel/core'],
  },
  transform: {
    files: ['compiler/index.ts', 'compiler/transform.ts'],
    may: [...FOUNDATION, OWN_BABEL, 'compiler/plugin.ts'],
    packages: [],
    types: ['@babel/core'],
  },
  cli: {
    files: ['compiler/cli/'],
    may: [...FOUNDATION, 'compiler/index.ts', 'compiler/transform.ts', 'compiler/ir/'],
    packages: ['commander', 'chokidar', 'tinyglobby'],
  },
};

/** Parts that know of files and packages. */
const NODE_PARTS = ['cli', 'transform', 'typescript'];

/** From the lowest layer up; a file imports its own layer or a lower one. */
const runtimeLayers: readonly (readonly string[])[] = [
  ['abi.ts', 'abi-version.ts'],
  [
    'errors.ts',
    'dispose-keys.ts',
    'hints.ts',
    'api.ts',
    'frame.ts',
    'status.ts',
    'outcome.ts',
    'operation.ts',
    'awaitable.ts',
    'awaiting.ts',
    'promise.ts',
    'transfer.ts',
    'delegating.ts',
    'probe.ts',
    'drive.ts',
    'walk.ts',
    'coroutine.ts',
    'delegate.ts',
    'delegate-last.ts',
    'self.ts',
    'native.ts',
    'mark.ts',
    'language/',
    'ecmascript/',
  ],
  ['ready-queue.ts', 'random.ts', 'clock.ts', 'frame-clock.ts', 'timers.ts', 'host.ts', 'scheduler.ts'],
  [
    'waiters.ts',
    'asking.ts',
    'task-bits.ts',
    'completion.ts',
    'scope.ts',
    'join.ts',
    'task-fields.ts',
    'task.ts',
    'start-task.ts',
    'dump.ts',
    'deadlock.ts',
    'in-place.ts',
    'context.ts',
    'async-coroutine.ts',
    'awaited.ts',
    'async-generator.ts',
    'run.ts',
  ],
  [
    'parked.ts',
    'sleep.ts',
    'checkpoint.ts',
    'suspend.ts',
    'interval.ts',
    'next-frame.ts',
    'scopes.ts',
    'timeout.ts',
    'failed.ts',
    'performance.ts',
    'combine.ts',
    'map.ts',
    'retry.ts',
    'once.ts',
    'select.ts',
    'channels/',
    'sync/',
    'interop/',
  ],
  ['debug/'],
  ['emitted.ts', 'index.ts', 'pipeline/', 'node/'],
];

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
  readonly inProject: boolean;
}

const files = [...sourcesUnder('compiler'), ...sourcesUnder('runtime')];
const edges = files.flatMap(edgesOf);

describe('imports of the compiler', () => {
  const sources = files.filter((file) => file.startsWith('compiler/'));

  it('every file belongs to a part', () => {
    expect(sources.filter((file) => !partOf(file))).toEqual([]);
  });

  it('every phase imports only what it may', () => {
    const wrong = edges.filter(({ from }) => from.startsWith('compiler/')).filter((edge) => !isAllowed(edge));
    expect(wrong.map(describeEdge)).toEqual([]);
  });
});

describe('imports of the runtime', () => {
  const sources = files.filter((file) => file.startsWith('runtime/'));

  it('every file belongs to a layer', () => {
    expect(sources.filter((file) => layerOf(file) < 0)).toEqual([]);
  });

  it('a file imports its own layer or a lower one, and nothing from outside, but Node where it is about Node', () => {
    const wrong = edges.filter(
      ({ from, to, inProject }) =>
        from.startsWith('runtime/') &&
        !(from.startsWith('runtime/node/') && to.startsWith('node:')) &&
        (!inProject || layerOf(to) < 0 || layerOf(to) > layerOf(from)),
    );
    expect(wrong.map(describeEdge)).toEqual([]);
  });
});

it('no imports go in a circle', () => {
  // Statements hold expressions hold statements: the tables of lowering are as recursive as the language.
  const isRecursion = ({ from, to }: Edge): boolean =>
    [from, to].every((file) => file.startsWith('compiler/lower/'));
  const values = edges.filter((edge) => edge.inProject && !edge.isType && !isRecursion(edge));
  expect(findCycle(values)).toBeUndefined();
});

it('every import leads to a file', () => {
  const lost = edges.filter(({ to, inProject }) => inProject && !existsSync(join(root, to)));
  expect(lost.map(({ from, to }) => `${from}: ${to}`)).toEqual([]);
});

function sourcesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourcesUnder(path);
    return path.endsWith('.ts') && !path.endsWith('.d.ts') ? [path] : [];
  });
}

function edgesOf(from: string): Edge[] {
  const source = ts.createSourceFile(from, readFileSync(join(root, from), 'utf8'), ts.ScriptTarget.Latest);
  const found: Edge[] = [];
  const add = (specifier: ts.Node, isType: boolean): void => {
    if (!ts.isStringLiteral(specifier)) return;
    const inProject = specifier.text.startsWith('.');
    const to = inProject ? posix.join(posix.dirname(from), specifier.text) : specifier.text;
    found.push({ from, to, isType, inProject });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      for (const argument of node.arguments) add(argument, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  return importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function partOf(file: string): Part | undefined {
  return Object.values(compiler).find((part) => covers(part.files, file));
}

function covers(patterns: readonly string[], file: string): boolean {
  return patterns.some((pattern) => (pattern.endsWith('/') ? file.startsWith(pattern) : file === pattern));
}

function isAllowed({ from, to, isType, inProject }: Edge): boolean {
  const part = partOf(from);
  if (!part) return true;
  if (inProject) return covers(part.files, to) || covers(part.may, to);
  if (to.startsWith('node:')) return NODE_PARTS.some((name) => part === compiler[name]);
  return part.packages.includes(to) || (isType && (part.types ?? []).includes(to));
}

/** A folder of the runtime is a layer's detail; it counts where its name stands. */
function layerOf(file: string): number {
  const path = file.replace(/^runtime\//, '');
  return runtimeLayers.findIndex((layer) =>
    layer.some((name) => (name.endsWith('/') ? path.startsWith(name) : path === name)),
  );
}

function describeEdge({ from, to, isType }: Edge): string {
  return `${from} must not import ${isType ? 'types of ' : ''}${to}`;
}

function findCycle(graph: readonly Edge[]): string | undefined {
  const targets = new Map<string, string[]>();
  for (const { from, to } of graph) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(' → ');
    if (done.has(file)) return undefined;
    for (const target of targets.get(file) ?? []) {
      const cycle = visit(target, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of targets.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}
