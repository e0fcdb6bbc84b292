/** Writes what a command found into its section of docs/conformance.md, so that figures there are those it printed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/project.mjs';
import { withSection } from '../test262/report.mjs';

export function writeSection(name, content) {
  const file = join(root, 'docs', 'conformance.md');
  const document = readFileSync(file, 'utf8');
  const changed = withSection(document, name, `\n${content}\n`);
  if (changed === null) throw new Error(`docs/conformance.md has no section ${name}`);
  if (changed !== document) writeFileSync(file, changed);
}
