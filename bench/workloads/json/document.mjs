/** A JSON document of about `size` bytes: members of two files as their packages ship them, in turn. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);
const read = (name, file) =>
  JSON.parse(readFileSync(join(dirname(resolve(`${name}/package.json`)), file), 'utf8'));

const known = new Map();

export function document(size) {
  if (!known.has(size)) known.set(size, make(size));
  return known.get(size);
}

function make(size) {
  const schema = Object.entries(read('@biomejs/biome', 'configuration_schema.json').$defs);
  const entries = Object.entries(read('core-js-compat', 'entries.json'));
  const members = [];
  let length = 0;
  for (let i = 0; length < size; i++) {
    for (const [key, value] of [schema[i % schema.length], entries[i % entries.length]]) {
      const text = JSON.stringify({ key, number: i / 8, last: null, value }, undefined, i % 2);
      members.push(text);
      length += text.length;
    }
  }
  return `[${members.join(',\n')}]`;
}
