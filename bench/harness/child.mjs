/**
 * A fresh process that makes one measurement: told what by its argument, it answers one line of JSON.
 * `task` names a file in ../tasks; whatever else the argument says is that task's.
 */
const job = JSON.parse(process.argv[2]);
const { measure } = await import(new URL(`../tasks/${job.task}.mjs`, import.meta.url).href);
const answer = await measure(job);
process.stdout.write(`\n${JSON.stringify(answer)}\n`);
