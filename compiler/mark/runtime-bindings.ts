/**
 * Which expressions of a file mean the runtime, by binding and never by spelling.
 *
 *   import { coroutine as co } from 'stackless'         co
 *   import * as s from 'stackless'                      s.coroutine
 *   const { coroutine } = require('stackless')          coroutine
 *   const _x = _interopRequireWildcard(require('…'))    (0, _x.coroutine)
 */
import type { Binding, NodePath, Scope } from '../babel.ts';
import { t } from '../babel.ts';

/** What an expression stands for: the runtime's namespace object, or one of its exports. */
export type Meaning =
  | { readonly kind: 'namespace'; readonly origin: Origin; readonly reassigned: boolean }
  | { readonly kind: 'export'; readonly name: string; readonly origin: Origin; readonly reassigned: boolean };

/** How the file came by it: a declaration that binds names, or an expression that declarators take apart. */
type Origin = 'import' | 'require';

/** The helpers by which compilers wrap a required module: Babel, TypeScript, swc, esbuild, Rollup. */
const INTEROP_HELPERS: ReadonlySet<string> = new Set([
  '_interopRequireWildcard',
  '_interopRequireDefault',
  '_interop_require_wildcard',
  '_interop_require_default',
  '_interopNamespace',
  '_interopNamespaceDefault',
  '_interopNamespaceCompat',
  '_interopDefault',
  '_interopDefaultLegacy',
  '_interopDefaultCompat',
  '__importStar',
  '__importDefault',
  '__toESM',
  '__toModule',
]);

export class RuntimeBindings {
  readonly #sources: ReadonlySet<string>;
  readonly #known = new Map<Binding, Meaning | null>();

  constructor(importSources: readonly string[]) {
    this.#sources = new Set(importSources);
  }

  isSource(node: t.Node | null | undefined): boolean {
    return t.isStringLiteral(node) && this.#sources.has(node.value);
  }

  /** What the expression means in that scope; null for everything that is not the runtime's. */
  meaningOf(node: t.Node | null | undefined, scope: Scope): Meaning | null {
    switch (node?.type) {
      case 'Identifier': {
        const binding = scope.getBinding(node.name);
        return binding === undefined ? null : this.#meaningOfBinding(binding);
      }
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return memberOf(this.meaningOf(node.object, scope), staticKey(node));
      case 'CallExpression':
        if (this.isRequire(node, scope)) return { kind: 'namespace', origin: 'require', reassigned: false };
        return isInteropCall(node) ? this.#namespaceOrNull(node.arguments[0], scope) : null;
      case 'AwaitExpression':
        return this.isDynamicImport(node.argument)
          ? { kind: 'namespace', origin: 'require', reassigned: false }
          : null;
      case 'SequenceExpression':
        return isIndirection(node) ? this.meaningOf(node.expressions.at(-1), scope) : null;
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'TypeCastExpression':
        return this.meaningOf(node.expression, scope);
      default:
        return null;
    }
  }

  /** `require('stackless')` of the module system's own `require`. */
  isRequire(node: t.Node, scope: Scope): boolean {
    return (
      t.isCallExpression(node) &&
      t.isIdentifier(node.callee, { name: 'require' }) &&
      node.arguments.length === 1 &&
      this.isSource(node.arguments[0]) &&
      scope.getBinding('require') === undefined
    );
  }

  /** `import('stackless')`, in either of the shapes Babel gives it. */
  isDynamicImport(node: t.Node): boolean {
    if (t.isImportExpression(node)) return this.isSource(node.source);
    return t.isCallExpression(node) && t.isImport(node.callee) && this.isSource(node.arguments[0]);
  }

  #namespaceOrNull(node: t.Node | undefined, scope: Scope): Meaning | null {
    const meaning = this.meaningOf(node, scope);
    return meaning?.kind === 'namespace' ? meaning : null;
  }

  #meaningOfBinding(binding: Binding): Meaning | null {
    const known = this.#known.get(binding);
    if (known !== undefined) return known;
    this.#known.set(binding, null); // a binding defined by itself means nothing
    const found = this.#classify(binding);
    const meaning = found !== null && !binding.constant ? { ...found, reassigned: true } : found;
    this.#known.set(binding, meaning);
    return meaning;
  }

  #classify(binding: Binding): Meaning | null {
    const { node, parent } = binding.path;
    switch (node.type) {
      case 'ImportSpecifier': {
        if (!this.#importsValues(parent) || isTypeOnly(node.importKind)) return null;
        const name = t.isIdentifier(node.imported) ? node.imported.name : node.imported.value;
        return memberOf({ kind: 'namespace', origin: 'import', reassigned: false }, name);
      }
      case 'ImportNamespaceSpecifier':
      case 'ImportDefaultSpecifier':
        return this.#importsValues(parent)
          ? { kind: 'namespace', origin: 'import', reassigned: false }
          : null;
      case 'TSImportEqualsDeclaration': {
        const reference = node.moduleReference;
        if (isTypeOnly(node.importKind) || !t.isTSExternalModuleReference(reference)) return null;
        return this.isSource(reference.expression)
          ? { kind: 'namespace', origin: 'import', reassigned: false }
          : null;
      }
      case 'VariableDeclarator':
        return this.#meaningOfDeclarator(node, binding);
      default:
        return null;
    }
  }

  /**
   * `const x = require(…)`, `const { coroutine: x } = require(…)`, and their form once destructuring is compiled away:
   * `var _require = require(…), x = _require.coroutine`. Copies of the mark itself are none: they are diagnosed.
   */
  #meaningOfDeclarator(declarator: t.VariableDeclarator, binding: Binding): Meaning | null {
    const meaning = this.meaningOf(declarator.init, binding.path.scope);
    if (meaning === null) return null;
    if (t.isIdentifier(declarator.id)) {
      return meaning.kind === 'namespace' || isTakenFromRequired(meaning, declarator.init) ? meaning : null;
    }
    if (meaning.kind !== 'namespace' || !t.isObjectPattern(declarator.id)) return null;
    for (const property of declarator.id.properties) {
      const target = t.isRestElement(property) ? property.argument : property.value;
      const local = t.isAssignmentPattern(target) ? target.left : target;
      if (!t.isIdentifier(local, { name: binding.identifier.name })) continue;
      return t.isRestElement(property) ? meaning : memberOf(meaning, staticKey(property));
    }
    return null;
  }

  #importsValues(declaration: t.Node): boolean {
    return (
      t.isImportDeclaration(declaration) &&
      this.isSource(declaration.source) &&
      !isTypeOnly(declaration.importKind)
    );
  }
}

/** `s.coroutine`; and `_x.default`, where an interop helper puts the module itself. */
function memberOf(object: Meaning | null, key: string | null): Meaning | null {
  if (object?.kind !== 'namespace' || key === null) return null;
  if (key === 'default') return object;
  return { kind: 'export', name: key, origin: object.origin, reassigned: object.reassigned };
}

/** The key as a string, if the source says it. */
function staticKey(node: t.MemberExpression | t.OptionalMemberExpression | t.ObjectProperty): string | null {
  const key = t.isObjectProperty(node) ? node.key : node.property;
  if (!node.computed && t.isIdentifier(key)) return key.name;
  return t.isStringLiteral(key) ? key.value : null;
}

/** `(0, f)`: what compilers write to call a member without its receiver. */
export function isIndirection(node: t.SequenceExpression): boolean {
  return node.expressions.slice(0, -1).every((expression) => t.isNumericLiteral(expression));
}

export function isInteropCall(node: t.CallExpression): boolean {
  const { callee } = node;
  if (t.isIdentifier(callee)) return INTEROP_HELPERS.has(callee.name);
  if (t.isSequenceExpression(callee)) {
    const last = callee.expressions.at(-1);
    return isIndirection(callee) && t.isMemberExpression(last) && isHelperMember(last);
  }
  return t.isMemberExpression(callee) && isHelperMember(callee);
}

/** `tslib_1.__importStar`, `helpers._interop_require_wildcard`. */
function isHelperMember(node: t.MemberExpression): boolean {
  const key = staticKey(node);
  return key !== null && INTEROP_HELPERS.has(key) && t.isIdentifier(node.object);
}

/** Expressions that give the value of the one inside them as it is. */
export function isTransparent(path: NodePath): boolean {
  switch (path.node.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'TypeCastExpression':
      return true;
    default:
      return false;
  }
}

/** `x.coroutine` of a required module, as the source of a declarator. */
export function isTakenFromRequired(meaning: Meaning, init: t.Node | null | undefined): boolean {
  return meaning.origin === 'require' && (t.isMemberExpression(init) || t.isOptionalMemberExpression(init));
}

function isTypeOnly(kind: string | null | undefined): boolean {
  return kind === 'type' || kind === 'typeof';
}
