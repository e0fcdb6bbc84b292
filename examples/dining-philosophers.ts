/**
 * Dijkstra's dining philosophers. Each one needs the forks at both sides of the plate; all take the one at the left first,
 * and then all wait for the one at the right, for ever. The run sees that nothing can wake anybody any more, and is
 * rejected with a dump of who waits for what. (The tasks are cancelled, and put their forks back.)
 *
 * Mended as Dijkstra did it: the forks have numbers, and everybody takes the lower one first.
 */
import { coroutine, DeadlockError, debug, Mutex, run, sleep, spawn, VirtualClock } from 'stackless';

// So that the dump knows lines and times as well.
debug({});

const NAMES = ['Aristotle', 'Hypatia', 'Plato', 'Socrates', 'Zeno'];
const MEALS = 3;

const dine = coroutine(async (first: Mutex, second: Mutex) => {
  for (let meal = 0; meal < MEALS; meal++) {
    using _one = await first.lock();
    await sleep(1);
    using _other = await second.lock();
    await sleep(10);
  }
});

async function dinner(inOrder: boolean): Promise<void> {
  const forks = NAMES.map(() => new Mutex());
  const clock = new VirtualClock();
  const meals = run(
    async () => {
      for (const [i, name] of NAMES.entries()) {
        const [left, right] = [i, (i + 1) % NAMES.length];
        const first = inOrder ? Math.min(left, right) : left;
        const second = left + right - first;
        spawn(dine(forks[first]!, forks[second]!), { name });
      }
    },
    { clock, name: 'dinner' },
  );
  try {
    await meals;
    console.log(`all have eaten ${MEALS} times after ${clock.now()} ms`);
  } catch (error) {
    if (!(error instanceof DeadlockError)) throw error;
    console.log(`deadlock after ${clock.now()} ms:\n${error.dump}`);
  }
  console.log(`forks in somebody's hands: ${forks.filter((fork) => fork.locked).length}`);
}

await dinner(false);
await dinner(true);
