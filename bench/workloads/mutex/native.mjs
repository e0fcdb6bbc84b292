const TASKS = 100;

/** Handed from one to the next, first come, first served. */
class Mutex {
  #locked = false;
  #waiting = [];

  lock() {
    if (this.#locked) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#locked = true;
  }

  unlock() {
    if (this.#waiting.length > 0) this.#waiting.shift()();
    else this.#locked = false;
  }
}

export async function run(size) {
  const mutex = new Mutex();
  let total = 0;
  async function adding(times) {
    for (let i = 0; i < times; i++) {
      await mutex.lock();
      try {
        const before = total;
        await undefined;
        total = before + 1;
      } finally {
        mutex.unlock();
      }
    }
  }
  const tasks = [];
  for (let n = 0; n < TASKS; n++) tasks.push(adding(size / TASKS));
  await Promise.all(tasks);
  return total;
}
