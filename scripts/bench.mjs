/**
 * `npm run bench [-- options]`: measures the workloads of bench/workloads, and prints each figure beside its peer's and its
 * target. bench/README.md says how it is measured, and how to add a workload.
 *
 *   --only NAME        that workload, or that case of one, alone; may be given again
 *   --peer NAME        beside that contestant only; may be given again
 *   --all              every workload, every peer, and Node 20 and 24 unless --node says otherwise
 *   --node N           the Node that runs the programs, from npm unless it is the one that runs this; may be given again
 *   --processes N      fresh processes a measurement, 3 unless told; medians are over these
 *   --json FILE        writes the figures there as well
 *   --record           writes them to bench/results, and docs/performance.md anew
 *   --page             writes docs/performance.md anew from bench/results, and measures nothing
 *   --compare REV      how the time of each workload differs from that revision's
 *   --ablate           what each pass of the optimiser is worth
 *   --health           whether the engine deoptimises our code again and again, or our hot sites see too many shapes
 *   --browser          measures in Chromium, which CHROMIUM_PATH may name; with --only, --json and --record as well
 *   --strict           exit code 1 unless every target holds
 *   --list             prints the workloads, measures none
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readOptions } from '../bench/commands/options.mjs';

const options = readOptions(process.argv.slice(2));
const build = fileURLToPath(new URL('build.mjs', import.meta.url));
execFileSync(process.execPath, [build, '--if-changed'], { stdio: ['ignore', 2, 2] });
const { command } = await import(`../bench/commands/${options.command}.mjs`);
process.exitCode = await command(options);
