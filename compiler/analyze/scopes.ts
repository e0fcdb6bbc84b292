/**
 * The scopes of one coroutine, by ECMAScript's own rules: parameters and body apart, a scope for each block, loop head,
 * `switch`, `catch` and class name, and `var` and sloppy functions hoisted.
 *
 * A scope is *flat* when its statement is taken apart: its bindings become variables of the coroutine. All others stay
 * scopes of native code and are known here only so that their names shadow.
 */
import { t } from '../babel.ts';
import { childSlots, nodeIn, type Slot } from '../syntax/children.ts';
import { partsOfClass } from './class-parts.ts';
import { boundIdentifiers, lexicalDeclarations, varDeclaredNames } from './declarations.ts';
import type { OpenedClass } from './private-names-in-keys.ts';
import type { Suspensions } from './suspensions.ts';

export type BindingKind = 'parameter' | 'var' | 'let' | 'const' | 'class' | 'function' | 'catch' | 'self';
export type ReferenceRole = 'read' | 'write' | 'update' | 'declaration';

export interface Reference {
  readonly node: t.Identifier | t.JSXIdentifier;
  readonly slot: Slot;
  readonly parent: t.Node;
  readonly role: ReferenceRole;
  /** The outermost closure it stands in, or null in the coroutine's own code. */
  readonly closure: t.Node | null;
  /** The element whose tag it opens. */
  readonly element: ElementPlace | null;
  /** Where it stands in source order. */
  readonly order: number;
}

/** Where an element of JSX stands, and in what. */
export interface ElementPlace {
  readonly slot: Slot;
  readonly parent: t.Node;
}

export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly scope: Scope;
  readonly references: Reference[];
  /** Where its declaration ends, in source order: from here on it is initialised. 0: from the start. */
  declaredAt: number;
}

export interface Scope {
  readonly node: t.Node;
  readonly parent: Scope | null;
  readonly bindings: Map<string, Binding>;
  readonly flat: boolean;
  /** Entered more than once in a call: inside a loop that is taken apart. */
  readonly repeats: boolean;
  readonly closure: t.Node | null;
}

export interface Scopes {
  /** The scope a flat statement opens. */
  readonly of: (node: t.Node) => Scope | undefined;
  readonly flat: readonly Scope[];
  /** Every name that occurs in the function, whatever it means. */
  readonly names: ReadonlySet<string>;
  /** Names that resolve outside the function. */
  readonly free: ReadonlySet<string>;
  /** Closures with where they begin in source order. */
  readonly closureOrder: ReadonlyMap<t.Node, number>;
  readonly body: Scope;
  readonly parameters: Scope;
}

export interface ScopeOptions {
  readonly strict: boolean;
  /** Parameters are bound by the states: until then they are in their dead zone. */
  readonly lowersParameters: boolean;
  readonly suspensions: Suspensions;
  readonly opened: ReadonlyMap<t.Node, OpenedClass>;
}

export function analyzeScopes(fn: t.Function, options: ScopeOptions): Scopes {
  return new ScopeAnalysis(fn, options).run();
}

interface Position {
  readonly scope: Scope;
  readonly closure: t.Node | null;
  readonly repeats: boolean;
  readonly element?: ElementPlace;
}

class ScopeAnalysis {
  private readonly scopes = new Map<t.Node, Scope>();
  private readonly flat: Scope[] = [];
  private readonly names = new Set<string>();
  private readonly free = new Set<string>();
  private readonly closureOrder = new Map<t.Node, number>();
  private order = 0;
  private readonly fn: t.Function;
  private readonly options: ScopeOptions;

  constructor(fn: t.Function, options: ScopeOptions) {
    this.fn = fn;
    this.options = options;
  }

  run(): Scopes {
    const { fn } = this;
    const root: Position = { scope: this.open(fn, null, null, true, false), closure: null, repeats: false };
    if (t.isFunctionExpression(fn) && fn.id) this.declare(root.scope, fn.id.name, 'self');
    const { parameters, body } = this.functionScopes(fn, root, true);
    const free = this.free;
    return {
      of: (node) => this.scopes.get(node),
      flat: this.flat,
      names: this.names,
      free,
      closureOrder: this.closureOrder,
      body,
      parameters,
    };
  }

  /** Parameters and body of a function, the coroutine's own or a closure's. */
  private functionScopes(fn: t.Function, at: Position, own: boolean): { parameters: Scope; body: Scope } {
    const closure = own ? null : (at.closure ?? fn);
    const parameters = this.open(fn, at.scope, closure, own, false);
    const inParameters: Position = { scope: parameters, closure, repeats: false };
    const names = fn.params.flatMap((parameter) => boundIdentifiers(parameter).map((id) => id.name));
    for (const name of names) {
      const binding = this.declare(parameters, name, 'parameter');
      if (own && this.options.lowersParameters) binding.declaredAt = Number.POSITIVE_INFINITY;
    }
    if (!t.isArrowFunctionExpression(fn) && !own) this.declare(parameters, 'arguments', 'parameter');
    for (const slot of childSlots(fn)) {
      if (slot.container !== (fn.params as unknown)) continue;
      this.pattern(slot, fn, inParameters, 'declaration');
      if (own) for (const bound of boundIdentifiers(nodeIn(slot))) this.declared(bound.name, inParameters);
    }
    const body = this.open(fn.body, parameters, closure, own, false);
    const inBody: Position = { scope: body, closure, repeats: false };
    if (!t.isBlockStatement(fn.body)) {
      this.visit({ container: fn as unknown as Slot['container'], key: 'body' }, fn, inBody);
      return { parameters, body };
    }
    const simple = fn.params.every((parameter) => t.isIdentifier(parameter));
    for (const name of varDeclaredNames(fn.body, this.options.strict)) {
      // With simple parameters a `var` of the same name is the parameter.
      if (simple && parameters.bindings.has(name)) continue;
      // `var arguments` is the function's own `arguments`, under its name.
      if (own && name === 'arguments' && !t.isArrowFunctionExpression(fn)) continue;
      this.declare(body, name, 'var');
    }
    this.statements(fn.body, fn.body.body, inBody, simple ? parameters : body);
    return { parameters, body };
  }

  private open(
    node: t.Node,
    parent: Scope | null,
    closure: t.Node | null,
    flat: boolean,
    repeats: boolean,
  ): Scope {
    const scope: Scope = {
      node,
      parent,
      bindings: new Map(),
      flat: flat && closure === null,
      repeats,
      closure,
    };
    if (scope.flat) {
      this.scopes.set(node, scope);
      this.flat.push(scope);
    }
    return scope;
  }

  private declare(scope: Scope, name: string, kind: BindingKind): Binding {
    const known = scope.bindings.get(name);
    if (known) return known;
    const lexical = kind === 'let' || kind === 'const' || kind === 'class';
    const binding: Binding = {
      name,
      kind,
      scope,
      references: [],
      declaredAt: lexical ? Number.POSITIVE_INFINITY : 0,
    };
    scope.bindings.set(name, binding);
    this.names.add(name);
    return binding;
  }

  /** `vars`: where a function declared here may be known as a `var` or a simple parameter already. */
  private statements(parent: t.Node, list: t.Statement[], at: Position, vars: Scope = at.scope): void {
    for (const { name, kind } of lexicalDeclarations(list)) {
      if (kind === 'function' && vars.bindings.has(name) && !at.scope.bindings.has(name)) continue;
      this.declare(at.scope, name, kind);
    }
    for (let key = 0; key < list.length; key++) {
      this.visit({ container: list as unknown as Slot['container'], key }, parent, at);
    }
  }

  private resolve(
    node: t.Identifier | t.JSXIdentifier,
    slot: Slot,
    parent: t.Node,
    role: ReferenceRole,
    at: Position,
  ): void {
    this.names.add(node.name);
    const order = ++this.order;
    for (let scope: Scope | null = at.scope; scope; scope = scope.parent) {
      const binding = scope.bindings.get(node.name);
      if (!binding) continue;
      if (scope.flat)
        binding.references.push({
          node,
          slot,
          parent,
          role,
          closure: at.closure,
          element: t.isJSXIdentifier(node) ? (at.element ?? null) : null,
          order,
        });
      return;
    }
    this.free.add(node.name);
  }

  private isFlat(node: t.Node, at: Position): boolean {
    return at.closure === null && at.scope.flat && this.options.suspensions.isApart(node);
  }

  /** A target or declaration: identifiers in it are written, defaults and computed keys in it are read. */
  private pattern(slot: Slot, parent: t.Node, at: Position, role: 'declaration' | 'write'): void {
    const node = nodeIn(slot);
    if (t.isIdentifier(node)) {
      this.resolve(node, slot, parent, role, at);
    } else if (t.isAssignmentPattern(node)) {
      this.pattern({ container: node as unknown as Slot['container'], key: 'left' }, node, at, role);
      this.visit({ container: node as unknown as Slot['container'], key: 'right' }, node, at);
    } else if (t.isRestElement(node)) {
      this.pattern({ container: node as unknown as Slot['container'], key: 'argument' }, node, at, role);
    } else if (t.isArrayPattern(node)) {
      for (const element of childSlots(node)) {
        if (element.container === (node.elements as unknown)) this.pattern(element, node, at, role);
      }
    } else if (t.isObjectPattern(node)) {
      for (const property of node.properties) {
        if (t.isRestElement(property)) {
          this.pattern(
            { container: property as unknown as Slot['container'], key: 'argument' },
            property,
            at,
            role,
          );
          continue;
        }
        if (property.computed)
          this.visit({ container: property as unknown as Slot['container'], key: 'key' }, property, at);
        this.pattern(
          { container: property as unknown as Slot['container'], key: 'value' },
          property,
          at,
          role,
        );
      }
    } else if (t.isTSParameterProperty(node)) {
      this.pattern({ container: node as unknown as Slot['container'], key: 'parameter' }, node, at, role);
    } else this.visit(slot, parent, at);
  }

  private visitAll(node: t.Node, at: Position): void {
    for (const slot of childSlots(node)) this.visit(slot, node, at);
  }

  private visitKey(node: t.Node, key: string, at: Position): void {
    if ((node as unknown as Record<string, unknown>)[key] == null) return;
    this.visit({ container: node as unknown as Slot['container'], key }, node, at);
  }

  private visit(slot: Slot, parent: t.Node, at: Position): void {
    const node = nodeIn(slot);
    const handler = this.handlers[node.type];
    if (handler) handler(node as never, slot, parent, at);
    else if (t.isFunction(node)) this.closure(node, at);
    else this.visitAll(node, at);
  }

  private closure(fn: t.Function, at: Position): void {
    if (t.isObjectMethod(fn) && fn.computed) this.visitKey(fn, 'key', at);
    this.closureOrder.set(at.closure ?? fn, this.closureOrder.get(at.closure ?? fn) ?? ++this.order);
    let inside = at;
    if (t.isFunctionExpression(fn) && fn.id) {
      const self = this.open(fn.id, at.scope, at.closure ?? fn, false, false);
      this.declare(self, fn.id.name, 'self');
      inside = { ...at, scope: self };
    }
    this.functionScopes(fn, inside, false);
  }

  /** A class element's initializer or static block: code that runs as a method of its own. */
  private initializer(node: t.Node, key: string, at: Position): void {
    const closure = at.closure ?? node;
    this.closureOrder.set(closure, this.closureOrder.get(closure) ?? ++this.order);
    this.visitKey(node, key, { ...at, closure });
  }

  private readonly handlers: Partial<
    Record<t.Node['type'], (node: never, slot: Slot, parent: t.Node, at: Position) => void>
  > = {
    Identifier: (node: t.Identifier, slot, parent, at) => this.resolve(node, slot, parent, 'read', at),
    JSXIdentifier: (node: t.JSXIdentifier, slot, parent, at) => {
      const names = t.isJSXMemberExpression(parent)
        ? slot.key === 'object'
        : !t.isJSXAttribute(parent) && !/^[a-z]/.test(node.name);
      if (names && !t.isJSXNamespacedName(parent)) this.resolve(node, slot, parent, 'read', at);
    },
    JSXElement: (node: t.JSXElement, slot, parent, at) => {
      this.visitKey(node, 'openingElement', { ...at, element: { slot, parent } });
      for (const child of childSlots(node))
        if (child.container === (node.children as unknown)) this.visit(child, node, at);
      const { element: _, ...closing } = at;
      this.visitKey(node, 'closingElement', closing);
    },
    MemberExpression: (node: t.MemberExpression, _slot, _parent, at) => this.member(node, at),
    OptionalMemberExpression: (node: t.OptionalMemberExpression, _slot, _parent, at) => this.member(node, at),
    MetaProperty: () => undefined,
    BreakStatement: () => undefined,
    ContinueStatement: () => undefined,
    LabeledStatement: (node: t.LabeledStatement, _slot, _parent, at) => {
      this.names.add(node.label.name);
      this.visitKey(node, 'body', at);
    },
    ObjectProperty: (node: t.ObjectProperty, _slot, _parent, at) => {
      if (node.computed) this.visitKey(node, 'key', at);
      this.visitKey(node, 'value', at);
    },
    AssignmentExpression: (node: t.AssignmentExpression, _slot, _parent, at) => {
      const left: Slot = { container: node as unknown as Slot['container'], key: 'left' };
      if (node.operator === '=') this.pattern(left, node, at, 'write');
      else if (t.isIdentifier(node.left)) this.resolve(node.left, left, node, 'update', at);
      else this.visit(left, node, at);
      this.visitKey(node, 'right', at);
    },
    UpdateExpression: (node: t.UpdateExpression, _slot, _parent, at) => {
      const target: Slot = { container: node as unknown as Slot['container'], key: 'argument' };
      if (t.isIdentifier(node.argument)) this.resolve(node.argument, target, node, 'update', at);
      else this.visit(target, node, at);
    },
    VariableDeclaration: (node: t.VariableDeclaration, _slot, _parent, at) => this.declaration(node, at),
    FunctionDeclaration: (node: t.FunctionDeclaration, _slot, _parent, at) => {
      if (node.id)
        this.resolve(
          node.id,
          { container: node as unknown as Slot['container'], key: 'id' },
          node,
          'declaration',
          at,
        );
      this.closure(node, at);
    },
    ClassDeclaration: (node: t.ClassDeclaration, _slot, _parent, at) => {
      this.classBody(node, at);
      if (!node.id) return;
      this.resolve(
        node.id,
        { container: node as unknown as Slot['container'], key: 'id' },
        node,
        'declaration',
        at,
      );
      this.declared(node.id.name, at);
    },
    ClassExpression: (node: t.ClassExpression, _slot, _parent, at) => this.classBody(node, at),
    ClassProperty: (node: t.ClassProperty, _slot, _parent, at) => this.field(node, at),
    ClassPrivateProperty: (node: t.ClassPrivateProperty, _slot, _parent, at) => this.field(node, at),
    ClassAccessorProperty: (node: t.ClassAccessorProperty, _slot, _parent, at) => this.field(node, at),
    PrivateName: () => undefined,
    StaticBlock: (node: t.StaticBlock, _slot, _parent, at) => {
      const closure = at.closure ?? node;
      this.closureOrder.set(closure, this.closureOrder.get(closure) ?? ++this.order);
      const scope = this.open(node, at.scope, closure, false, false);
      for (const name of varDeclaredNames(node, true)) this.declare(scope, name, 'var');
      this.statements(node, node.body, { scope, closure, repeats: false });
    },
    BlockStatement: (node: t.BlockStatement, _slot, _parent, at) => {
      const scope = this.open(node, at.scope, at.closure, this.isFlat(node, at), at.repeats);
      this.statements(node, node.body, { ...at, scope });
    },
    SwitchStatement: (node: t.SwitchStatement, _slot, _parent, at) => {
      this.visitKey(node, 'discriminant', at);
      const scope = this.open(node, at.scope, at.closure, this.isFlat(node, at), at.repeats);
      for (const { name, kind } of lexicalDeclarations(node.cases.flatMap((one) => one.consequent)))
        this.declare(scope, name, kind);
      for (const one of node.cases) this.visitAll(one, { ...at, scope });
    },
    CatchClause: (node: t.CatchClause, _slot, parent, at) => {
      const scope = this.open(node, at.scope, at.closure, this.isFlat(parent, at), at.repeats);
      const inside = { ...at, scope };
      if (node.param) {
        // The names of a pattern exist before any of them has a value (ES2025 14.15.2 CatchClauseEvaluation).
        const isPattern = !t.isIdentifier(node.param);
        const names = boundIdentifiers(node.param).map(({ name }) => name);
        for (const name of names) {
          const binding = this.declare(scope, name, 'catch');
          if (isPattern) binding.declaredAt = Number.POSITIVE_INFINITY;
        }
        this.pattern(
          { container: node as unknown as Slot['container'], key: 'param' },
          node,
          inside,
          'declaration',
        );
        if (isPattern) for (const name of names) this.declared(name, inside);
      }
      this.visitKey(node, 'body', inside);
    },
    ForStatement: (node: t.ForStatement, _slot, _parent, at) => {
      const inside = this.loop(node, node.init, at);
      this.visitKey(node, 'init', inside);
      this.visitKey(node, 'test', inside);
      this.visitKey(node, 'update', inside);
      this.visitKey(node, 'body', inside);
    },
    ForInStatement: (node: t.ForInStatement, _slot, _parent, at) => this.forIn(node, at),
    ForOfStatement: (node: t.ForOfStatement, _slot, _parent, at) => this.forIn(node, at),
    WhileStatement: (node: t.WhileStatement, _slot, _parent, at) =>
      this.visitAll(node, { ...at, repeats: true }),
    DoWhileStatement: (node: t.DoWhileStatement, _slot, _parent, at) =>
      this.visitAll(node, { ...at, repeats: true }),
  };

  private member(node: t.MemberExpression | t.OptionalMemberExpression, at: Position): void {
    this.visitKey(node, 'object', at);
    if (node.computed) this.visitKey(node, 'property', at);
  }

  private declared(name: string, at: Position): void {
    for (let scope: Scope | null = at.scope; scope; scope = scope.parent) {
      const binding = scope.bindings.get(name);
      if (!binding) continue;
      if (binding.declaredAt === Number.POSITIVE_INFINITY) binding.declaredAt = ++this.order;
      return;
    }
  }

  private declaration(node: t.VariableDeclaration, at: Position): void {
    for (const declarator of node.declarations) {
      const id: Slot = { container: declarator as unknown as Slot['container'], key: 'id' };
      const role = node.kind === 'var' ? 'write' : 'declaration';
      // A pattern's defaults run after the initialiser, a plain target has nothing to run.
      this.visitKey(declarator, 'init', at);
      this.pattern(id, declarator, at, role);
      if (node.kind !== 'var')
        for (const bound of boundIdentifiers(declarator.id)) this.declared(bound.name, at);
    }
  }

  /**
   * The class's own name is seen by heritage and keys, in its dead zone. Where they suspend they are evaluated before the
   * class, so there the name is a variable of the coroutine; the elements still have the class's.
   */
  private classBody(node: t.Class, outside: Position): void {
    const at = this.withWaysToNames(node, outside);
    const inElements = this.withName(node, 'self', false, at);
    const inParts = this.options.suspensions.has(node) ? this.withName(node, 'const', true, at) : inElements;
    for (const { slot, isOutside } of partsOfClass(node))
      this.visit(slot, slot.container as unknown as t.Node, isOutside ? outside : inParts);
    for (const slot of childSlots(node.body)) this.visit(slot, node.body, inElements);
  }

  private withWaysToNames(node: t.Class, at: Position): Position {
    const opened = this.options.opened.get(node);
    if (!opened) return at;
    const scope = this.open(opened.twin, at.scope, at.closure, at.scope.flat, at.repeats);
    for (const name of [opened.holder, opened.link]) this.declare(scope, name, 'var');
    return { ...at, scope };
  }

  private withName(node: t.Class, kind: 'self' | 'const', flat: boolean, at: Position): Position {
    if (!node.id) return at;
    const scope = this.open(flat ? node : node.body, at.scope, at.closure, flat && at.scope.flat, at.repeats);
    this.declare(scope, node.id.name, kind);
    return { ...at, scope };
  }

  private field(
    node: t.ClassProperty | t.ClassPrivateProperty | t.ClassAccessorProperty,
    at: Position,
  ): void {
    if (node.value) this.initializer(node, 'value', at);
  }

  private loop(
    node: t.ForStatement | t.ForInStatement | t.ForOfStatement,
    head: t.Node | null | undefined,
    at: Position,
  ): Position {
    const scope = this.open(node, at.scope, at.closure, this.isFlat(node, at), true);
    if (t.isVariableDeclaration(head) && head.kind !== 'var') {
      const kind = head.kind === 'let' ? 'let' : 'const';
      for (const id of head.declarations.flatMap((declarator) => boundIdentifiers(declarator.id)))
        this.declare(scope, id.name, kind);
    }
    return { ...at, scope, repeats: true };
  }

  private forIn(node: t.ForInStatement | t.ForOfStatement, at: Position): void {
    const inside = this.loop(node, node.left, at);
    // The iterated expression sees the loop's names in their dead zone.
    this.visitKey(node, 'right', inside);
    const left: Slot = { container: node as unknown as Slot['container'], key: 'left' };
    if (t.isVariableDeclaration(node.left)) this.visit(left, node, inside);
    else this.pattern(left, node, inside, 'write');
    this.visitKey(node, 'body', inside);
  }
}
