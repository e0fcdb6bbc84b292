/**
 * Makes a graph of the text that `printIR` prints, so that a test is text before and text after.
 *
 * Names assigned are variables of the coroutine: `t0` a temporary, `received` what was received, others bindings. More
 * are declared in the options. A text in braces is a native statement.
 */
import '../../../compiler/own-babel.ts';
import { parseSync, t } from '../../../compiler/babel.ts';
import type {
  Block,
  BlockId,
  CoroutineKind,
  Instruction,
  IRFunction,
  Region,
  RegionId,
  SuspendKind,
  Terminator,
  Variable,
} from '../../../compiler/ir/types.ts';
import { walk } from '../../../compiler/ir/visit.ts';

export interface TextOptions {
  readonly kind?: CoroutineKind;
  readonly parameters?: readonly string[];
  readonly bindings?: readonly string[];
  readonly captured?: readonly string[];
}

export function graphFromText(text: string, options: TextOptions = {}): IRFunction {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const variables = new Map<string, Variable>();
  const declare = (kind: Variable['kind'], name: string): Variable => {
    const captured = options.captured?.includes(name) ?? false;
    const variable = variables.get(name) ?? { kind, name, captured, spilled: false };
    variables.set(name, variable);
    return variable;
  };
  const received = declare('received', 'received');
  for (const name of options.parameters ?? []) declare('parameter', name);
  for (const name of options.bindings ?? []) declare('binding', name);
  for (const [, name] of text.matchAll(/(?:: |; )(\w+) = /g)) {
    declare(/^t\d+$/.test(name as string) ? 'temporary' : 'binding', name as string);
  }

  const references = new Map<t.Identifier, Variable>();
  const register = <N extends t.Node>(node: N): N => {
    const names = new Set<t.Node>();
    walk(node, (one) => {
      if ('key' in one && 'computed' in one && !one.computed && one.key) names.add(one.key as t.Node);
      if (one.type === 'MemberExpression' && !one.computed) names.add(one.property);
    });
    walk(node, (one) => {
      if (names.has(one)) return;
      const variable = one.type === 'Identifier' ? variables.get(one.name) : undefined;
      if (variable && one.type === 'Identifier') references.set(one, variable);
    });
    return node;
  };
  const expression = (source: string): t.Expression => register(parseExpression(source));

  const regions = parseRegions(lines.filter((line) => line.startsWith('r')));
  const blocks = new Map<BlockId, Block>();
  for (const line of lines) {
    const match = /^b(\d+)(?: \[r(\d+)\])?: (.*)$/.exec(line);
    if (!match) continue;
    const [, id, regionId, body] = match as unknown as [string, string, string | undefined, string];
    const parts = splitOutsideBrackets(body, ';');
    const last = parts.pop() ?? '';
    const region = regionId === undefined ? null : regions.find((one) => one.id === Number(regionId));
    if (region === undefined) throw new Error(`no region r${regionId}`);
    blocks.set(blockId(id), {
      id: blockId(id),
      instructions: parts.map((part) => parseInstruction(part, variables, expression, register)),
      terminator: parseTerminator(last, expression),
      region,
    });
  }
  return {
    name: 'f',
    kind: options.kind ?? 'generator',
    entry: [...blocks.keys()][0] as BlockId,
    blocks,
    regions,
    variables: new Set(variables.values()),
    received,
    references,
    loc: null,
  };
}

export function variableNamed(fn: IRFunction, name: string): Variable {
  const found = [...fn.variables].find((variable) => variable.name === name);
  if (!found) throw new Error(`no variable ${name}`);
  return found;
}

function parseExpression(source: string): t.Expression {
  const [statement] = parseStatements(`(${source});`);
  if (statement?.type !== 'ExpressionStatement') throw new Error(`no expression: ${source}`);
  return statement.expression;
}

/** Inside a function, so that `return` parses; generator and async, so that left-over suspensions do. */
function parseStatements(source: string): t.Statement[] {
  const file = parseSync(`async function* f() { out: for (;;) { ${source} } }`, {
    configFile: false,
    babelrc: false,
    parserOpts: { createParenthesizedExpressions: false },
  });
  let body: t.Statement[] = [];
  if (file)
    t.traverseFast(file, (node) => {
      if (node.type === 'ForStatement' && body.length === 0 && node.body.type === 'BlockStatement')
        body = node.body.body;
    });
  return body;
}

function parseInstruction(
  source: string,
  variables: Map<string, Variable>,
  expression: (source: string) => t.Expression,
  register: <N extends t.Node>(node: N) => N,
): Instruction {
  if (source.startsWith('{')) {
    const [node] = parseStatements(source);
    if (!node) throw new Error(`no statement: ${source}`);
    return { kind: 'statement', node: register(node), loc: null };
  }
  const assignment = /^(\w+) = (.*)$/.exec(source);
  const variable = assignment && variables.get(assignment[1] as string);
  if (variable) return { kind: 'assign', variable, node: expression(assignment[2] as string), loc: null };
  return { kind: 'evaluate', node: expression(source), loc: null };
}

function parseTerminator(source: string, expression: (source: string) => t.Expression): Terminator {
  const loc = null;
  let match = /^jump b(\d+)$/.exec(source);
  if (match) return { kind: 'jump', target: blockId(match[1]), loc };
  match = /^branch (.*) \? b(\d+) : b(\d+)$/.exec(source);
  if (match) {
    const [, test, consequent, alternate] = match as unknown as string[];
    return {
      kind: 'branch',
      test: expression(test as string),
      consequent: blockId(consequent),
      alternate: blockId(alternate),
      loc,
    };
  }
  match = /^switch (.*) \{ (.*?)(?:, )?else → b(\d+) \}$/.exec(source);
  if (match) {
    const [, discriminant, cases, fallback] = match as unknown as string[];
    return {
      kind: 'switch',
      discriminant: expression(discriminant as string),
      cases: splitOutsideBrackets(cases as string, ',').map((one) => {
        const [test, target] = one.split(' → b');
        return { test: expression(test as string), target: blockId(target) };
      }),
      fallback: blockId(fallback),
      loc,
    };
  }
  match = /^suspend (yield|delegate|transfer|await) (.*?)( shielded)?( last)? → b(\d+)$/.exec(source);
  if (match) {
    const [, how, operands, shielded, last, resume] = match as unknown as string[];
    return {
      kind: 'suspend',
      how: how as SuspendKind,
      operands: splitOutsideBrackets(operands as string, ',').map(expression),
      shielded: shielded !== undefined,
      ...(last === undefined ? {} : { last: true }),
      resume: blockId(resume),
      loc,
    };
  }
  match = /^return( injected)?(?: (.*))?$/.exec(source);
  if (match) {
    return {
      kind: 'return',
      injected: match[1] !== undefined,
      value: match[2] ? expression(match[2]) : null,
      loc,
    };
  }
  match = /^throw (.*)$/.exec(source);
  if (match) return { kind: 'throw', value: expression(match[1] as string), loc };
  throw new Error(`no terminator: ${source}`);
}

function parseRegions(lines: string[]): Region[] {
  const parsed = lines.map((line) => {
    const match = /^r(\d+)(?: in r(\d+))?: (?:throw → b(\d+))?(?:, )?(?:return → b(\d+))?$/.exec(line);
    if (!match) throw new Error(`no region: ${line}`);
    const [, id, parent, onThrow, onReturn] = match;
    const region: Region = {
      id: Number(id) as RegionId,
      parent: null,
      onThrow: onThrow === undefined ? null : blockId(onThrow),
      onReturn: onReturn === undefined ? null : blockId(onReturn),
    };
    return { region, parent };
  });
  const regions = parsed.map(({ region }) => region);
  for (const { region, parent } of parsed) {
    if (parent !== undefined) region.parent = regions.find(({ id }) => id === Number(parent)) ?? null;
  }
  return regions;
}

function splitOutsideBrackets(source: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of source) {
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    if (character === separator && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  if (part.trim() !== '') parts.push(part.trim());
  return parts;
}

function blockId(digits: string | undefined): BlockId {
  return Number(digits) as BlockId;
}
