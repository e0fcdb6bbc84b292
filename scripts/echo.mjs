/**
 * `npm run echo [-- options]`: many TCP connections at once on loopback, each echoing without a pause. Our server and one
 * written by hand on Node's events take turns, each in a process of its own, and so do their clients.
 *
 *   --connections N   10,000 unless told
 *   --seconds N       that each server echoes, 60 unless told, in turns of a second
 *   --size N          bytes of a message, 64 unless told
 *
 * Exit code 1: a connection not accepted, an answer lost or wrong, memory that grows after warm-up, less than 0.95 of the
 * other server's throughput, or too low a limit of open files.
 */
import { parseArgs } from 'node:util';
import { figures, measureEcho, openFiles } from '../bench/tcp/echo.mjs';

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '60' },
    size: { type: 'string', default: '64' },
  },
});
const [connections, seconds, size] = [values.connections, values.seconds, values.size].map(Number);

const needed = connections + 100;
if (openFiles() < needed) {
  console.error(
    `echo: a process may open ${openFiles()} files, and ${connections} connections need ${needed}: raise it (ulimit -n ${needed})`,
  );
  process.exit(1);
}
console.log(
  `Node ${process.version}: ${connections} connections, ${size} bytes a message, ${seconds} s each server`,
);
const result = await measureEcho({ connections, seconds, size, log: console.log });
const failures = figures(result, console.log);
for (const failure of failures) console.error(`echo: ${failure}`);
console.log(failures.length === 0 ? 'holds' : 'FAILED');
process.exit(failures.length === 0 ? 0 : 1);
