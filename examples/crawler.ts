/**
 * A polite crawler. Every page is a task that spawns one for each link nobody has followed yet, so the crawl is over when
 * its scope is: nothing counts what is under way. Three locks bound it: so many requests in all, so many to one host, and
 * a pause between two requests to the same host.
 *
 * The program serves the site itself, on five hosts (ports) of 100 pages each, and that site is as bad as real ones: some
 * pages answer 503 the first time, some hang, a link leads nowhere. It counts who asks for what, and how often.
 */
import {
  coroutine,
  fromPromise,
  Mutex,
  retry,
  run,
  Semaphore,
  scope,
  sleep,
  spawn,
  timeout,
} from 'stackless';
import { type Exchange, listenHttp, serve } from 'stackless/node';

// ---- the crawler

const AT_ONCE = 8;
const AT_ONCE_PER_HOST = 2;
const PAUSE = 5;
const PATIENCE = 1_000;

class HttpError extends Error {
  readonly status: number;
  constructor(url: string, status: number) {
    super(`${url} answers ${status}`);
    this.status = status;
  }
}

/** What the client has got wrong stays wrong; all else may be better the next time. */
const mayPass = (error: unknown): boolean => !(error instanceof HttpError && error.status < 500);

/** Broken off when whoever waits for it is cancelled, or the time is up. */
const download = (url: string) =>
  fromPromise(async (signal) => {
    const response = await fetch(url, { signal });
    const text = await response.text();
    if (!response.ok) throw new HttpError(url, response.status);
    return text;
  });

class Politeness {
  readonly #slots = new Semaphore(AT_ONCE_PER_HOST);
  readonly #turn = new Mutex();

  readonly get = coroutine(async (url: string, everybody: Semaphore) => {
    using _slot = await this.#slots.acquire();
    using _one = await everybody.acquire();
    {
      using _turn = await this.#turn.lock();
      await sleep(PAUSE);
    }
    return await timeout(PATIENCE, download(url));
  });
}

const crawl = coroutine(async (start: string) => {
  const everybody = new Semaphore(AT_ONCE);
  const hosts = new Map<string, Politeness>();
  const seen = new Set<string>();
  const found = new Set<string>();
  const broken: unknown[] = [];

  await scope(async (pages) => {
    const visit = coroutine(async (url: string) => {
      const { host } = new URL(url);
      const politeness = hosts.get(host) ?? new Politeness();
      hosts.set(host, politeness);
      try {
        const text = await retry({ attempts: 4, delay: 20, when: mayPass }, async () => {
          return await politeness.get(url, everybody);
        });
        found.add(url);
        for (const [, link = ''] of text.matchAll(/href="(.*?)"/g)) follow(new URL(link, url).href);
      } catch (error) {
        broken.push(error);
      }
    });

    function follow(url: string): void {
      if (seen.has(url)) return;
      seen.add(url);
      pages.spawn(visit(url), { name: url });
    }

    follow(start);
  });
  return { found, broken };
});

// ---- the site

const HOSTS = 5;
const PAGES = 100;

/** One host of the site, and what it has seen of its visitors. */
class Host {
  static readonly all: Host[] = [];
  static underWay = 0;
  static mostAtOnce = 0;
  port = 0;
  underWay = 0;
  mostAtOnce = 0;
  requests = 0;
  /** Requests whose client went away before the answer. */
  left = 0;
  readonly #visited = new Set<string>();

  readonly handler = coroutine(async (exchange: Exchange) => {
    const page = Number(exchange.url.slice(1));
    const first = !this.#visited.has(exchange.url);
    this.#visited.add(exchange.url);
    this.requests++;
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.underWay);
    Host.mostAtOnce = Math.max(Host.mostAtOnce, ++Host.underWay);
    try {
      await sleep(5);
      if (!(page < PAGES)) await exchange.reply(404);
      else if (first && page % 9 === 4) await exchange.reply(503);
      else {
        if (first && page === 50) await sleep(600_000);
        await exchange.reply(200, this.links(page), { 'content-type': 'text/html' });
      }
    } finally {
      this.underWay--;
      Host.underWay--;
      if (exchange.gone) this.left++;
    }
  });

  /** Three pages of this host, one of the next; and one that is not there. */
  links(page: number): string {
    const { port } = Host.all[(Host.all.indexOf(this) + 1) % HOSTS] as Host;
    const links = [2 * page + 1, 2 * page + 2, page + 7].map((n) => `/${n % PAGES}`);
    links.push(`http://127.0.0.1:${port}/${(3 * page) % PAGES}`);
    if (page === 10) links.push('/nowhere');
    return links.map((link) => `<a href="${link}">a page</a>`).join('\n');
  }
}

await run(async () => {
  for (let i = 0; i < HOSTS; i++) {
    const host = new Host();
    const listener = await listenHttp({ port: 0, host: '127.0.0.1' });
    host.port = listener.port;
    Host.all.push(host);
    // A daemon: it is cancelled once there is nobody left but daemons.
    spawn(async () => await serve(listener, host.handler), { daemon: true });
  }

  const started = performance.now();
  const { found, broken } = await crawl(`http://127.0.0.1:${Host.all[0]?.port}/0`);
  const ms = performance.now() - started;

  const sum = (key: 'requests' | 'left') => Host.all.reduce((sum, host) => sum + host[key], 0);
  const retries = sum('requests') - found.size - broken.length;
  console.log(
    `${found.size} pages, ${broken.length} broken links, ${retries} retries, ${sum('left')} given up`,
  );
  const bounded = Host.mostAtOnce <= AT_ONCE && Host.all.every((host) => host.mostAtOnce <= AT_ONCE_PER_HOST);
  console.log(`never more than ${AT_ONCE} at once, and ${AT_ONCE_PER_HOST} at one host: ${bounded}`);
  const polite = Host.all.every(({ requests }) => requests * PAUSE <= ms);
  console.log(`never more often than every ${PAUSE} ms at one host: ${polite}`);
});
