import { Effect, Fiber, Queue } from 'effect4';
import { CREATURES, changed, FADED } from './colours.mjs';

const creature = (place, first) =>
  Effect.gen(function* () {
    const partner = yield* Queue.bounded(1);
    let colour = first;
    for (let met = 0; ; met++) {
      yield* Queue.offer(place, { colour, partner });
      const other = yield* Queue.take(partner);
      if (other === FADED) return met;
      colour = changed(colour, other);
    }
  });

const program = (size) =>
  Effect.gen(function* () {
    const place = yield* Queue.bounded(1);
    const creatures = [];
    for (const colour of CREATURES) creatures.push(yield* Effect.forkChild(creature(place, colour)));
    for (let meeting = 0; meeting < size; meeting++) {
      const one = yield* Queue.take(place);
      const other = yield* Queue.take(place);
      yield* Queue.offer(one.partner, other.colour);
      yield* Queue.offer(other.partner, one.colour);
    }
    for (let n = 0; n < creatures.length; n++) {
      const { partner } = yield* Queue.take(place);
      yield* Queue.offer(partner, FADED);
    }
    let met = 0;
    for (const fiber of creatures) met += yield* Fiber.join(fiber);
    return met;
  });

export const run = (size) => Effect.runPromise(program(size));
