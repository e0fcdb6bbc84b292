/** Waits until its signal is aborted: what native async functions have for a cancellation. */
const aborted = (signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

export async function run(size) {
  let ended = 0;
  async function waiter(signal) {
    try {
      await aborted(signal);
    } finally {
      ended++;
    }
  }
  // One for each: a signal looks at all of its listeners when it is given another.
  const controllers = [];
  const waiters = [];
  for (let i = 0; i < size; i++) {
    const controller = new AbortController();
    controllers.push(controller);
    waiters.push(waiter(controller.signal));
  }
  const settled = Promise.allSettled(waiters);
  const reason = new Error('cancelled');
  for (const controller of controllers) controller.abort(reason);
  await settled;
  return ended;
}
