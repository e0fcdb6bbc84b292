// What both servers tell the one who measures them.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');

export function serving(port, counts, stop) {
  process.on('message', (message) => {
    if (message === 'stop') stop();
    else {
      const cpu = process.cpuUsage();
      if (message === 'memory') gc();
      const { rss, heapUsed, external } = process.memoryUsage();
      process.send({ ...counts, cpu: (cpu.user + cpu.system) / 1_000, rss, heapUsed, external });
    }
  });
  process.send({ port });
}
