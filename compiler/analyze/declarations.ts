/** What statements declare: ECMAScript's BoundNames, LexicallyDeclaredNames and VarDeclaredNames (ES2025 8.2). */
import { t } from '../babel.ts';
import { children, isFunctionBoundary } from '../syntax/children.ts';

/** The identifiers a pattern binds, in source order. */
export function boundIdentifiers(pattern: t.Node | null | undefined): t.Identifier[] {
  if (!pattern) return [];
  if (t.isIdentifier(pattern)) return [pattern];
  if (t.isAssignmentPattern(pattern)) return boundIdentifiers(pattern.left);
  if (t.isRestElement(pattern)) return boundIdentifiers(pattern.argument);
  if (t.isArrayPattern(pattern)) return pattern.elements.flatMap((element) => boundIdentifiers(element));
  if (t.isObjectPattern(pattern)) {
    return pattern.properties.flatMap((property) =>
      boundIdentifiers(t.isRestElement(property) ? property : property.value),
    );
  }
  if (t.isTSParameterProperty(pattern)) return boundIdentifiers(pattern.parameter);
  return [];
}

export interface LexicalDeclaration {
  readonly name: string;
  readonly kind: 'let' | 'const' | 'class' | 'function';
}

/** What a list of statements declares in its own scope. */
export function lexicalDeclarations(statements: readonly t.Statement[]): LexicalDeclaration[] {
  const found: LexicalDeclaration[] = [];
  for (const statement of statements) {
    if (t.isVariableDeclaration(statement) && statement.kind !== 'var') {
      const kind = statement.kind === 'let' ? 'let' : 'const';
      for (const { id } of statement.declarations)
        for (const bound of boundIdentifiers(id)) found.push({ name: bound.name, kind });
    } else if (t.isClassDeclaration(statement) && statement.id)
      found.push({ name: statement.id.name, kind: 'class' });
    else if (functionIn(statement)?.id)
      found.push({ name: functionIn(statement)!.id!.name, kind: 'function' });
  }
  return found;
}

/** A function declaration, with labels in front of it or without. */
function functionIn(statement: t.Statement): t.FunctionDeclaration | null {
  if (t.isFunctionDeclaration(statement)) return statement;
  return t.isLabeledStatement(statement) ? functionIn(statement.body) : null;
}

/**
 * Names declared by `var` anywhere below, closures excepted, and in sloppy mode by functions in blocks, where no
 * enclosing lexical name stands in the way (ES2025 B.3.2.1).
 */
export function varDeclaredNames(root: t.Node, strict: boolean): Set<string> {
  const names = new Set<string>();
  collect(root, []);
  return names;

  function collect(node: t.Node, enclosing: readonly ReadonlySet<string>[]): void {
    if (t.isVariableDeclaration(node)) {
      if (node.kind === 'var')
        for (const { id } of node.declarations)
          for (const bound of boundIdentifiers(id)) names.add(bound.name);
      return;
    }
    if (t.isExpression(node) || (node !== root && isFunctionBoundary(node)) || t.isClass(node)) return;
    // At the top of a function a function is no lexical name, and takes another one of its name in.
    const own = node === root ? topLevelLexicalNames(node) : lexicalNames(node);
    if (!strict && node !== root) {
      for (const declared of hoistableFunctions(node)) {
        if (!enclosing.some((scope) => scope.has(declared))) names.add(declared);
      }
    }
    const inner = own.size > 0 ? [...enclosing, own] : enclosing;
    for (const child of children(node)) collect(child, inner);
  }
}

/** Functions in a block that sloppy mode hoists as a `var`, too: plain ones only. */
export function hoistableFunctions(node: t.Node): string[] {
  const list = statementsOf(node);
  return list.flatMap((statement) => {
    const fn = t.isStatement(statement) ? functionIn(statement) : null;
    return fn?.id && !fn.async && !fn.generator ? [fn.id.name] : [];
  });
}

function lexicalNames(node: t.Node): Set<string> {
  if (t.isFor(node)) {
    const head = t.isForStatement(node) ? node.init : node.left;
    if (!t.isVariableDeclaration(head) || head.kind === 'var') return new Set();
    return new Set(head.declarations.flatMap(({ id }) => boundIdentifiers(id).map((bound) => bound.name)));
  }
  if (t.isCatchClause(node)) {
    // A plain catch parameter does not stand in the way; one in a pattern does.
    return t.isIdentifier(node.param)
      ? new Set()
      : new Set(boundIdentifiers(node.param).map((bound) => bound.name));
  }
  return new Set(lexicalDeclarations(statementsOf(node)).map(({ name }) => name));
}

function topLevelLexicalNames(node: t.Node): Set<string> {
  const declared = lexicalDeclarations(statementsOf(node)).filter(({ kind }) => kind !== 'function');
  return new Set(declared.map(({ name }) => name));
}

function statementsOf(node: t.Node): t.Statement[] {
  if (t.isBlockStatement(node)) return node.body;
  if (t.isSwitchStatement(node)) return node.cases.flatMap((one) => one.consequent);
  return [];
}
