import { Channel, coroutine, select, spawn, run as start } from 'stackless';

const sender = coroutine(async (channels, count) => {
  for (let i = 1; i <= count; i++) await channels[i % channels.length].send(i);
});

/** One task sends on the channels in turn, another takes from whichever has a value. */
export const run = (size) =>
  start(async () => {
    const channels = Array.from({ length: 10 }, () => new Channel());
    spawn(sender(channels, size));
    const [a, b, c, d, e, f, g, h, i, j] = channels;
    let sum = 0;
    for (let received = 0; received < size; received++) {
      const { value } = await select({
        a: a.receive(),
        b: b.receive(),
        c: c.receive(),
        d: d.receive(),
        e: e.receive(),
        f: f.receive(),
        g: g.receive(),
        h: h.receive(),
        i: i.receive(),
        j: j.receive(),
      });
      sum += value;
    }
    return sum;
  });
