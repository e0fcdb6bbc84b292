// The same on native generators: each says who is next, and a bare loop resumes that one.
let left;
let right;
let target;

function* ping(n) {
  let ball = 0;
  while (ball < n) {
    target = right;
    ball = yield ball + 1;
  }
  target = undefined;
  return ball;
}

function* pong() {
  target = left;
  let ball = yield 2;
  while (true) {
    target = left;
    ball = yield ball + 1;
  }
}

export function run(n) {
  left = ping(n);
  right = pong();
  target = left;
  let ball;
  while (target !== undefined) ball = target.next(ball).value;
  right.return();
  return ball;
}
