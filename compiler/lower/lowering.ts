/** What every lowering function is given: the graph under construction, the facts, and a few verbs on top of them. */
import type { Bindings } from '../analyze/bindings.ts';
import type { OpenedClass } from '../analyze/private-names-in-keys.ts';
import type { Scopes } from '../analyze/scopes.ts';
import type { Suspensions } from '../analyze/suspensions.ts';
import { t } from '../babel.ts';
import type { CompileContext } from '../context.ts';
import { Builder } from '../ir/builder.ts';
import type { CoroutineKind, Dialect, SuspendKind, Variable } from '../ir/types.ts';
import { Jumps } from './jumps.ts';

export interface Facts {
  readonly kind: CoroutineKind;
  readonly dialect: Dialect;
  readonly strict: boolean;
  readonly suspensions: Suspensions;
  readonly scopes: Scopes;
  readonly bindings: Bindings;
  readonly opened: ReadonlyMap<t.Node, OpenedClass>;
}

export class Lowering {
  readonly builder: Builder;
  readonly facts: Facts;
  readonly context: CompileContext;
  readonly jumps: Jumps;
  /** The labels in front of a loop, for its `continue`. */
  readonly labelsOf = new Map<t.Node, ReadonlySet<string>>();
  /** What the innermost block with `using` keeps its resources in. */
  disposables: Variable | null = null;
  /** How many `finally` bodies enclose the code being lowered: what waits there is shielded from cancellation. */
  shields = 0;

  constructor(name: string, fn: t.Function, facts: Facts, context: CompileContext) {
    this.facts = facts;
    this.context = context;
    this.builder = new Builder(
      name,
      facts.kind,
      fn.loc ?? null,
      facts.bindings.variables,
      facts.bindings.references,
    );
    this.jumps = new Jumps(this);
  }

  /** A `return` here is more than leaving the step: it closes or awaits something first. */
  get returnsLeave(): boolean {
    return this.awaitsReturns || this.jumps.returnsAreJumps;
  }

  /** What is returned may have to be awaited. The promise of an ECMAScript async function sees to that by itself. */
  get awaitsReturns(): boolean {
    const { kind, dialect } = this.facts;
    return kind === 'async-generator' || (kind === 'async' && dialect === 'coroutine');
  }

  /** A resumption may bring a `return`. Nobody can return into an ECMAScript async function. */
  get isReturnedInto(): boolean {
    return this.facts.kind !== 'async' || this.facts.dialect === 'coroutine';
  }

  suspends(node: t.Node | null | undefined): boolean {
    return this.facts.suspensions.has(node);
  }

  /** A fresh identifier that stands for the variable. */
  read(variable: Variable): t.Identifier {
    const id = t.identifier(variable.name);
    this.builder.fn.references.set(id, variable);
    return id;
  }

  /** What the frame was resumed with, or what a landing pad caught: to be used at once, and once. */
  received(): t.Identifier {
    return this.read(this.builder.fn.received);
  }

  /** Evaluates now, into a temporary. */
  store(node: t.Expression, name = '_t'): Variable {
    const variable = this.builder.temporary(name);
    this.builder.assign(variable, node);
    return variable;
  }

  /** The value as it is now, to be used once, later: in a temporary unless nothing can change it. */
  save(node: t.Expression, name = '_t'): t.Expression {
    return this.isConstant(node) ? node : this.read(this.store(node, name));
  }

  /** A value that is read more than once: each time a fresh node. */
  keep(node: t.Expression): () => t.Expression {
    if (t.isThisExpression(node)) return () => t.thisExpression();
    const known = t.isIdentifier(node) ? this.builder.fn.references.get(node) : undefined;
    const variable = known && this.isConstant(node) ? known : this.store(node);
    return () => this.read(variable);
  }

  /** Evaluating it now or later is the same, and it has no effect. */
  isConstant(node: t.Expression): boolean {
    if (t.isLiteral(node)) return !t.isTemplateLiteral(node) && !t.isRegExpLiteral(node);
    if (t.isFunctionExpression(node) || t.isArrowFunctionExpression(node)) return true;
    if (t.isIdentifier(node)) {
      const variable = this.builder.fn.references.get(node);
      return (
        variable !== undefined && (variable.kind === 'temporary' || this.facts.bindings.stable.has(variable))
      );
    }
    return false;
  }

  suspend(how: SuspendKind, operands: t.Expression[], at: t.Node): t.Expression {
    this.builder.suspend(how, operands, this.shields > 0, at.loc ?? null);
    return this.received();
  }

  /** A call of an export of `stackless/abi`. */
  call(name: string, ...args: (t.Expression | t.SpreadElement)[]): t.CallExpression {
    return t.callExpression(this.context.runtimeImport(name), args);
  }

  refuse(what: string, node: t.Node): never {
    return this.context.diagnostics.refuse('unsupported-syntax', node, { what });
  }
}

export function undefinedValue(): t.Expression {
  return t.unaryExpression('void', t.numericLiteral(0));
}

/** The same place in the source as another node. */
export function at<N extends t.Node>(node: N, source: t.Node | null | undefined): N {
  if (node.loc == null && source?.loc) {
    node.loc = source.loc;
    node.start = source.start ?? null;
    node.end = source.end ?? null;
  }
  return node;
}
