/**
 * Actors of a game, driven frame by frame. An actor is a coroutine: its script reads top to bottom, with loops and
 * sub-scripts (`yield* walk(…)`), and each `yield` means "until the next frame". The game resumes every actor once a
 * frame and draws. An actor that dies is closed, wherever in its script it is: `finally` drops what it carries.
 */
import { type Coroutine, coroutine } from 'stackless';

const WIDTH = 32;

interface Frame {
  number: number;
}
/** What every script is: it yields nothing, and gets the frame it was resumed for. */
type Script = Coroutine<void, void, Frame>;
type Body = Generator<void, void, Frame>;

interface Actor {
  glyph: string;
  at: number;
}

const events: string[] = [];
const coins = new Set([9, 21]);
const cast = new Map<Actor, Script>();

function enter(actor: Actor, script: (self: Actor) => Script): Actor {
  cast.set(actor, script(actor));
  return actor;
}

function kill(actor: Actor): void {
  const script = cast.get(actor);
  cast.delete(actor);
  script?.close();
}

const wait = coroutine(function* (frames: number): Body {
  while (frames-- > 0) yield;
});

const walk = coroutine(function* (self: Actor, to: number): Body {
  while (self.at !== to) {
    self.at += Math.sign(to - self.at);
    yield;
  }
});

/** Runs to each coin, takes it, rests, and carries all of it home. */
const thief = coroutine(function* (self: Actor): Body {
  const home = self.at;
  const loot: number[] = [];
  try {
    for (const coin of [...coins]) {
      yield* walk(self, coin);
      coins.delete(coin);
      loot.push(coin);
      events.push(`${self.glyph} takes the coin at ${coin}`);
      yield* wait(2);
    }
    yield* walk(self, home);
    events.push(`${self.glyph} is home with ${loot.length} coins`);
    loot.length = 0;
  } finally {
    for (const coin of loot) {
      const where = self.at + loot.indexOf(coin);
      coins.add(where);
      events.push(`${self.glyph} drops a coin at ${where}`);
    }
  }
});

/** A script made of two: the second begins where the first ends. */
const later = coroutine(function* (frames: number, script: () => Script): Body {
  yield* wait(frames);
  yield* script();
});

/** Walks up and down between two places, for ever. */
const guard = coroutine(function* (self: Actor, from: number, to: number): Body {
  for (;;) {
    yield* walk(self, to);
    yield* wait(1);
    yield* walk(self, from);
    yield* wait(1);
  }
});

/** Rolls in on its frame, through everything in its way, and is gone. */
const boulder = coroutine(function* (self: Actor, victims: Actor[]): Body {
  let frame = yield;
  while (frame.number < 14) frame = yield;
  events.push(`${self.glyph} rolls in at frame ${frame.number}`);
  while (self.at > 0) {
    self.at--;
    for (const victim of victims) {
      if (cast.has(victim) && Math.abs(victim.at - self.at) <= 1) {
        events.push(`${self.glyph} hits ${victim.glyph} at ${victim.at}`);
        kill(victim);
      }
    }
    yield;
  }
});

function draw(): string {
  const row = Array<string>(WIDTH).fill('.');
  for (const coin of coins) row[coin] = '$';
  for (const actor of cast.keys()) row[actor.at] = actor.glyph;
  return row.join('');
}

const hare = enter({ glyph: 'h', at: 2 }, thief);
const watch = enter({ glyph: 'G', at: 12 }, (self) => guard(self, 12, 17));
enter({ glyph: 'm', at: 0 }, (self) => later(46, () => thief(self)));
enter({ glyph: 'O', at: 31 }, (self) => boulder(self, [hare, watch]));

for (let number = 0; cast.size > 0; number++) {
  const frame: Frame = { number };
  for (const [actor, script] of cast) {
    script.resume(frame);
    if (script.done) cast.delete(actor);
  }
  if (number % 5 === 0 || events.length > 0) console.log(`${String(number).padStart(2)} ${draw()}`);
  for (const event of events.splice(0)) console.log(`   ${event}`);
}
console.log(`the end: ${coins.size} coins are left`);
