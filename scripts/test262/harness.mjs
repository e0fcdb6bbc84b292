/** The suite's own scripts that a test asks for. They always run as they are: only the test is compiled. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

/** What stands before every test, unless it is `raw` (INTERPRETING.md, "Test262-Defined Bindings"). */
const ALWAYS = ['assert.js', 'sta.js'];

export class Harness {
  #folder;
  /** Compiled once a process, run once a realm. */
  #scripts = new Map();

  constructor(suite) {
    this.#folder = join(suite, 'harness');
  }

  /** @param {{ flags: readonly string[], includes: readonly string[] }} meta */
  runIn(context, { flags, includes }) {
    if (flags.includes('raw')) return;
    const asyncOnes = flags.includes('async') ? ['doneprintHandle.js'] : [];
    for (const name of new Set([...ALWAYS, ...asyncOnes, ...includes]))
      this.#script(name).runInContext(context);
  }

  #script(name) {
    let script = this.#scripts.get(name);
    if (script === undefined) {
      const filename = join(this.#folder, name);
      script = new vm.Script(readFileSync(filename, 'utf8'), { filename });
      this.#scripts.set(name, script);
    }
    return script;
  }
}
