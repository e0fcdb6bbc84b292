/**
 * How compiled code comes by the runtime: once for a file, under free names, with the version it was compiled for.
 *
 *   import { abi as _abi, Coroutine as _Coroutine } from 'stackless/abi';
 *   _abi(1);
 */
import { ABI_MODULE, ABI_VERSION, INLINED } from '../../runtime/abi.ts';
import type { NodePath } from '../babel.ts';
import { parseStatements, t } from '../babel.ts';
import { INLINE_RUNTIME } from './inline-runtime.ts';

type Way = 'import' | 'require' | 'inline';

export class RuntimeImport {
  readonly #program: NodePath<t.Program>;
  readonly #way: Way;
  readonly #locals = new Map<string, string>();

  /** To be made before anything is taken out of the file: what it imports says what kind of file it is. */
  constructor(program: NodePath<t.Program>, way: Way | 'auto', filename: string | undefined) {
    this.#program = program;
    this.#way = way === 'auto' ? wayOf(program.node, filename) : way;
  }

  /** A fresh identifier for an export of the runtime; asked for twice, it has the same name. */
  identifier(name: string): t.Identifier {
    let local = this.#locals.get(name);
    if (local === undefined) {
      local = this.#program.scope.generateUidIdentifier(name).name;
      this.#locals.set(name, local);
    }
    return t.identifier(local);
  }

  /** Writes the import of all that was asked for; nothing if nothing was. */
  insert(): void {
    if (this.#locals.size === 0) return;
    const version = t.expressionStatement(
      t.callExpression(this.identifier('abi'), [t.numericLiteral(ABI_VERSION)]),
    );
    const names = ['abi', ...[...this.#locals.keys()].filter((name) => name !== 'abi')];
    if (this.#way === 'import') this.#insertImport(names, version);
    else {
      const runtime = this.#way === 'require' ? requireCall() : inlineRuntime();
      const pattern = t.objectPattern(names.map((name) => this.#pair(name)));
      this.#insertFirst([t.variableDeclaration('const', [t.variableDeclarator(pattern, runtime)]), version]);
    }
  }

  /**
   * First of all imports, so that a module which takes part in an import cycle finds the runtime there when its
   * functions are called before its body ran. The version is asked for after them, where statements begin.
   */
  #insertImport(names: readonly string[], version: t.Statement): void {
    const specifiers = names.map((name) => t.importSpecifier(this.identifier(name), t.identifier(name)));
    this.#insertFirst([t.importDeclaration(specifiers, t.stringLiteral(ABI_MODULE))]);
    const { body } = this.#program.node;
    const rest = body.findIndex((statement) => !t.isImportDeclaration(statement));
    if (rest === -1) body.push(version);
    else body.splice(rest, 0, version);
  }

  #pair(name: string): t.ObjectProperty {
    const local = this.identifier(name);
    return t.objectProperty(t.identifier(name), local, false, local.name === name);
  }

  /** At the top, but below what is written above the first statement and apart from it: licences, pragmas. */
  #insertFirst(statements: t.Statement[]): void {
    const { body } = this.#program.node;
    const [first] = body;
    const [mine] = statements;
    const comments = first?.leadingComments ?? [];
    const header = comments.slice(0, headerLength(comments, first?.loc?.start.line));
    if (first && mine && header.length > 0) {
      mine.leadingComments = header;
      first.leadingComments = comments.slice(header.length);
    }
    body.unshift(...statements);
  }
}

/** How many of the comments belong to the file: those above the last empty line before the statement. */
function headerLength(comments: readonly t.Comment[], line: number | undefined): number {
  for (let i = comments.length; i > 0; i--) {
    const end = comments[i - 1]?.loc?.end.line;
    const next = comments[i]?.loc?.start.line ?? line;
    if (end !== undefined && next !== undefined && next - end > 1) return i;
  }
  return 0;
}

/**
 * Babel takes files for modules unless told otherwise, so what a file does counts for more than what it is called: one
 * without import and export that requires something, or is named so, is CommonJS.
 */
function wayOf(program: t.Program, filename: string | undefined): 'import' | 'require' {
  if (
    program.body.some(
      (statement) => t.isImportOrExportDeclaration(statement) || t.isTSExportAssignment(statement),
    )
  ) {
    return 'import';
  }
  if (program.sourceType !== 'module' || (filename !== undefined && /\.c[jt]s$/.test(filename)))
    return 'require';
  return isCommonJS(program) ? 'require' : 'import';
}

function isCommonJS(program: t.Program): boolean {
  let found = false;
  t.traverseFast(program, (node) => {
    if (t.isCallExpression(node)) found ||= t.isIdentifier(node.callee, { name: 'require' });
    else if (t.isMemberExpression(node)) found ||= isExportsObject(node);
  });
  return found;
}

/** `exports.…`, `module.exports`. */
function isExportsObject({ object, property }: t.MemberExpression): boolean {
  if (t.isIdentifier(object, { name: 'exports' })) return true;
  return t.isIdentifier(object, { name: 'module' }) && t.isIdentifier(property, { name: 'exports' });
}

function requireCall(): t.Expression {
  return t.callExpression(t.identifier('require'), [t.stringLiteral(ABI_MODULE)]);
}

/** The runtime itself, as an expression that gives its exports. It has no place in the user's source map. */
function inlineRuntime(): t.Expression {
  const [statement] = parseStatements(INLINE_RUNTIME);
  if (!t.isExpressionStatement(statement)) throw new Error('the inlined runtime is one expression');
  t.traverseFast(statement, (node) => {
    node.loc = null;
  });
  const { expression } = statement;
  if (t.isCallExpression(expression) && t.isFunctionExpression(expression.callee)) {
    expression.callee.body.directives.push(t.directive(t.directiveLiteral(INLINED)));
  }
  return expression;
}
