/** Whether a source holds a function that `functions: 'all'` compiles: a generator, an async function or both. */
import { types } from '@babel/core';
import { parse } from '@babel/parser';
import { withoutFrontMatter } from './front-matter.mjs';

/** Without either no such function can be spelled: neither keyword may be written with escapes. */
const MAY_HOLD = /\basync\b|\*/;
/** Where Babel cannot parse, the text has to do. Every form but a shorthand method `*name` is told by these. */
const SPELLED = /\basync\s+function\b|\basync\s*\(|\basync\s+[\w$]+\s*=>|\bfunction\s*\*|\basync\s*\*/;

const SYNTAX = [
  'decorators',
  'decoratorAutoAccessors',
  'explicitResourceManagement',
  'importAttributes',
  'deferredImportEvaluation',
  'sourcePhaseImports',
];

/** @param {string} source @param {boolean} isModule */
export function containsCompiledFunction(source, isModule) {
  const text = withoutFrontMatter(source);
  if (!MAY_HOLD.test(text)) return false;
  const file = tryParse(text, isModule);
  if (file === null) return SPELLED.test(text);
  let found = false;
  types.traverseFast(file, (node) => {
    if (!found && types.isFunction(node)) found = node.async === true || node.generator === true;
  });
  return found;
}

function tryParse(text, isModule) {
  try {
    return parse(text, { sourceType: isModule ? 'module' : 'script', errorRecovery: true, plugins: SYNTAX });
  } catch {
    return null;
  }
}
