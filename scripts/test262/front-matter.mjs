/**
 * The metadata at the head of a test262 file: YAML between `/*---` and `---*\/`, of which the suite uses a small part:
 * scalars, lists in brackets or on lines of their own, one level of nesting (test262 CONTRIBUTING.md, "Frontmatter").
 */

const BLOCK = /\/\*---\r?\n?(?<yaml>[\s\S]*?)---\*\//;

/**
 * @param {string} source
 * @returns {{ flags: string[], includes: string[], features: string[], negative: { phase: string, type: string } | null }}
 */
export function readFrontMatter(source) {
  const lines = (BLOCK.exec(source)?.groups?.yaml ?? '').split(/\r\n|\r|\n/);
  const phase = nested(lines, 'negative', 'phase');
  return {
    flags: list(lines, 'flags'),
    includes: list(lines, 'includes'),
    features: list(lines, 'features'),
    negative: phase === null ? null : { phase, type: nested(lines, 'negative', 'type') ?? '' },
  };
}

/** The source without its metadata: nothing there is code. */
export function withoutFrontMatter(source) {
  return source.replace(BLOCK, '');
}

function list(lines, key) {
  const start = lines.findIndex((line) => line.startsWith(`${key}:`));
  if (start === -1) return [];
  const rest = [lines[start].slice(key.length + 1), ...indentedAfter(lines, start)].join('\n');
  const inBrackets = /\[(?<items>[^\]]*)\]/.exec(rest)?.groups?.items;
  const items =
    inBrackets === undefined
      ? rest.split('\n').map((line) => line.replace(/^\s*-\s/, ''))
      : inBrackets.split(',');
  return items.map((item) => item.replace(/#.*/, '').trim()).filter((item) => item !== '');
}

function nested(lines, key, inner) {
  const start = lines.findIndex((line) => line.startsWith(`${key}:`));
  if (start === -1) return null;
  const wanted = new RegExp(`^\\s+${inner}:\\s*(?<value>\\S+)`);
  for (const line of indentedAfter(lines, start)) {
    const value = wanted.exec(line)?.groups?.value;
    if (value !== undefined) return value;
  }
  return null;
}

/** The lines that belong to the key on line `start`: indented, or items of a list written at the margin. */
function indentedAfter(lines, start) {
  const end = lines.findIndex((line, index) => index > start && /^[^\s-]/.test(line));
  return lines.slice(start + 1, end === -1 ? lines.length : end);
}
