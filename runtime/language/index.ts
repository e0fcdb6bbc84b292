/** The language's own operations, for compiled code that can no longer leave them to the engine. */
export { asyncIterate } from './async-iteration.ts';
export { disposables } from './disposal.ts';
export { keysOf } from './enumeration.ts';
export { isObject, iterate } from './iteration.ts';
export {
  append,
  bind,
  call,
  coercible,
  construct,
  heritage,
  notConstructor,
  omit,
  propertyKey,
  toKey,
} from './operands.ts';
export { DEAD_ZONE, guard, initialized } from './references.ts';
