/** Where and with what is measured: printed above a table, kept beside its figures. */
import { createRequire } from 'node:module';
import { cpus, loadavg, totalmem } from 'node:os';
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

/** Processes that wait for a core make every figure a lie, and a ratio a gamble. */
export function isBusy() {
  return (loadavg()[0] ?? 0) > cpus().length / 2;
}
