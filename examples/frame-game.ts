/**
 * A game whose actors are tasks on a `FrameClock`: `nextFrame()` gives the time since the last frame, `sleep` counts the
 * game's time, and a behaviour is a coroutine. Behaviours are put together like other operations: a guard patrols *until*
 * it sees the thief (`race`), chases it *for at most* two seconds (`timeout`), and a thief that is caught is cancelled,
 * wherever in its plan it is: its `finally` drops what it carries.
 *
 * In a browser `new FrameClock()` takes its frames from `requestAnimationFrame`. Here they come as fast as they can be
 * drawn: 60 in a second of the game's time, and then 120, where nobody runs faster for it.
 */
import {
  coroutine,
  FrameClock,
  interval,
  nextFrame,
  race,
  run,
  settled,
  sleep,
  spawn,
  type Task,
  TimeoutError,
  timeout,
} from 'stackless';

const WIDTH = 40;
/** How long a guard can run. */
const BREATH = 250;

class Actor {
  readonly glyph: string;
  readonly speed: number;
  at: number;

  /** `speed` in places a second. */
  constructor(glyph: string, at: number, speed: number) {
    this.glyph = glyph;
    this.at = at;
    this.speed = speed;
  }

  /** One frame's way towards a place. */
  async step(to: number): Promise<void> {
    'use coroutine';
    const way = (this.speed * (await nextFrame())) / 1_000;
    const left = to - this.at;
    this.at = Math.abs(left) <= way ? to : this.at + Math.sign(left) * way;
  }

  async walk(to: number): Promise<void> {
    'use coroutine';
    while (this.at !== to) await this.step(to);
  }
}

/** Plays it once, and gives what happened. */
const play = coroutine(async (clock: FrameClock, draws: boolean) => {
  const coins = new Set([12, 24, 33]);
  const thieves = new Map<Actor, Task<void>>();
  const guard = new Actor('G', 20, 8);
  const story: string[] = [];

  function tell(what: string): void {
    story.push(what);
    if (draws) console.log(`${(clock.now() / 1_000).toFixed(1).padStart(5)} s  ${what}`);
  }

  const draw = coroutine(async () => {
    for await (const _ of interval(1_000)) {
      const row = Array<string>(WIDTH).fill('.');
      for (const coin of coins) row[coin] = '$';
      for (const { at, glyph } of [guard, ...thieves.keys()]) row[Math.round(at)] = glyph;
      console.log(`${(clock.now() / 1_000).toFixed(1).padStart(5)} s  ${row.join('')}`);
    }
  });

  /** Takes each coin, looks around, and carries them home. */
  const steal = coroutine(async (self: Actor) => {
    const home = self.at;
    const loot: number[] = [];
    try {
      for (const coin of [...coins].sort((a, b) => a - b)) {
        await self.walk(coin);
        coins.delete(coin);
        loot.push(coin);
        tell(`${self.glyph} takes the coin at ${coin}`);
        await sleep(300);
      }
      await self.walk(home);
      tell(`${self.glyph} is home with ${loot.splice(0).length} coins`);
    } finally {
      for (const coin of loot) coins.add(coin);
      if (loot.length > 0) tell(`${self.glyph} drops ${loot.length} of them`);
      thieves.delete(self);
    }
  });

  const patrol = coroutine(async (): Promise<never> => {
    for (;;) {
      await guard.walk(34);
      await sleep(200);
      await guard.walk(20);
    }
  });

  const seeThief = coroutine(async () => {
    for (;;) {
      for (const thief of thieves.keys()) if (Math.abs(thief.at - guard.at) < 5) return thief;
      await nextFrame();
    }
  });

  const chase = coroutine(async (thief: Actor) => {
    while (Math.abs(thief.at - guard.at) > 1) await guard.step(thief.at);
  });

  const watch = coroutine(async () => {
    for (;;) {
      const thief = await race([patrol(), seeThief()]);
      tell(`G sees ${thief.glyph}`);
      try {
        await timeout(BREATH, chase(thief));
        tell(`G has caught ${thief.glyph}`);
        await thieves.get(thief)?.cancel();
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
        tell('G is out of breath');
        await sleep(1_500);
      }
    }
  });

  // Both are there as long as there is a thief.
  spawn(watch(), { daemon: true });
  if (draws) spawn(draw(), { daemon: true });

  const hare = new Actor('h', 2, 6);
  thieves.set(hare, spawn(steal(hare)));
  await sleep(7_500);
  const fox = new Actor('f', 0, 20);
  thieves.set(fox, spawn(steal(fox)));
  await settled([...thieves.values()]);
  return story;
});

/** A screen that shows so many frames in a second of the game's time, and a frame as soon as the last one is drawn. */
function screen(frames: number): FrameClock {
  let time = 0;
  return new FrameClock((show) => setImmediate(() => show((time += 1_000 / frames))));
}

const [normal, fast] = [screen(60), screen(120)];
const story = await run(play(normal, true), { clock: normal });
const same = await run(play(fast, false), { clock: fast });
console.log(`at 120 frames a second it is the same story: ${String(story) === String(same)}`);
