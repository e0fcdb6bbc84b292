// Two coroutines that only transfer to each other, until a ball has crossed n times, n even.
import { coroutine, transfer } from 'stackless';

let left;
let right;

const ping = coroutine(function* (n) {
  let ball = 0;
  while (ball < n) ball = yield* transfer(right, ball + 1);
  return ball;
});

const pong = coroutine(function* () {
  // The transfer that started this one was the first; the value it came with is dropped.
  let ball = yield* transfer(left, 2);
  while (true) ball = yield* transfer(left, ball + 1);
});

export function run(n) {
  left = ping(n);
  right = pong();
  const ball = left.resume();
  right.close();
  return ball;
}
