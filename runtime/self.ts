import type { Coroutine, Operation } from './api.ts';
import { SelfRequest } from './operation.ts';

const request = /* @__PURE__ */ new SelfRequest();

/**
 * `yield* self()`: the running coroutine, without a suspension. In a delegated one, the root of the chain: whom somebody
 * resumes, and whom others may transfer to.
 */
export function self(): Operation<Coroutine<any, any, any>> {
  return request as unknown as Operation<Coroutine<any, any, any>>;
}
