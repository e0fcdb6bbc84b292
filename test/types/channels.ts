/** The types of channels, select and locks: checked by tsc, never run. */
import {
  Barrier,
  Broadcast,
  Channel,
  type ChannelIterator,
  Condition,
  coroutine,
  Latch,
  type Lock,
  ManualResetEvent,
  Mutex,
  ReadWriteLock,
  type Receiver,
  Semaphore,
  type Sender,
  select,
  sleep,
  spawn,
} from '../../runtime/index.ts';

type Eq<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<A, B>(_: Eq<A, B>): void {}

// ---- channels

const jobs = new Channel<number>(8, 'drop-oldest');
const sender: Sender<number> = jobs;
const receiver: Receiver<number> = jobs;
void [sender, receiver];
// @ts-expect-error no such policy
new Channel<number>(1, 'drop');
// @ts-expect-error a number is what it takes
jobs.send('one');
is<ReturnType<typeof jobs.trySend>, boolean>(true);
is<ReturnType<typeof jobs.tryReceive>, IteratorResult<number, undefined> | undefined>(true);
const iterator = jobs[Symbol.asyncIterator]();
is<typeof iterator, ChannelIterator<number>>(true);
void new Channel<void>().send();

/** As compiled, and as native code has it. */
const uses = async () => {
  const received = await jobs.receive();
  is<typeof received, number>(true);
  const sent = await jobs.send(1);
  is<typeof sent, void>(true);
  for await (const job of jobs) is<typeof job, number>(true);
  const next = await iterator.next();
  is<typeof next, IteratorResult<number, undefined>>(true);

  const prices = new Broadcast<number>();
  await prices.send(1);
  using subscription = prices.subscribe(8, 'drop-newest');
  for await (const price of subscription) is<typeof price, number>(true);
};
void uses;

const delegates = coroutine(function* () {
  const received = yield* jobs.receive();
  is<typeof received, number>(true);
  yield* jobs.send(1);
  const won = yield* select({ job: jobs.receive(), late: sleep(1) });
  if (won.case === 'job') is<typeof won.value, number>(true);
  using lock = yield* new Mutex().lock();
  is<typeof lock, Lock>(true);
  return yield* new Barrier(2).arrive();
});
is<ReturnType<ReturnType<typeof delegates>['next']>['value'], number>(true);

// ---- select

const selects = coroutine(async () => {
  const names = new Channel<string>();
  const task = spawn(async () => new Date(0));
  const won = await select({
    job: jobs.receive(),
    put: names.send('x'),
    name: names.receive(),
    task,
    late: sleep(1),
  });
  is<typeof won.case, 'job' | 'put' | 'name' | 'task' | 'late'>(true);
  if (won.case === 'job') is<typeof won.value, number>(true);
  else if (won.case === 'name') is<typeof won.value, string>(true);
  else if (won.case === 'task') is<typeof won.value, Date>(true);
  else is<typeof won.value, void>(true);

  const polled = await select({ job: jobs.receive() }, { default: true, order: 'first' });
  is<typeof polled.case, 'job' | 'default'>(true);
  if (polled.case === 'default') is<typeof polled.value, undefined>(true);
  else is<typeof polled.value, number>(true);

  // @ts-expect-error no operation
  await select({ job: 1 });
  // @ts-expect-error a promise is none either: fromPromise() makes it one
  await select({ job: Promise.resolve(1) });
  // @ts-expect-error no such order
  await select({ job: jobs.receive() }, { order: 'last' });
});
void selects;

// ---- locks

const locks = coroutine(async () => {
  const mutex = new Mutex();
  using lock = await mutex.lock();
  is<typeof lock, Lock>(true);
  is<ReturnType<typeof mutex.tryLock>, Lock | undefined>(true);
  const waited = await new Condition(mutex).wait(lock);
  is<typeof waited, void>(true);
  const permits = await new Semaphore(3).acquire(2);
  is<typeof permits, Lock>(true);
  const read = await new ReadWriteLock().read();
  is<typeof read, Lock>(true);
  const place = await new Barrier(2).arrive();
  is<typeof place, number>(true);
  const passed = await new ManualResetEvent().wait();
  is<typeof passed, void>(true);
  const opened = await new Latch(1).wait();
  is<typeof opened, void>(true);
});
void locks;
