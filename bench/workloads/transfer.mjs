// Two coroutines that only transfer to each other. `crossings(n)` transfers n times.
import { coroutine, transfer } from 'stackless';

let left;
let right;

const ping = coroutine(function* (n) {
  let ball = 0;
  while (ball < n) ball = yield* transfer(right, ball + 1);
  return ball;
});

const pong = coroutine(function* () {
  let ball = yield* transfer(left, 1);
  while (true) ball = yield* transfer(left, ball + 1);
});

export function crossings(n) {
  left = ping(n);
  right = pong();
  const ball = left.resume();
  right.close();
  return ball;
}
