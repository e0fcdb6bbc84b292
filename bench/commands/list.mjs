/** `--list`: the workloads, who takes part in each, and who does not. */
import { readCases } from '../harness/cases.mjs';

export async function command() {
  for (const { name, asks, further, programs, absent = {} } of await readCases()) {
    console.log(`${name.padEnd(30)}${asks}${further ? ' (with --all)' : ''}`);
    console.log(`${''.padEnd(30)}  ${Object.keys(programs).join(', ')}`);
    for (const [who, why] of Object.entries(absent)) console.log(`${''.padEnd(30)}  not ${who}: ${why}`);
  }
  return 0;
}
