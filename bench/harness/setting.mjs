/** Where and with what is measured: printed above a table, kept beside its figures. */
import { cpus, loadavg, totalmem } from 'node:os';
import { languages, versionOf } from './languages.mjs';
import { peers } from './peers.mjs';

export function machine() {
  return {
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** `{ contestant: version }` of those that are there. */
export function versions() {
  const found = Object.keys(languages).map((name) => [name, versionOf(name)]);
  return { ...peers(), ...Object.fromEntries(found.filter(([, version]) => version !== undefined)) };
}

/** Processes that wait for a core make every figure a lie, and a ratio a gamble. */
export function isBusy() {
  return (loadavg()[0] ?? 0) > cpus().length / 2;
}
