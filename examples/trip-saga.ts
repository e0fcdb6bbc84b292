/**
 * Calls to other services, written the way one thinks of them.
 *
 * A *hedged* request asks a second replica when the first has been silent for a while. The first answer counts, and the
 * other request is cancelled. It costs a few requests more, and cuts off the slow tail.
 *
 * A *saga* books a trip at four services that know nothing of one another. When one of them refuses, or the time is up in
 * the midst of a request, what has been booked is cancelled, last first: in a disposal, which may wait, and which nobody
 * can cancel.
 *
 * Services and network are simulated on a virtual clock: the times are exact, and the program takes none.
 */
import { all, coroutine, map, race, retry, run, sleep, TimeoutError, timeout, VirtualClock } from 'stackless';

const clock = new VirtualClock();
const log = (text: string): void => console.log(`${String(clock.now()).padStart(4)} ms  ${text}`);

/** Whole numbers below `n`, the same in every run. */
function seeded(seed: number): (n: number) => number {
  return (n) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
}

// ---- hedged requests

/** Answers in 5 to 15 ms, but once in fifty times in 300. */
class Replica {
  asked = 0;
  cancelled = 0;
  readonly #random: (n: number) => number;

  constructor(seed: number) {
    this.#random = seeded(seed);
  }

  readonly quote = coroutine(async (trip: number) => {
    this.asked++;
    const latency = this.#random(50) === 0 ? 300 : 5 + this.#random(11);
    let answered = false;
    try {
      await sleep(latency);
      answered = true;
      return 100 + (trip % 7);
    } finally {
      if (!answered) this.cancelled++;
    }
  });
}

/** Coroutines start when they are awaited: what is given here has done nothing before its time has come. */
const later = coroutine(async <T>(ms: number, what: PromiseLike<T>) => {
  await sleep(ms);
  return await what;
});

const PATIENCE = 20;

const alone = coroutine(async (trip: number, first: Replica) => await first.quote(trip));

const hedged = coroutine(
  async (trip: number, first: Replica, second: Replica) =>
    await race([first.quote(trip), later(PATIENCE, second.quote(trip))]),
);

const measure = coroutine(async (name: string, ask: typeof hedged | typeof alone) => {
  const first = new Replica(1);
  const second = new Replica(2);
  const trips = Array.from({ length: 2_000 }, (_, trip) => trip);
  const times = await map(trips, 50, async (trip) => {
    const started = clock.now();
    const price = await ask(trip, first, second);
    if (price !== 100 + (trip % 7)) throw new Error(`trip ${trip} does not cost ${price}`);
    return clock.now() - started;
  });
  times.sort((a, b) => a - b);
  const [median, slow] = [0.5, 0.99].map((part) => times[Math.floor(part * times.length)]);
  const asked = first.asked + second.asked;
  const cancelled = first.cancelled + second.cancelled;
  console.log(
    `${name}: half within ${median} ms, 99 % within ${slow} ms, ${asked} requests, ${cancelled} cancelled`,
  );
});

// ---- a saga

class Unavailable extends Error {}
class Refused extends Error {}

const HOP = 10;

/** Somewhere else: a request takes its time to get there, to be worked on, and to come back. */
class Service {
  readonly name: string;
  readonly booked = new Set<string>();
  /** How many requests it is down for. */
  down = 0;
  refuses = '';
  readonly #work: number;

  constructor(name: string, work: number) {
    this.name = name;
    this.#work = work;
  }

  readonly book = coroutine(async (traveller: string) => {
    await this.#request(() => {
      if (this.refuses === traveller) throw new Refused(`no ${this.name} for ${traveller}`);
      this.booked.add(traveller);
    });
    log(`${traveller}: ${this.name} booked`);
  });

  /** May be asked for what was never booked: who broke a request off does not know whether it had arrived. */
  readonly cancel = coroutine(async (traveller: string) => {
    const there = await this.#request(() => this.booked.delete(traveller));
    log(`${traveller}: ${this.name} ${there ? 'cancelled' : 'was not booked'}`);
  });

  readonly #request = coroutine(async <T>(work: () => T) => {
    return await retry({ attempts: 5, delay: 20, jitter: 0, when: isTransient }, async (attempt) => {
      await sleep(HOP);
      if (this.down > 0) {
        this.down--;
        log(`${this.name}: down, attempt ${attempt}`);
        throw new Unavailable(`${this.name} is down`);
      }
      await sleep(this.#work);
      const answer = work();
      await sleep(HOP);
      return answer;
    });
  });
}

const isTransient = (error: unknown): boolean => error instanceof Unavailable;

/** Remembers how to undo each step. Unless it is told that all is well, it does so when it is disposed of. */
class Saga {
  #undos: PromiseLike<void>[] = [];

  /** The undoing comes first: a step that is cancelled half-way may have been done. */
  async step(act: PromiseLike<void>, undo: PromiseLike<void>): Promise<void> {
    'use coroutine';
    this.#undos.push(undo);
    await act;
  }

  complete(): void {
    this.#undos = [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    'use coroutine';
    for (const undo of this.#undos.reverse()) await undo;
  }
}

const flight = new Service('flight', 40);
const hotel = new Service('hotel', 20);
const car = new Service('car', 60);
const payment = new Service('payment', 30);

const bookTrip = coroutine(async (traveller: string) => {
  await using saga = new Saga();
  const step = (service: Service) => saga.step(service.book(traveller), service.cancel(traveller));
  await step(flight);
  await all([step(hotel), step(car)]);
  await step(payment);
  saga.complete();
});

const tryToBook = coroutine(async (traveller: string, ms: number) => {
  try {
    await timeout(ms, bookTrip(traveller));
    log(`${traveller} travels`);
  } catch (error) {
    if (!(error instanceof TimeoutError || error instanceof Refused)) throw error;
    log(`${traveller} stays at home: ${error.message}`);
  }
});

await run(
  async () => {
    await tryToBook('Ada', 1_000);

    // The car is under way when the hotel refuses.
    hotel.refuses = 'Ben';
    await tryToBook('Ben', 1_000);

    // The car's service has a bad day; and the payment has been made, but not answered, when the time is up.
    car.down = 2;
    await tryToBook('Cleo', 265);

    for (const { name, booked } of [flight, hotel, car, payment]) console.log(`${name}: ${[...booked]}`);

    await measure('alone ', alone);
    await measure('hedged', hedged);
  },
  { clock },
);
