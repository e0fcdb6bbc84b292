import { buffers, channel, runSaga } from 'redux-saga';
import { fork, join, put, take } from 'redux-saga/effects';
import { CREATURES, changed, FADED } from './colours.mjs';

function* creature(place, colour) {
  const partner = channel(buffers.fixed(1));
  for (let met = 0; ; met++) {
    yield put(place, { colour, partner });
    const other = yield take(partner);
    if (other === FADED) return met;
    colour = changed(colour, other);
  }
}

// A put never waits: the place keeps one of each creature.
function* main(size) {
  const place = channel(buffers.fixed(CREATURES.length));
  const creatures = [];
  for (const colour of CREATURES) creatures.push(yield fork(creature, place, colour));
  for (let meeting = 0; meeting < size; meeting++) {
    const one = yield take(place);
    const other = yield take(place);
    yield put(one.partner, other.colour);
    yield put(other.partner, one.colour);
  }
  for (let n = 0; n < creatures.length; n++) yield put((yield take(place)).partner, FADED);
  let met = 0;
  for (const count of yield join(creatures)) met += count;
  return met;
}

export const run = (size) => runSaga({}, main, size).toPromise();
