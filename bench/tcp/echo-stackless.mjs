// The echo server in straight code. Compiled before it is run.
import { coroutine, run, spawn } from 'stackless';
import { listen } from 'stackless/node';
import { serving } from '../../bench/tcp/serving.mjs';

const counts = { accepted: 0, ended: 0 };

const echo = coroutine(async function (connection) {
  counts.accepted++;
  try {
    for (let data = await connection.read(); data !== undefined; data = await connection.read()) {
      await connection.write(data);
    }
  } finally {
    counts.ended++;
    await connection.close();
  }
});

await run(async () => {
  const listener = await listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
  serving(listener.port, counts, () => listener.close().then());
  for await (const connection of listener) spawn(echo(connection));
});
process.disconnect();
