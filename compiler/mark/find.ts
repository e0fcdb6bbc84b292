/**
 * Finds the marked functions of a file, in source order, and reports marks that stand where they mark nothing.
 *
 *   coroutine(function* () { … })        call
 *   function* f() { "use coroutine"; }   directive
 *   class C { @coroutine *m() { … } }    decorator
 *   run(async () => { … })               body
 */
import { TASK_BODY_POSITION } from '../../runtime/abi.ts';
import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';
import type { MarkedFunction, MarkForm } from '../context.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { describe, nameOf } from './function-name.ts';
import { isPassedOn } from './passed-on.ts';
import type { Meaning } from './runtime-bindings.ts';
import { isIndirection, isInteropCall, isTransparent, RuntimeBindings } from './runtime-bindings.ts';
import { kindOf, validate } from './validate.ts';

export const DIRECTIVE = 'use coroutine';

/** Something to be taken off before the function is compiled. */
export type Mark =
  | { readonly form: 'call'; readonly path: NodePath<t.CallExpression> }
  | { readonly form: 'directive'; readonly path: NodePath<t.Directive> }
  | { readonly form: 'decorator'; readonly path: NodePath<t.Decorator> }
  | { readonly form: 'body' };

export interface Finding {
  readonly fact: MarkedFunction;
  readonly fn: NodePath<t.Function>;
  readonly marks: Mark[];
}

export interface Findings {
  /** Outer functions stand before those inside them. */
  readonly functions: readonly Finding[];
  /** Calls of the runtime's exports, by name. */
  readonly runtimeCalls: WeakMap<t.Node, string>;
  /** Identifiers through which marks were recognised: they go with their marks. */
  readonly spent: ReadonlySet<t.Node>;
}

export const NO_MARKS: Findings = { functions: [], runtimeCalls: new WeakMap(), spent: new Set() };

export function findMarks(
  program: NodePath<t.Program>,
  importSources: readonly string[],
  diagnostics: Diagnostics,
): Findings {
  const finder = new Finder(new RuntimeBindings(importSources), diagnostics);
  program.traverse({
    Identifier(path) {
      if (t.isReferenced(path.node, path.parent, path.parentPath?.parent)) finder.reference(path, path.node);
    },
    CallExpression(path) {
      const { bindings } = finder;
      if (bindings.isRequire(path.node, path.scope) || bindings.isDynamicImport(path.node))
        finder.reference(path, path.node);
    },
    ImportExpression(path) {
      if (finder.bindings.isDynamicImport(path.node)) finder.reference(path, path.node);
    },
    Directive(path) {
      if (path.node.value.value === DIRECTIVE) finder.directive(path);
    },
    ExpressionStatement(path) {
      const { expression } = path.node;
      if (t.isStringLiteral(expression, { value: DIRECTIVE })) finder.misplacedDirective(path);
    },
  });
  return {
    functions: [...finder.found.values()].sort(outerFirst),
    runtimeCalls: finder.calls,
    spent: finder.spent,
  };
}

class Finder {
  readonly bindings: RuntimeBindings;
  readonly found = new Map<t.Function, Finding & { order: number }>();
  readonly calls = new WeakMap<t.Node, string>();
  readonly spent = new Set<t.Node>();
  readonly #diagnostics: Diagnostics;

  constructor(bindings: RuntimeBindings, diagnostics: Diagnostics) {
    this.bindings = bindings;
    this.#diagnostics = diagnostics;
  }

  /** Something that may mean the runtime: an identifier, a `require`, an `import()`. */
  reference(root: NodePath, spentBy: t.Node): void {
    if (this.bindings.meaningOf(rootExpression(root), root.scope) === null) return;
    const path = wholeExpression(root, this.bindings);
    const meaning = this.bindings.meaningOf(path.node, path.scope);
    if (meaning?.kind === 'namespace') this.#namespace(path);
    else if (meaning?.kind === 'export') this.#export(path, meaning, spentBy);
  }

  directive(path: NodePath<t.Directive>): void {
    const block = path.parentPath;
    const fn = block?.isBlockStatement() ? block.parentPath : null;
    if (!block?.isBlockStatement() || !fn?.isFunction() || block.node.directives[0] !== path.node) {
      this.misplacedDirective(path);
      return;
    }
    this.#mark(fn, { form: 'directive', path }, path.node, nameOf(fn.node, fn));
  }

  misplacedDirective(path: NodePath): void {
    const code = path.getFunctionParent() === null ? 'directive-outside-function' : 'directive-not-first';
    this.#diagnostics.error(code, path.node);
  }

  /** `({ coroutine } = require('stackless'))` loses the mark: the target's binding says nothing of the runtime. */
  #namespace(path: NodePath): void {
    const { parent } = path;
    if (!t.isAssignmentExpression(parent) || parent.right !== path.node || !t.isObjectPattern(parent.left))
      return;
    for (const property of parent.left.properties) {
      if (
        t.isObjectProperty(property) &&
        t.isIdentifier(property.key, { name: 'coroutine' }) &&
        !property.computed
      ) {
        this.#diagnostics.error('stray-mark', property);
      }
    }
  }

  #export(path: NodePath, meaning: Meaning & { kind: 'export' }, spentBy: t.Node): void {
    const { parentPath } = path;
    const called =
      (parentPath?.isCallExpression() || parentPath?.isOptionalCallExpression()) && path.key === 'callee';
    if (meaning.name !== 'coroutine') {
      if (called && parentPath.isCallExpression()) this.#runtimeCall(parentPath, meaning);
      return;
    }
    if (parentPath?.isDecorator()) {
      if (this.#isStable(path, meaning)) this.#decorator(parentPath, spentBy);
    } else if (called && parentPath.parentPath?.isDecorator()) {
      this.#diagnostics.error('decorator-called', parentPath.node);
    } else if (called && parentPath.isCallExpression()) {
      if (this.#isStable(path, meaning)) this.#call(parentPath, spentBy);
    } else if (!isPassedOn(path, meaning)) {
      this.#diagnostics.error('stray-mark', path.node);
    }
  }

  #isStable(path: NodePath, meaning: Meaning): boolean {
    if (!meaning.reassigned) return true;
    this.#diagnostics.error('mark-reassigned', path.node, { name: path.toString() });
    return false;
  }

  #call(path: NodePath<t.CallExpression>, spentBy: t.Node): void {
    this.calls.set(path.node, 'coroutine');
    this.spent.add(spentBy);
    const [argument, extra] = path.get('arguments');
    const inner = argument === undefined ? null : insideCasts(argument);
    if (extra !== undefined) this.#diagnostics.error('mark-extra-arguments', extra.node);
    if (inner?.isFunctionExpression() || inner?.isArrowFunctionExpression()) {
      this.#mark(inner, { form: 'call', path }, path.node, nameOf(inner.node, path));
    } else {
      this.#diagnostics.error('mark-needs-literal', argument?.node ?? path.node);
    }
  }

  #decorator(path: NodePath<t.Decorator>, spentBy: t.Node): void {
    this.spent.add(spentBy);
    const owner = path.parentPath;
    if (!owner?.isClassMethod() && !owner?.isClassPrivateMethod()) {
      const what = owner?.isClass()
        ? 'a class'
        : owner?.isClassAccessorProperty()
          ? 'an accessor'
          : 'a field';
      this.#diagnostics.error('mark-on-non-method', path.node, { what });
      return;
    }
    const { decorators } = owner.node;
    const after = decorators?.slice(Number(path.key)) ?? [];
    if (!after.every((each) => this.#isMark(each, owner)))
      this.#diagnostics.error('decorator-not-innermost', path.node);
    else this.#mark(owner, { form: 'decorator', path }, path.node, nameOf(owner.node, owner));
  }

  #isMark(decorator: t.Decorator, owner: NodePath): boolean {
    const meaning = this.bindings.meaningOf(decorator.expression, owner.scope);
    return meaning?.kind === 'export' && meaning.name === 'coroutine';
  }

  /** A call of another export: remembered, and its body compiled if it is a task's. */
  #runtimeCall(path: NodePath<t.CallExpression>, meaning: Meaning & { kind: 'export' }): void {
    const { name } = meaning;
    if (!meaning.reassigned) this.calls.set(path.node, name);
    if (!Object.hasOwn(TASK_BODY_POSITION, name)) return;
    const position = TASK_BODY_POSITION[name as keyof typeof TASK_BODY_POSITION];
    const before = path.get('arguments').slice(0, position + 1);
    const argument = before[position];
    if (argument === undefined || before.some((each) => each.isSpreadElement())) return;
    const body = insideCasts(argument);
    if (!body.isFunctionExpression() && !body.isArrowFunctionExpression()) return;
    if (kindOf(body.node) === null) return; // what a plain function returns is run
    if (this.#isStable(path.get('callee'), meaning))
      this.#mark(body, { form: 'body' }, body.node, nameOf(body.node, body));
  }

  #mark(fn: NodePath<t.Function>, mark: Mark, at: t.Node, name: string): void {
    const known = this.found.get(fn.node);
    if (known !== undefined) {
      known.marks.push(mark);
      if (mark.form !== 'body' && known.fact.form !== 'body') {
        this.#diagnostics.error('duplicate-mark', at, { name: describe(known.fact.name) });
      }
      return;
    }
    const kind = validate(fn.node, name, at, this.#diagnostics);
    if (kind === null) return;
    const form: MarkForm = mark.form;
    this.found.set(fn.node, { fact: { kind, name, form }, fn, marks: [mark], order: this.found.size });
  }
}

/** From the identifier to all of the expression that still means the runtime: `x` → `_interop(x).coroutine`. */
function wholeExpression(root: NodePath, bindings: RuntimeBindings): NodePath {
  let path = root;
  for (;;) {
    const outer = path.parentPath;
    if (outer === null || !carriesOn(path, outer, bindings)) return path;
    path = outer;
  }
}

function carriesOn(path: NodePath, outer: NodePath, bindings: RuntimeBindings): boolean {
  const { node } = outer;
  if (isTransparent(outer)) return true;
  if (t.isSequenceExpression(node)) return node.expressions.at(-1) === path.node && isIndirection(node);
  if (t.isMemberExpression(node) || t.isOptionalMemberExpression(node)) {
    return node.object === path.node && bindings.meaningOf(node, outer.scope) !== null;
  }
  if (t.isCallExpression(node)) return path.listKey === 'arguments' && path.key === 0 && isInteropCall(node);
  return t.isAwaitExpression(node) && bindings.isDynamicImport(path.node);
}

/** `import()` means the runtime once it is awaited. */
function rootExpression(root: NodePath): t.Node {
  return t.isAwaitExpression(root.parent) ? root.parent : root.node;
}

function insideCasts(path: NodePath): NodePath {
  let inner = path;
  while (isTransparent(inner)) inner = inner.get('expression') as NodePath;
  return inner;
}

function outerFirst(a: { fn: NodePath; order: number }, b: { fn: NodePath; order: number }): number {
  const first = a.fn.node.start;
  const second = b.fn.node.start;
  return first == null || second == null || first === second ? a.order - b.order : first - second;
}
