/**
 * The function that is left: a shell that keeps the spills, and the step.
 *
 *   const range = (n) => {
 *     let i;
 *     const range = (frame, state, value, mode) => { for (;;) switch (state) { … } };
 *     return new _Coroutine(range);
 *   };
 *
 * The step is an arrow, so `this`, `arguments`, `super` and `new.target` are the shell's.
 */
import { t } from '../babel.ts';
import type { Dialect, IRFunction, Variable } from '../ir/types.ts';
import { eachUse } from '../ir/visit.ts';
import type { FreeNames } from '../syntax/free-names.ts';
import { ClosureCopies } from './closures.ts';
import { contractOf, outcomeOf, type StepContract } from './contract.ts';
import type { StepNames } from './names.ts';
import { nameVariables, stepNames } from './names.ts';
import { emitDispatch } from './regions.ts';
import type { RuntimeImport } from './states.ts';
import { emitStates } from './states.ts';

/** The body of the shell: hoisted functions, spills, step, and the coroutine that comes back. */
export function emitShell(
  fn: IRFunction,
  functions: readonly t.Statement[],
  names: FreeNames,
  form: { readonly dialect: Dialect; readonly holder: string | null; readonly usesReceiver: boolean },
  runtimeImport: RuntimeImport,
): t.Statement[] {
  const contract = contractOf(fn.kind, form.dialect);
  const used = usedVariables(fn);
  const holds =
    form.usesReceiver || [...fn.variables].some(({ kind, spilled }) => kind === 'parameter' || spilled);
  const chosen = stepNames(fn.name, names, holds && contract.letsGo);
  nameVariables(fn, chosen, names);
  const own = [...used].filter(({ kind }) => kind !== 'parameter' && kind !== 'received');
  const step = emitStep(
    fn,
    own.filter(({ spilled }) => !spilled),
    chosen,
    names,
    contract,
    runtimeImport,
  );
  const made = outcomeOf(fn.kind, form.dialect, chosen.step, form.holder, runtimeImport);
  step.loc = fn.loc;
  return [
    ...functions,
    ...declare(own.filter(({ spilled }) => spilled)),
    t.variableDeclaration('const', [t.variableDeclarator(t.identifier(chosen.step), step)]),
    t.returnStatement(made),
  ];
}

function emitStep(
  fn: IRFunction,
  locals: readonly Variable[],
  names: StepNames,
  free: FreeNames,
  contract: StepContract,
  runtimeImport: RuntimeImport,
): t.ArrowFunctionExpression {
  const states = emitStates(fn, names, new ClosureCopies(fn, free), contract, runtimeImport);
  const { body, readsMode } = emitDispatch(fn, states, names, contract);
  const parameters = [names.frame, names.state, names.value].map((name) => t.identifier(name));
  // Left out where nothing looks at it.
  if (readsMode) parameters.push(t.identifier(names.mode));
  return t.arrowFunctionExpression(parameters, t.blockStatement([...declare(locals), body]));
}

function declare(variables: readonly Variable[]): t.Statement[] {
  if (variables.length === 0) return [];
  // In sloppy code a variable may be called `let`, if it is a `var`.
  const kind = variables.some(({ name }) => name === 'let') ? 'var' : 'let';
  return [
    t.variableDeclaration(
      kind,
      variables.map(({ name }) => t.variableDeclarator(t.identifier(name))),
    ),
  ];
}

/** Those that occur at all; the passes may have made some superfluous. */
function usedVariables(fn: IRFunction): Set<Variable> {
  const used = new Set<Variable>();
  for (const { instructions, terminator } of fn.blocks.values()) {
    for (const operation of [...instructions, terminator]) {
      if (operation.kind === 'assign') used.add(operation.variable);
      eachUse(operation, fn.references, (variable) => used.add(variable));
    }
  }
  // A function that the shell hoists may be the only one to name a variable.
  for (const variable of fn.variables) if (variable.captured) used.add(variable);
  return used;
}
