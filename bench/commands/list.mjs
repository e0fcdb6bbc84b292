import { readCases } from '../harness/cases.mjs';

export async function command() {
  for (const { name, asks, further } of await readCases()) {
    console.log(`${name.padEnd(30)}${asks}${further ? ' (with --all)' : ''}`);
  }
  return 0;
}
