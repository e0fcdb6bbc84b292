/** What `npm run bench` was asked for. Wrong use ends the process with exit code 2 and a word. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const flag = { type: 'boolean', default: false };
const names = { type: 'string', multiple: true };

export function wrongUse(message) {
  console.error(`bench: ${message}`);
  process.exit(2);
}

export function readOptions(args) {
  const { page, list, compare, ablate, health, browser, ...values } = parse(args);
  const asked = { page, list, compare, ablate, health, browser };
  const commands = Object.keys(asked).filter((name) => asked[name]);
  if (commands.length > 1) wrongUse(`--${commands.join(' and --')} are two things`);
  return {
    command: commands[0] ?? 'measure',
    revision: compare,
    only: values.only,
    peers: values.peer,
    all: values.all,
    nodes: values.node?.map(major),
    processes: wholeNumber('--processes', values.processes),
    json: values.json === undefined ? undefined : resolve(process.env.INIT_CWD ?? '.', values.json),
    record: values.record,
    strict: values.strict,
  };
}

function parse(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: names,
        peer: names,
        node: names,
        all: flag,
        processes: { type: 'string', default: '3' },
        json: { type: 'string' },
        record: flag,
        page: flag,
        compare: { type: 'string' },
        ablate: flag,
        health: flag,
        browser: flag,
        strict: flag,
        list: flag,
      },
    });
    return values;
  } catch (error) {
    return wrongUse(error.message);
  }
}

function wholeNumber(name, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) wrongUse(`${name} wants a whole number from 1`);
  return number;
}

function major(text) {
  const number = wholeNumber('--node', text);
  if (number < 20) wrongUse('--node wants 20 or newer');
  return number;
}

/** The cases that are asked for by name; `further` says whether those are in that are not measured by default. */
export function choose(cases, { only, all }) {
  if (!only) return cases.filter(({ further }) => all || !further);
  const unknown = only.find((wanted) => !cases.some((one) => isNamed(one, wanted)));
  if (unknown !== undefined) {
    const known = [...new Set(cases.map(({ workload }) => workload))];
    wrongUse(`there is no workload '${unknown}'; there are ${known.join(', ')}`);
  }
  return cases.filter((one) => only.some((wanted) => isNamed(one, wanted)));
}

function isNamed({ name, workload }, wanted) {
  return name === wanted || workload === wanted;
}
