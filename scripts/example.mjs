/**
 * `npm run example -- NAME [arguments]`: compiles the program `examples/NAME.ts` and runs it. Without a name it lists them.
 */
import { join } from 'node:path';
import { compile, names, runProgram } from './setup/examples.mjs';

const [name, ...args] = process.argv.slice(2);
if (name === undefined || !names().includes(name)) {
  console.error(`npm run example -- NAME [arguments]\n\n  ${names().join('\n  ')}`);
  process.exitCode = 2;
} else {
  try {
    const compiled = await compile(join('examples', `${name}.ts`));
    process.exitCode = await runProgram(join(compiled, `${name}.js`), args);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
