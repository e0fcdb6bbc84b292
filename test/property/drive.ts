/** Calls the coroutine of a generated program and resumes it as told, with a line for each answer. */
import { run } from '../../runtime/index.ts';
import { printValue } from '../fixtures/print-value.ts';
import { type Command, type GeneratedProgram, VALUES } from './program.ts';

export type Main = (...args: unknown[]) => unknown;
type Body = Parameters<typeof run>[0];

const MAX_RESUMES = 60;
/** Every program burns fuel: what takes longer waits for something that never comes. */
const PATIENCE = 10_000;
const FORWARD: Command = { how: 'next', value: 0 };

export async function drive(
  main: Main,
  native: boolean,
  program: GeneratedProgram,
  lines: string[],
): Promise<void> {
  const body = main(...VALUES.slice(0, program.arguments));
  const { kind, commands } = program;
  if (kind === 'generator') return driveGenerator(body as Generator, commands, lines);
  const driven =
    kind === 'async'
      ? driveAsync(native ? body : run(body as Body), lines)
      : program.burst
        ? driveBurst(body as AsyncGenerator, commands, lines)
        : driveAsyncGenerator(body as AsyncGenerator, commands, lines);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      lines.push('never ends');
      resolve();
    }, PATIENCE);
  });
  await Promise.race([driven, late]).finally(() => clearTimeout(timer));
}

function driveGenerator(co: Generator, commands: readonly Command[], lines: string[]): void {
  for (let k = 0; k < MAX_RESUMES; k++) if (resume(co, commands[k] ?? FORWARD, lines)) break;
  resume(co, FORWARD, lines);
}

/** One resume; true when the coroutine has ended. */
function resume(co: Generator, { how, value }: Command, lines: string[]): boolean {
  try {
    const result = co[how](VALUES[value]);
    lines.push(`${how} → ${printResult(result)}`);
    return result.done === true;
  } catch (error) {
    lines.push(`${how} throws ${printValue(error)}`);
    return true;
  }
}

async function driveAsync(body: unknown, lines: string[]): Promise<void> {
  lines.push(`=> ${printValue(await body)}`);
}

async function driveAsyncGenerator(
  co: AsyncGenerator,
  commands: readonly Command[],
  lines: string[],
): Promise<void> {
  for (let k = 0; k < MAX_RESUMES; k++) if (await request(co, commands[k] ?? FORWARD, lines)) break;
  await request(co, FORWARD, lines);
}

/**
 * All requests at once: they queue, and are answered in order. In which turn each is answered is the host's business
 * and ours, so answers are printed when all are there: objects in them may have changed in between.
 */
async function driveBurst(co: AsyncGenerator, commands: readonly Command[], lines: string[]): Promise<void> {
  const answers: (() => string)[] = [];
  const asked = [...commands, FORWARD, FORWARD].map(async ({ how, value }) => {
    try {
      const result = await co[how](VALUES[value]);
      answers.push(() => `${how} → ${printResult(result)}`);
    } catch (error) {
      answers.push(() => `${how} throws ${printValue(error)}`);
    }
  });
  await Promise.all(asked);
  lines.push(...answers.map((print) => print()));
}

async function request(co: AsyncGenerator, { how, value }: Command, lines: string[]): Promise<boolean> {
  try {
    const result = await co[how](VALUES[value]);
    lines.push(`${how} → ${printResult(result)}`);
    return result.done === true;
  } catch (error) {
    lines.push(`${how} throws ${printValue(error)}`);
    return true;
  }
}

const printResult = ({ value, done }: IteratorResult<unknown, unknown>): string =>
  `${printValue(value)}${done === true ? ' done' : ''}`;
