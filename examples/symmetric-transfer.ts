/**
 * Two coroutines in symmetric transfer, on the problem coroutines were invented for (Conway, 1963): one reads punched
 * cards and squashes each `**` to `^`, the other prints what it gets in lines of a fixed length. Neither is the other's
 * caller: each transfers control to the other where it happens to be, and neither has to be turned inside out.
 *
 * The second half transfers a million times: the suspended coroutine leaves nothing on the native stack.
 */
import { type Coroutine, coroutine, transfer } from 'stackless';

const LINE = 24;

/** Cards to characters. Returning completes the transfer that its partner, the head of the session, waits in. */
const squash = coroutine(function* (cards: string[]): Generator<never, undefined, unknown> {
  for (const card of cards) {
    for (let column = 0; column < card.length; column++) {
      if (card.startsWith('**', column)) {
        column++;
        yield* transfer(printer, '^');
      } else {
        yield* transfer(printer, card.charAt(column));
      }
    }
    yield* transfer(printer, ' ');
  }
  return undefined;
});

/** Characters to lines. Each character is the value of a transfer to the other coroutine. */
const print = coroutine(function* (): Generator<never, number, unknown> {
  let lines = 0;
  let line = '';
  for (;;) {
    const character: string | undefined = yield* transfer(squasher);
    if (character !== undefined) line += character;
    if (line.length === LINE || (character === undefined && line !== '')) {
      console.log(`|${line.padEnd(LINE)}|`);
      lines++;
      line = '';
    }
    if (character === undefined) return lines;
  }
});

const squasher: Coroutine<never, undefined> = squash([
  'AREA = PI * R**2',
  'VOLUME = 4 / 3 * PI * R**3',
  'NORM = (X**2 + Y**2)**0.5',
]);
const printer: Coroutine<never, number> = print();
console.log(`${printer.resume()} lines; squasher ${squasher.status}, printer ${printer.status}`);

const ROUNDS = 500_000;

const ping = coroutine(function* (): Generator<never, number, unknown> {
  let ball = 0;
  while (ball < 2 * ROUNDS) ball = yield* transfer<number>(ponger, ball + 1);
  return ball;
});
const pong = coroutine(function* (): Generator<never, never, number> {
  // What starts a coroutine cannot carry a value to it, for there is no transfer yet that it could be the value of.
  let ball: number = yield* transfer<number>(pinger, 0);
  while (true) ball = yield* transfer<number>(pinger, ball + 1);
});
const pinger: Coroutine<never, number> = ping();
const ponger: Coroutine<never, never, number> = pong();
console.log(`the ball crossed the net ${pinger.resume()} times; ponger is ${ponger.status}`);
ponger.close();
console.log(`ponger is ${ponger.status}`);
