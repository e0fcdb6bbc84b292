import { Channel, coroutine, spawn, run as start } from 'stackless';
import { CREATURES, changed, FADED } from './colours.mjs';

const creature = coroutine(async (place, colour) => {
  const partner = new Channel();
  for (let met = 0; ; met++) {
    await place.send({ colour, partner });
    const other = await partner.receive();
    if (other === FADED) return met;
    colour = changed(colour, other);
  }
});

/** Two at a time meet, until there have been `size` meetings. */
export const run = (size) =>
  start(async () => {
    const place = new Channel();
    const creatures = CREATURES.map((colour) => spawn(creature(place, colour)));
    for (let meeting = 0; meeting < size; meeting++) {
      const one = await place.receive();
      const other = await place.receive();
      await one.partner.send(other.colour);
      await other.partner.send(one.colour);
    }
    for (let n = 0; n < creatures.length; n++) await (await place.receive()).partner.send(FADED);
    let met = 0;
    for (const task of creatures) met += await task;
    return met;
  });
