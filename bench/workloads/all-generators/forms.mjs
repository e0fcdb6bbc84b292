// The forms that the other workloads leave out: methods, and functions that use what is outside of them.
import { coroutine } from 'stackless';

class Counter {
  #step = 1;

  *values(n) {
    'use coroutine';
    for (let i = 0; i < n; i += this.#step) yield i;
  }

  static *echo(n) {
    'use coroutine';
    let x = 0;
    while (n-- > 0) x = ((yield x) | 0) + 1;
  }
}

const literal = {
  *values(n) {
    'use coroutine';
    for (let i = 0; i < n; i++) yield i;
  },
};

function* declared(n) {
  'use coroutine';
  for (let i = 0; i < n; i++) yield i;
}

const counter = new Counter();

export const method = (n) => counter.values(n);
export const staticMethod = (n) => Counter.echo(n);
export const objectMethod = (n) => literal.values(n);
export const declaration = (n) => declared(n);

/** Delegates to something that is only iterable. */
export const list = coroutine(function* (n) {
  yield* Array.from({ length: n }, (_, i) => i);
});
