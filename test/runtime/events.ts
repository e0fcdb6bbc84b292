/** Compiled programs on the virtual clock, their events in order, each with the time at which it happened. */
import { compiled } from './compiled.ts';

/**
 * Runs `body`, which declares a coroutine `main`. `log(…)` notes an event; `nap(ms, name, cleanup)` sleeps, then cleans up for
 * some time; `fail(ms, text)` throws. The last event is what `main` gave (`=`) or threw (`!`).
 */
export async function events(body: string, options = ''): Promise<string[]> {
  return compiled(`
    const clock = new VirtualClock();
    const seen = [];
    const log = (...what) => void seen.push(clock.now() + ' ' + what.join(' '));
    const nap = coroutine(async (ms, name, cleanup = 0) => {
      try { await sleep(ms); log(name, 'done'); return name; }
      finally { if (cleanup > 0) { await sleep(cleanup); log(name, 'cleaned'); } else log(name, 'left'); }
    });
    const fail = coroutine(async (ms, text) => { await sleep(ms); throw new Error(text); });
    const said = (e) => e.errors ? e.name + '(' + e.errors.map(said) + ')' : e.code ? e.code + ': ' + e.message : e.message;
    ${body}
    try { log('=', String(await run(main(), { clock, ${options} }))); } catch (e) { log('!', said(e)); }
    return seen;`);
}
