/**
 * Many clients of one echo server. Each has one message under way, and looks whether what comes back is what it sent.
 *   connect   opens them all;  go N   lets them talk for N ms, until every last message is back;  stop   closes them all
 */
import { connect } from 'node:net';

const [port, count, size] = process.argv.slice(2).map(Number);
/** So many are being connected at once. */
const AT_ONCE = 200;

const clients = [];
let running = false;
let underWay = 0;
let echoed = 0;
let wrong = 0;
let lost = 0;
let closed = 0;
let whenBack = () => {};
let whenClosed = () => {};

class Client {
  constructor(number) {
    this.message = Buffer.alloc(size);
    this.message.writeUInt32LE(number, 0);
    this.sequence = 0;
    this.received = 0;
    this.waits = false;
    const buffer = Buffer.alloc(size);
    this.connected = new Promise((resolve, reject) => {
      this.socket = connect({
        port,
        host: '127.0.0.1',
        noDelay: true,
        onread: { buffer, callback: (n) => this.read(buffer, n) },
      });
      this.socket
        .on('connect', resolve)
        .on('error', reject)
        .on('close', () => this.close());
    });
  }
  send() {
    this.message.writeUInt32LE(++this.sequence, 4);
    this.waits = true;
    underWay++;
    this.socket.write(this.message);
  }
  read(buffer, n) {
    for (let i = 0; i < n; i++, this.received++) if (buffer[i] !== this.message[this.received]) wrong++;
    if (this.received < size) return true;
    this.received = 0;
    this.waits = false;
    underWay--;
    echoed++;
    if (running) this.send();
    else if (underWay === 0) whenBack();
    return true;
  }
  close() {
    if (this.waits) {
      lost++;
      underWay--;
      this.waits = false;
      if (underWay === 0) whenBack();
    }
    closed++;
    if (closed === clients.length) whenClosed();
  }
}

const report = (more) => process.send({ ...more, echoed, wrong, lost, closed, connected: clients.length });

async function connectAll() {
  const turns = Array.from({ length: AT_ONCE }, async () => {
    while (clients.length < count) {
      const client = new Client(clients.length);
      clients.push(client);
      await client.connected;
    }
  });
  await Promise.all(turns);
  report({});
}

async function talk(ms) {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const before = echoed;
  running = true;
  for (const client of clients) client.send();
  await new Promise((resolve) => {
    whenBack = resolve;
    setTimeout(() => {
      running = false;
    }, ms);
  });
  const { user, system } = process.cpuUsage(cpu);
  report({ messages: echoed - before, ms: performance.now() - started, cpu: (user + system) / 1_000 });
}

process.on('message', async ({ what, ms }) => {
  if (what === 'connect') await connectAll();
  else if (what === 'go') await talk(ms);
  else {
    const all = new Promise((resolve) => {
      whenClosed = resolve;
    });
    for (const { socket } of clients) socket.end();
    await all;
    report({});
    process.disconnect();
  }
});
