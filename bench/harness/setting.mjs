/** Where and with what is measured: printed above a table, kept beside its figures. */
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { languages, versionOf } from './languages.mjs';
import { peers } from './peers.mjs';

const require = createRequire(import.meta.url);

/** The compilers that are among our own dependencies. */
const ofOurs = ['@babel/plugin-transform-regenerator', 'typescript'];

export function machine() {
  return {
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** `{ name: version }` of packages and languages that are there. */
export function versions() {
  const found = Object.keys(languages).map((name) => [name, versionOf(name)?.split(/ -- | {2}/)[0]]);
  return {
    ...Object.fromEntries(ofOurs.map((name) => [name, require(`${name}/package.json`).version])),
    ...Object.fromEntries(
      Object.entries(peers()).map(([name, spec]) => [name, spec.replace(/^npm:.*@/, '')]),
    ),
    ...Object.fromEntries(found.filter(([, version]) => version !== undefined)),
  };
}

/**
 * Whether others use the processors while this process waits: then every figure is a lie, and a ratio a gamble. Asked before
 * and after, not of the load average, which remembers the build.
 */
export async function isBusy(milliseconds = 500) {
  const before = spent();
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  const after = spent();
  return 1 - (after.idle - before.idle) / (after.all - before.all) > BUSY;
}

/** So much of all processors. */
const BUSY = 0.15;

function spent() {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (of) => times.reduce((total, each) => total + of(each), 0);
  return { idle: sum(({ idle }) => idle), all: sum((each) => Object.values(each).reduce((a, b) => a + b)) };
}
