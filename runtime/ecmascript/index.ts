/** What code compiled with `functions: 'all'` imports, beside the language's operations. */
export { rejecting, runAsync, settle } from './async-function.ts';
export { asyncGenerator, asyncYield, asyncYieldFrom } from './async-generator.ts';
export { forAwait } from './async-iteration.ts';
export {
  asyncFunction,
  asyncGeneratorFunction,
  asyncGeneratorMethod,
  asyncMethod,
  decorated,
  generatorFunction,
  generatorMethod,
  privateAsyncGenerator,
  privateGenerator,
} from './function-objects.ts';
export { generator, yieldFrom } from './generator.ts';
