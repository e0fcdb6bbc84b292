/** The text of a test through Babel and our plugin, and what came of it when nothing did. */
import { transformSync } from '@babel/core';

/** Why a test has no code to run. */
export class NotCompiled extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Syntax that Babel parses on demand, as whoever writes it asks for it. */
const PHASE = /\bimport\s*\.\s*(?:source|defer)\b/;
const PHASES = {
  plugins: ['sourcePhaseImports', 'deferredImportEvaluation'],
  createImportExpressions: true,
};

/**
 * @param {object} plugin
 * @param {{ functions: string, runtime: string }} options
 * @returns {(source: string, isModule: boolean) => string} throws NotCompiled
 */
export function compilerOf(plugin, options) {
  return (source, isModule) => {
    try {
      const { code } = transformSync(source, {
        configFile: false,
        babelrc: false,
        browserslistConfigFile: false,
        sourceType: isModule ? 'module' : 'script',
        compact: false,
        highlightCode: false,
        parserOpts: PHASE.test(source) ? PHASES : {},
        plugins: [[plugin, options]],
      });
      return code;
    } catch (error) {
      throw new NotCompiled(statusOf(error), reasonOf(error));
    }
  };
}

/** Refused in so many words, not parsed by Babel, or a defect of the compiler. */
function statusOf(error) {
  if (error.code === 'STACKLESS_COMPILE_ERROR') return 'refused';
  return error.code === 'BABEL_PARSE_ERROR' ? 'not parsed' : 'crashed';
}

function reasonOf(error) {
  const codes = error.diagnostics?.map(({ code }) => code);
  if (codes !== undefined && codes.length > 0) return [...new Set(codes)].join(', ');
  return `${error.name}: ${String(error.message)
    .split('\n')[0]
    .replace(/^(?:\/\S+|unknown(?: file)?): /, '')}`;
}
