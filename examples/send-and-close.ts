/**
 * A consumer driven by its producer, the classic of Python's generators: what Python spells `send(item)` and `close()`
 * is `resume(item)` and `close()` here. The consumer keeps its place, and its running total, between two items; the
 * producer hands it one item at a time and gets the answer as the value of the call. Closing runs the `finally`.
 */
import { type Coroutine, coroutine } from 'stackless';

interface Item {
  name: string;
  cents: number;
}

const price = (cents: number): string => `${(cents / 100).toFixed(2)} EUR`;

/** Waits for an item, answers it, and waits for the next: for ever, or until it is closed. */
const consumer = coroutine(function* (): Generator<string, never, Item> {
  let total = 0;
  let answer = 'ready';
  try {
    while (true) {
      const item = yield answer;
      total += item.cents;
      console.log(`consumer: got ${item.name} for ${price(item.cents)}`);
      answer = `thanks for the ${item.name}, ${price(total)} so far`;
    }
  } finally {
    console.log(`consumer: closed, ${price(total)} in all`);
  }
});

function produce(items: Item[], target: Coroutine<string, never, Item>): void {
  // As in Python, the first item can only be sent once the consumer waits at its first yield.
  console.log(`producer: the consumer says "${target.next().value}"`);
  for (const item of items) {
    console.log(`producer: sends ${item.name}`);
    console.log(`producer: the answer is "${target.resume(item)}"`);
  }
  target.close();
  console.log(`producer: the consumer is ${target.status}`);
}

produce(
  [
    { name: 'bread', cents: 320 },
    { name: 'cheese', cents: 575 },
    { name: 'wine', cents: 1290 },
  ],
  consumer(),
);
