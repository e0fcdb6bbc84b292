// The echo server by hand, on Node's own events, with back-pressure.
import { createServer } from 'node:net';
import { serving } from './serving.mjs';

const counts = { accepted: 0, ended: 0 };

const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
  counts.accepted++;
  socket.on('data', (data) => {
    if (!socket.write(data)) socket.pause();
  });
  socket.on('drain', () => socket.resume());
  socket.on('end', () => socket.end());
  socket.on('error', () => {});
  socket.on('close', () => counts.ended++);
});
server.on('close', () => process.disconnect());
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  serving(server.address().port, counts, () => server.close());
});
