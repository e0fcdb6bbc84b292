/**
 * The grammar of generated programs, and how a tree of it is written as source text.
 *
 * Writing is total: what would be a syntax error where it stands (a `break` outside loops, a second `let a`, a
 * suspension in an inner function) is written as the nearest thing that is none. All names exist, so nothing needs
 * scoping; shadowing declarations bring dead zones by themselves.
 */
import fc from 'fast-check';
import { EXPRESSIONS } from './expressions.ts';
import { type Form, type Kind, pick, type Tree } from './form.ts';
import type { Place } from './place.ts';
import { STATEMENTS } from './statements.ts';

const TARGETS: Readonly<Record<string, Form>> = {
  name: { parts: [], weight: 3, write: (choice) => pick(['a', 'b', 'c', 'v', 'i', 'p'], choice) },
  member: {
    parts: ['expression'],
    weight: 2,
    write: (choice, [part], place) => {
      const key = part?.(place);
      return pick(['o.x', 'o.g', 'o.y.z', `o[${key}]`, `f(o)[${key}]`, `xs[${key}]`, 'o.n.x', 'k'], choice);
    },
  },
};

const BLOCKS: Readonly<Record<string, Form>> = {
  statements: {
    parts: ['statement', 'statement', 'statement'],
    weight: 1,
    write: (choice, parts, place) => {
      const inner = { ...place, declared: new Set<string>() };
      return parts
        .slice(0, 1 + (choice % 3))
        .map((part) => part(inner))
        .join('\n');
    },
  },
};

const FORMS: Readonly<Record<Kind, Readonly<Record<string, Form>>>> = {
  expression: EXPRESSIONS,
  statement: STATEMENTS,
  block: BLOCKS,
  target: TARGETS,
};

export function write(tree: Tree, place: Place): string {
  const [name, choice, parts] = tree;
  const form = EXPRESSIONS[name] ?? STATEMENTS[name] ?? TARGETS[name] ?? BLOCKS[name];
  if (form === undefined) throw new Error(`no form ${name}`);
  return form.write(
    choice,
    parts.map((part) => (at: Place) => write(part, at)),
    place,
  );
}

/** Trees of one kind. The first form of each kind is what is left at the depth where growth ends. */
export function trees(kind: Kind, maxDepth: number): fc.Arbitrary<Tree> {
  const depthIdentifier = fc.createDepthIdentifier();
  const kinds = fc.letrec<Record<Kind, Tree>>((tie) => {
    const arbitraryOf = (name: string, form: Form): fc.Arbitrary<Tree> =>
      fc.tuple(
        fc.constant(name),
        fc.nat(119),
        fc.tuple(...form.parts.map((part) => tie(part))),
      ) as fc.Arbitrary<Tree>;
    const oneOf = (which: Kind): fc.Arbitrary<Tree> =>
      fc.oneof(
        { maxDepth, depthSize: 'max', depthIdentifier, withCrossShrink: true },
        ...Object.entries(FORMS[which]).map(([name, form]) => ({
          weight: form.weight,
          arbitrary: arbitraryOf(name, form),
        })),
      );
    return {
      expression: oneOf('expression'),
      statement: oneOf('statement'),
      target: oneOf('target'),
      block: oneOf('block'),
    };
  });
  return kinds[kind];
}
