/**
 * A queue between async functions on native promises, written by hand: what there is without a library. `send` and
 * `receive` give a promise only where they have to wait; whoever calls them awaits them in any case.
 */
export class Queue {
  values = [];
  takers = [];
  putters = [];

  constructor(capacity = 0) {
    this.capacity = capacity;
  }

  send(value) {
    if (this.takers.length > 0) this.takers.shift()(value);
    else if (this.values.length < this.capacity) this.values.push(value);
    else return new Promise((resolve) => this.putters.push({ value, resolve }));
  }

  receive() {
    if (this.values.length > 0) {
      const value = this.values.shift();
      if (this.putters.length > 0) this.values.push(this.admit());
      return value;
    }
    if (this.putters.length > 0) return this.admit();
    return new Promise((resolve) => this.takers.push(resolve));
  }

  admit() {
    const { value, resolve } = this.putters.shift();
    resolve();
    return value;
  }
}
