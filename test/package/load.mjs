// Evaluates compiled code as a file of this project would be.
import { writeFileSync } from 'node:fs';

export function load(code, name) {
  const file = new URL(name, import.meta.url);
  writeFileSync(file, code);
  return import(file);
}
