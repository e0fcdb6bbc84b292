/** Calls the function of a generated program and resumes it as told, with a line for each answer. */
import { run } from '../../runtime/index.ts';
import { type Command, type GeneratedProgram, valueAt } from './program.ts';

export type Main = (...args: unknown[]) => unknown;
type Body = Parameters<typeof run>[0];
export type Log = (...values: unknown[]) => void;

const MAX_RESUMES = 60;
const FORWARD: Command = { how: 'next', value: 0 };

interface Side {
  readonly native: boolean;
  /** Told what the program's requests to itself go to. */
  readonly entered: (body: unknown) => void;
}

/** The promise is fulfilled when all requests have been answered; some never are. */
export function drive(main: Main, program: GeneratedProgram, log: Log, side: Side): Promise<unknown> {
  const { kind, commands, functions } = program;
  const bodies = (program.twice ? ['', 'other '] : ['']).map((name) => {
    const body = main(...argumentsOf(program));
    side.entered(body);
    return { name, body };
  });
  switch (kind) {
    case 'generator':
      takeTurns(bodies.map(({ name, body }) => driveGenerator(body as Generator, commands, name, log)));
      return Promise.resolve();
    case 'async':
      return Promise.all(
        bodies.map(({ name, body }) => {
          const promise = side.native || functions === 'all' ? body : run(body as Body);
          return (promise as Promise<unknown>).then(
            (value) => log(`${name}=>`, value),
            (error) => log(`${name}rejected`, error),
          );
        }),
      );
    case 'async-generator':
      return Promise.all(
        bodies.map(({ name, body }) => {
          const co = body as AsyncGenerator;
          if (!program.burst) return driveAsyncGenerator(co, commands, name, log);
          return driveBurst(co, commands, name, log, functions === 'marked');
        }),
      );
  }
}

export const argumentsOf = (program: GeneratedProgram): unknown[] =>
  Array.from({ length: program.arguments }, (_, index) => valueAt(index));

function takeTurns(drivers: readonly Generator<void>[]): void {
  for (let ended = false; !ended; ) {
    ended = true;
    for (const driver of drivers) if (driver.next().done === false) ended = false;
  }
}

/** After the end a few more resumes, of any kind. */
function* driveGenerator(
  co: Generator,
  commands: readonly Command[],
  name: string,
  log: Log,
): Generator<void> {
  let more = 3;
  for (let k = 0; k < MAX_RESUMES && more > 0; k++) {
    if (resume(co, commands[k] ?? FORWARD, name, log)) more--;
    yield;
  }
}

/** One resume; true when the coroutine has ended. */
function resume(co: Generator, { how, value }: Command, name: string, log: Log): boolean {
  try {
    const result = co[how](valueAt(value));
    log(`${name}${how} →`, result.value, result.done);
    return result.done === true;
  } catch (error) {
    log(`${name}${how} throws`, error);
    return true;
  }
}

function driveAsyncGenerator(
  co: AsyncGenerator,
  commands: readonly Command[],
  name: string,
  log: Log,
): Promise<unknown> {
  let more = 3;
  const from = (k: number): Promise<unknown> | null => {
    if (k === MAX_RESUMES || more === 0) return null;
    return request(co, commands[k] ?? FORWARD, name, log).then((ended) => {
      if (ended) more--;
      return from(k + 1);
    });
  };
  return Promise.resolve(from(0));
}

/**
 * All requests at once: they queue, and are answered in order. In which turn each is answered is the scheduler's business
 * if the function is marked, so answers are kept until all are there: objects in them may have changed in between.
 */
async function driveBurst(
  co: AsyncGenerator,
  commands: readonly Command[],
  name: string,
  log: Log,
  keeps: boolean,
): Promise<void> {
  const kept: unknown[][] = [];
  const answer: Log = keeps ? (...values) => void kept.push(values) : log;
  await Promise.all([...commands, FORWARD, FORWARD].map((command) => request(co, command, name, answer)));
  for (const values of kept) log(...values);
}

/** True when the coroutine has ended. No `await`: it would count as turns. */
function request(co: AsyncGenerator, { how, value }: Command, name: string, log: Log): Promise<boolean> {
  return co[how](valueAt(value)).then(
    (result) => {
      log(`${name}${how} →`, result.value, result.done);
      return result.done === true;
    },
    (error) => {
      log(`${name}${how} throws`, error);
      return true;
    },
  );
}
