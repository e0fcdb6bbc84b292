/** Channels beside events, iterables and streams. */
import { EventEmitter } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import {
  type AsyncCoroutine,
  aborted,
  Channel,
  channelOf,
  events,
  type Receiver,
  readableStreamOf,
  select,
  senderOf,
  sleep,
  spawn,
  writableStreamOf,
} from '../../runtime/index.ts';
import { senderOf as nodeSenderOf, readableOf, signals, writableOf } from '../../runtime/node/index.ts';
import { asyncGeneratorOf, asyncOf, type Body, emit, go, inFinally } from './async-body.ts';

const task = <R>(body: Body<R>): AsyncCoroutine<R> => asyncOf('task', body);

/** All that is received until the end; what ended it, if it was an error. */
// biome-ignore lint/suspicious/noExplicitAny: what an await gives back, only the test knows
function* drained(receiver: Receiver<unknown>): Generator<unknown, unknown[], any> {
  const all: unknown[] = [];
  const iterator = receiver[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = yield iterator.next();
      if (done) return all;
      all.push(value);
    }
  } catch (e) {
    return [...all, (e as Error).message];
  }
}

/** Gives 1 for ever, and says when it is closed. */
function* ones(closed: () => void): Generator<number> {
  try {
    for (;;) yield 1;
  } finally {
    closed();
  }
}

describe('events', () => {
  test('of an EventTarget and of an emitter, from when it is called until it is disposed', async () => {
    const target = new EventTarget();
    const emitter = new EventEmitter();
    const seen = await go(function* () {
      const clicks = events<Event>(target, 'click');
      const data = events<unknown>(emitter, 'data');
      target.dispatchEvent(new Event('click'));
      emitter.emit('data', 1);
      emitter.emit('data', 2, 'two');
      emitter.emit('data');
      setTimeout(() => emitter.emit('data', 'later'), 1);
      const seen: unknown[] = [((yield clicks.receive()) as Event).type];
      for (let n = 0; n < 4; n++) seen.push(yield data.receive());
      expect(emitter.listenerCount('data')).toBe(1);
      data[Symbol.dispose]();
      clicks[Symbol.dispose]();
      expect(emitter.listenerCount('data')).toBe(0);
      expect(yield* drained(data)).toEqual([]);
      return seen;
    });
    expect(seen).toEqual(['click', 1, [2, 'two'], undefined, 'later']);
    expect(() => events({} as never, 'x')).toThrow(TypeError);
  });

  test('keep the last 16, or what was asked for', async () => {
    const emitter = new EventEmitter();
    const seen = await go(function* () {
      const last = events<number>(emitter, 'n');
      const first = events<number>(emitter, 'n', { capacity: 2, overflow: 'drop-newest' });
      for (let n = 0; n < 20; n++) emitter.emit('n', n);
      const seen = [yield last.receive(), yield first.receive(), yield first.receive(), first.tryReceive()];
      last.cancel();
      first.cancel();
      return seen;
    });
    expect(seen).toEqual([4, 0, 1, undefined]);
  });

  test('waiting for one is no deadlock, and a cancelled wait takes nothing', async () => {
    const emitter = new EventEmitter();
    const got = await go(function* () {
      const data = events<string>(emitter, 'data');
      const waiting = spawn(
        task(function* () {
          return yield data.receive();
        }),
      );
      yield sleep(1);
      yield waiting.cancel();
      setTimeout(() => emitter.emit('data', 'kept'), 5);
      const value = yield data.receive();
      data.cancel();
      return value;
    });
    expect(got).toBe('kept');
  });
});

describe('channelOf', () => {
  test('an iterable, an async iterable, a coroutine, a web stream, a Node stream', async () => {
    const seen = await go(function* () {
      const coroutine = asyncGeneratorOf('numbers', function* () {
        yield emit(1);
        yield sleep(1);
        yield emit(2);
      });
      const asynchronous = (async function* () {
        yield 'a';
        yield 'b';
      })();
      const web = new ReadableStream({
        start(controller) {
          controller.enqueue('web');
          controller.close();
        },
      });
      const all: unknown[] = [];
      for (const source of [[1, 2, 3], asynchronous, coroutine, web, Readable.from(['x', 'y'])])
        all.push(yield* drained(channelOf(source as Iterable<unknown>)));
      return all;
    });
    expect(seen).toEqual([[1, 2, 3], ['a', 'b'], [1, 2], ['web'], ['x', 'y']]);
    expect(() => channelOf(5 as never)).toThrow(TypeError);
    expect(() => channelOf([], -1)).toThrow(RangeError);
  });

  test('takes no more than there is room for, and one at hand', async () => {
    let taken = 0;
    function* numbers(): Generator<number> {
      for (;;) yield ++taken;
    }
    await go(function* () {
      const channel = channelOf(numbers(), 2);
      yield sleep(1);
      expect(taken).toBe(3);
      yield channel.receive();
      yield sleep(1);
      expect(taken).toBe(4);
      channel.cancel();
    });
  });

  test('a source that fails ends the channel with its error, after what came before', async () => {
    function* failing(): Generator<number> {
      yield 1;
      throw new Error('broken');
    }
    const seen = await go(function* () {
      return yield* drained(channelOf(failing(), 5));
    });
    expect(seen).toEqual([1, 'broken']);
  });

  test('cancelling it closes the source: where it waits for room, and where it waits for a value', async () => {
    const log: string[] = [];
    const never = new Promise<never>(() => {});
    const web = new ReadableStream({ pull: () => never, cancel: () => void log.push('web stream closed') });
    const node = new PassThrough();
    const coroutine = asyncGeneratorOf('coroutine', function* () {
      try {
        yield sleep(60_000);
      } finally {
        yield inFinally(sleep(1));
        log.push('coroutine closed');
      }
    });
    const full = ones(() => log.push('iterable closed'));
    await go(function* () {
      for (const source of [full, web, node, coroutine]) {
        const channel = channelOf(source as Iterable<unknown>);
        if (source === full) yield channel.receive();
        yield sleep(1);
        channel.cancel('enough');
        expect(yield* drained(channel)).toEqual([]);
        yield sleep(5);
      }
    });
    expect(log).toEqual(['iterable closed', 'web stream closed', 'coroutine closed']);
    expect(node.destroyed).toBe(true);
  });

  test('the end of its scope closes the source, and ends the channel', async () => {
    const log: string[] = [];
    let channel!: Receiver<number>;
    await go(function* () {
      yield spawn(
        task(function* () {
          channel = channelOf(ones(() => log.push('closed')));
          yield channel.receive();
        }),
      );
      expect(yield* drained(channel)).toEqual([expect.stringMatching('cancelled')]);
    });
    expect(log).toEqual(['closed']);
  });
});

describe('web streams', () => {
  test('readableStreamOf takes a value for each read, none in advance; its end and its cause follow', async () => {
    await go(function* () {
      const channel = new Channel<number>(3);
      for (const n of [1, 2, 3]) channel.trySend(n);
      const reader = readableStreamOf(channel).getReader();
      expect(yield reader.read()).toEqual({ value: 1, done: false });
      expect(channel.length).toBe(2);
      channel.close(new Error('cause'));
      expect(yield reader.read()).toEqual({ value: 2, done: false });
      expect(yield reader.read()).toEqual({ value: 3, done: false });
      yield expect(reader.read()).rejects.toThrow('cause');

      const ended = new Channel<number>();
      ended.close();
      expect(yield readableStreamOf(ended).getReader().read()).toEqual({ value: undefined, done: true });
    });
  });

  test('cancelling the stream cancels the channel, while it waits too', async () => {
    await go(function* () {
      const channel = new Channel<number>();
      const reader = readableStreamOf(channel).getReader();
      const read = reader.read();
      yield sleep(1);
      yield reader.cancel('enough');
      expect(yield read).toEqual({ value: undefined, done: true });
      expect(channel.closed).toBe(true);
    });
  });

  test('writableStreamOf sends what is written; close closes, abort fails and takes back', async () => {
    await go(function* () {
      const channel = new Channel<number>();
      const writer = writableStreamOf(channel).getWriter();
      const written = writer.write(1);
      yield sleep(1);
      expect(yield channel.receive()).toBe(1);
      yield written;
      yield writer.close();
      expect(channel.closed).toBe(true);

      const cut = new Channel<number>();
      const second = writableStreamOf(cut).getWriter();
      second.write(2).catch(() => {});
      second.closed.catch(() => {});
      yield sleep(1);
      yield second.abort(new Error('why'));
      expect(yield* drained(cut)).toEqual(['why']);
    });
  });

  test('senderOf writes in order, waits for each, and closes; what fails fails the scope', async () => {
    const log: unknown[] = [];
    const sink = (): WritableStream<number> =>
      new WritableStream({
        write: (n) => {
          if (n === 13) throw new Error('unlucky');
          log.push(n);
        },
        close: () => void log.push('closed'),
        abort: (reason) => void log.push(`aborted ${(reason as Error).message}`),
      });
    await go(function* () {
      const sender = senderOf(sink());
      for (const n of [1, 2]) yield sender.send(n);
      sender.close();
      yield sleep(1);
      senderOf(sink()).close(new Error('cause'));
    });
    expect(log).toEqual([1, 2, 'closed', 'aborted cause']);
    await expect(
      go(function* () {
        const sender = senderOf(sink());
        yield sender.send(13);
        yield sender.send(14);
      }),
    ).rejects.toThrow('unlucky');
  });
});

describe('Node streams', () => {
  test('readableOf and writableOf: a channel through a pipe of Node’s, and back', async () => {
    const seen = await go(function* () {
      const from = new Channel<number>();
      const to = new Channel<number>();
      readableOf(from).pipe(writableOf(to));
      spawn(
        task(function* () {
          for (let n = 1; n <= 5; n++) yield from.send(n);
          from.close();
        }),
      );
      return yield* drained(to);
    });
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  test('errors go both ways, and destroying a stream ends its channel', async () => {
    await go(function* () {
      const failing = new Channel<number>();
      const stream = readableOf(failing);
      failing.close(new Error('cause'));
      yield expect(stream.toArray()).rejects.toThrow('cause');

      const from = new Channel<number>();
      readableOf(from).destroy();
      yield sleep(1);
      expect(from.closed).toBe(true);

      const to = new Channel<number>();
      writableOf(to)
        .on('error', () => {})
        .destroy(new Error('gone'));
      expect(yield* drained(to)).toEqual(['gone']);
    });
  });

  test('senderOf writes to a stream of Node’s with back-pressure, and ends it', async () => {
    const stream = new PassThrough({ objectMode: true, highWaterMark: 1 });
    const seen = await go(function* () {
      const sender = nodeSenderOf<number>(stream);
      spawn(
        task(function* () {
          for (let n = 1; n <= 5; n++) yield sender.send(n);
          sender.close();
        }),
      );
      yield sleep(1);
      return yield* drained(channelOf(stream));
    });
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  test('signals are received while they are wanted', async () => {
    await go(function* () {
      const wanted = signals('SIGUSR2');
      process.kill(process.pid, 'SIGUSR2');
      expect(yield wanted.receive()).toBe('SIGUSR2');
      expect(process.listenerCount('SIGUSR2')).toBe(1);
      wanted[Symbol.dispose]();
      expect(process.listenerCount('SIGUSR2')).toBe(0);
    });
  });
});

describe('plain async code', () => {
  test('leaves a receive by select, and has taken nothing', async () => {
    const channel = new Channel<string>(1);
    const controller = new AbortController();
    const leaving = select({ value: channel.receive(), stop: aborted(controller.signal) });
    const chosen = leaving.then(({ case: key }) => key);
    controller.abort();
    expect(await chosen).toBe('stop');
    channel.trySend('kept');
    expect(await channel.receive()).toBe('kept');
    channel.trySend('last');
    channel.close();
    const values: string[] = [];
    for await (const value of channel) values.push(value);
    expect(values).toEqual(['last']);
  });
});
