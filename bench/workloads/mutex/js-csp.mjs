import csp from 'js-csp';

const TASKS = 100;

/** The lock is a value in a channel. */
function* main(size, done) {
  const mutex = csp.chan(1);
  yield csp.put(mutex, 'lock');
  let total = 0;
  function* adding(times) {
    for (let i = 0; i < times; i++) {
      const lock = yield csp.take(mutex);
      const before = total;
      yield undefined;
      total = before + 1;
      yield csp.put(mutex, lock);
    }
  }
  const tasks = [];
  for (let n = 0; n < TASKS; n++) tasks.push(csp.go(adding, [size / TASKS]));
  for (const task of tasks) yield csp.take(task);
  done(total);
}

export const run = (size) => new Promise((done) => csp.go(main, [size, done]));
