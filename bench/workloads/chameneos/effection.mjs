import { CREATURES, changed, FADED } from './colours.mjs';

export const program = ({ createQueue, run, spawn }) => {
  function* creature(place, colour) {
    const partner = createQueue();
    for (let met = 0; ; met++) {
      place.add({ colour, partner });
      const { value: other } = yield* partner.next();
      if (other === FADED) return met;
      colour = changed(colour, other);
    }
  }

  return (size) =>
    run(function* () {
      const place = createQueue();
      const creatures = [];
      for (const colour of CREATURES) creatures.push(yield* spawn(() => creature(place, colour)));
      for (let meeting = 0; meeting < size; meeting++) {
        const { value: one } = yield* place.next();
        const { value: other } = yield* place.next();
        one.partner.add(other.colour);
        other.partner.add(one.colour);
      }
      for (let n = 0; n < creatures.length; n++) (yield* place.next()).value.partner.add(FADED);
      let met = 0;
      for (const task of creatures) met += yield* task;
      return met;
    });
};
