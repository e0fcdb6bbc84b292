/**
 * A web server, each request of which is a small program. It asks four services, some at once and some after others, in a
 * scope with a deadline: when the time is up, or a service fails, or the client goes away, all that was begun for the
 * request is cancelled, and has ended, before the request is over. No signal or token is passed down for that. What is
 * passed down, unseen, is the number of the request: a context value.
 *
 * Then 2,000 requests come, 100 at once. Some services never answer, some are down, some clients do not wait. Each one gets
 * the answer it should, and in the end no service still works for nobody.
 */
import {
  all,
  context,
  coroutine,
  fromPromise,
  map,
  realClock,
  run,
  ScopeError,
  scope,
  sleep,
  spawn,
  TimeoutError,
  timeout,
  withContext,
} from 'stackless';
import { type Exchange, listenHttp, serve } from 'stackless/node';

// ---- the services

const requestId = context(0, 'request');

class Unavailable extends Error {}

/** What becomes of a request follows from its number, so that the clients know what to expect. */
const hangs = (id: number): boolean => id % 50 === 3;
const fails = (id: number): boolean => id % 50 === 17;
const isImpatient = (id: number): boolean => id % 50 === 42;

class Service {
  readonly name: string;
  begun = 0;
  underWay = 0;

  constructor(name: string) {
    this.name = name;
  }

  readonly ask = coroutine(async (what: string) => {
    this.begun++;
    this.underWay++;
    try {
      await sleep(5);
      const id = requestId.get();
      if (this.name === 'stock' && (hangs(id) || isImpatient(id))) await sleep(600_000);
      if (this.name === 'price' && fails(id)) throw new Unavailable(`${this.name} is down`);
      return `${this.name} of ${what}`;
    } finally {
      this.underWay--;
    }
  });
}

const [catalogue, reviews, price, stock] = ['catalogue', 'reviews', 'price', 'stock'].map(
  (name) => new Service(name),
) as [Service, Service, Service, Service];

// ---- the server

const TIME_LIMIT = 2_000;

const report = coroutine(async (id: number) => {
  const opinions = spawn(reviews.ask(`item ${id}`));
  const item = await catalogue.ask(`item ${id}`);
  const offer = await all({ price: price.ask(item), stock: stock.ask(item) });
  return { item, ...offer, reviews: await opinions };
});

const handler = coroutine(async (exchange: Exchange) => {
  const id = Number(exchange.url.slice('/items/'.length));
  if (!(id > 0)) return await exchange.reply(404);
  await withContext(requestId, id, async () => {
    const deadline = realClock.now() + TIME_LIMIT;
    try {
      const found = await scope(async () => await report(id), { deadline });
      await exchange.reply(200, JSON.stringify(found), { 'content-type': 'application/json' });
    } catch (error) {
      // The time may be up while something fails: what came first is the answer.
      const first = error instanceof ScopeError ? error.cause : error;
      if (first instanceof TimeoutError) await exchange.reply(504, 'it took too long');
      else if (first instanceof Unavailable) await exchange.reply(503, first.message);
      else throw error;
    }
  });
});

// ---- the clients

const REQUESTS = Number(process.argv[2] ?? 2_000);
const AT_ONCE = 100;
const PATIENCE = 50;

const get = (url: string) =>
  fromPromise(async (signal) => {
    const response = await fetch(url, { signal });
    return { status: response.status, text: await response.text() };
  });

/** The status, and whether it is the one to be expected. */
const client = coroutine(async (origin: string, id: number) => {
  const url = `${origin}/items/${id}`;
  if (isImpatient(id)) {
    try {
      await timeout(PATIENCE, get(url));
    } catch (error) {
      if (error instanceof TimeoutError) return 'gave up';
      throw error;
    }
  }
  const { status, text } = await get(url);
  const item = `item ${id}`;
  const expected = hangs(id) ? 504 : fails(id) ? 503 : 200;
  const isRight = status === expected && (status !== 200 || JSON.parse(text).item === `catalogue of ${item}`);
  return `${status}${isRight ? '' : ', which is wrong'}`;
});

await run(async () => {
  const listener = await listenHttp({ port: 0, host: '127.0.0.1' });
  const server = spawn(async () => await serve(listener, handler, { onFailure: console.error }));
  const origin = `http://127.0.0.1:${listener.port}`;

  const started = performance.now();
  const ids = Array.from({ length: REQUESTS }, (_, i) => i + 1);
  const times: number[] = [];
  const answers = await map(ids, AT_ONCE, async (id) => {
    const began = performance.now();
    const answer = await client(origin, id);
    times.push(performance.now() - began);
    return answer;
  });
  const ms = performance.now() - started;

  for (const answer of [...new Set(answers)].sort())
    console.log(`${answers.filter((one) => one === answer).length} × ${answer}`);
  await listener.close();
  await server;
  const services = [catalogue, reviews, price, stock];
  console.log(
    `under way at the end: ${services.map(({ name, underWay }) => `${name} ${underWay}`).join(', ')}`,
  );
  times.sort((a, b) => a - b);
  console.log(
    `half of the requests within ${times[REQUESTS >> 1]?.toFixed(0)} ms, ${((1_000 * REQUESTS) / ms).toFixed(0)} in a second`,
  );
});
