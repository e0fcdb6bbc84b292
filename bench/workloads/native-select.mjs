/**
 * Queues of which one may be chosen among several: hand-written, on native promises. Who waits at several stands in the
 * line of each, and has left them all once one has served it.
 */
export class SelectableQueue {
  values = [];
  takers = [];
  putters = [];

  constructor(capacity = 0) {
    this.capacity = capacity;
  }

  send(value) {
    if (this.takers.length > 0) this.takers[0](value);
    else if (this.values.length < this.capacity) this.values.push(value);
    else return new Promise((resolve) => this.putters.push({ value, resolve }));
  }

  get isReady() {
    return this.values.length > 0 || this.putters.length > 0;
  }

  take() {
    if (this.putters.length === 0) return this.values.shift();
    const { value, resolve } = this.putters.shift();
    resolve();
    if (this.values.length === 0) return value;
    this.values.push(value);
    return this.values.shift();
  }
}

/** The value of one of the queues, one that is drawn if several have one. */
export function select(queues) {
  const { length } = queues;
  const first = Math.floor(Math.random() * length);
  for (let i = 0; i < length; i++) {
    const queue = queues[(first + i) % length];
    if (queue.isReady) return queue.take();
  }
  return new Promise((resolve) => {
    const taken = (value) => {
      for (const queue of queues) queue.takers.splice(queue.takers.indexOf(taken), 1);
      resolve(value);
    };
    for (const queue of queues) queue.takers.push(taken);
  });
}
