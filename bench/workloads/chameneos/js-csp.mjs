import csp from 'js-csp';
import { CREATURES, changed, FADED } from './colours.mjs';

function* creature(place, colour) {
  const partner = csp.chan();
  for (let met = 0; ; met++) {
    yield csp.put(place, { colour, partner });
    const other = yield csp.take(partner);
    if (other === FADED) return met;
    colour = changed(colour, other);
  }
}

function* main(size, done) {
  const place = csp.chan();
  const creatures = CREATURES.map((colour) => csp.go(creature, [place, colour]));
  for (let meeting = 0; meeting < size; meeting++) {
    const one = yield csp.take(place);
    const other = yield csp.take(place);
    yield csp.put(one.partner, other.colour);
    yield csp.put(other.partner, one.colour);
  }
  for (let n = 0; n < creatures.length; n++) {
    const { partner } = yield csp.take(place);
    yield csp.put(partner, FADED);
  }
  let met = 0;
  for (const result of creatures) met += yield csp.take(result);
  done(met);
}

export const run = (size) => new Promise((done) => csp.go(main, [size, done]));
