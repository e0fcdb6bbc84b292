/** Programs for tests of the runtime, through the compiler: what the body returns, with the runtime's exports in scope. */
import * as abi from '../../runtime/emitted.ts';
import * as main from '../../runtime/index.ts';
import { build } from '../fixtures/columns.ts';

const names = Object.keys(main).join(', ');
const modules: Record<string, object> = { stackless: main, 'stackless/abi': abi };

/** Runs `body`, the text of a function's body, and gives what it returns. */
export async function compiled<T>(body: string, plugin: Readonly<Record<string, unknown>> = {}): Promise<T> {
  const source = `const { ${names} } = require('stackless');
const go = (main) => run(main(), { clock: new VirtualClock() });
const codeOf = (f) => { try { f(); return 'no error'; } catch (e) { return e.code ?? e.message; } };
module.exports = async () => { ${body} };`;
  const program = await build('compiled', {
    source,
    file: 'program.cjs',
    language: 'cjs',
    plugin,
  });
  const module: { exports: () => Promise<T> } = { exports: () => Promise.reject(new Error('no program')) };
  new Function('require', 'module', program.code)((name: string) => modules[name], module);
  return module.exports();
}
