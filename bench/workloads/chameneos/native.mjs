import { Queue } from '../native-queue.mjs';
import { CREATURES, changed, FADED } from './colours.mjs';

async function creature(place, colour) {
  const partner = new Queue();
  for (let met = 0; ; met++) {
    await place.send({ colour, partner });
    const other = await partner.receive();
    if (other === FADED) return met;
    colour = changed(colour, other);
  }
}

export async function run(size) {
  const place = new Queue();
  const creatures = CREATURES.map((colour) => creature(place, colour));
  for (let meeting = 0; meeting < size; meeting++) {
    const one = await place.receive();
    const other = await place.receive();
    await one.partner.send(other.colour);
    await other.partner.send(one.colour);
  }
  for (let n = 0; n < creatures.length; n++) await (await place.receive()).partner.send(FADED);
  let met = 0;
  for (const count of await Promise.all(creatures)) met += count;
  return met;
}
