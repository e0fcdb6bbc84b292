/**
 * What V8 logs with `--log-deopt --log-ic`, as Node 20 to 26 do: a record a line, its fields apart by commas.
 *   code-creation,JS,tier,time,address,size,name url:line:column,…
 *   code-deopt,time,size,address,inlining,offset,kind,<url:line:column> inlined at <…>,reason
 *   LoadIC,pc,time,line,column,old state,new state,map,name,…      StoreIC, KeyedLoadIC …
 */

/** The name of the script whose creation tells that warm-up is over. */
export const MARK = 'stackless:warmed-up';

/** Two are no failed guess: the engine moves a loop that runs to better code, or runs into code that was discarded before. */
const notCounted = ({ kind, reason }) =>
  kind === 'deopt-lazy' || reason === 'prepare for on stack replacement (OSR)';

/** `1` has one shape, `P` a few; from these on a site looks its property up as if it had seen none. */
const MEGAMORPHIC = new Set(['N', 'G']);

/**
 * Gives `deopts`, those after the mark: `{ of, at, reason }`, the optimised function and the innermost place; and `sites`, the
 * megamorphic ones of the whole log: `{ type, of, at, property }`, of which a keyed one has no property. `of` is
 * `{ name, url, line, column }`, or undefined where the log does not say; `at` is `{ url, line, column }`.
 */
export function readLog(text) {
  const codes = [];
  const deopts = [];
  const sites = new Map();
  let isWarm = false;
  const codeAt = (address) => codes.findLast(({ from, to }) => from <= address && address < to)?.of;
  for (const record of text.split('\n')) {
    const fields = record.split(',');
    const [event] = fields;
    if (event === 'code-creation') {
      const [, , , , address, size, name] = fields;
      if (name?.includes(MARK)) isWarm = true;
      const of = functionOf(unescaped(name ?? ''));
      const from = Number(address);
      codes.push({ from, to: from + Number(size), of });
    } else if (event === 'code-move') {
      moved(codes, Number(fields[1]), Number(fields[2]));
    } else if (event === 'code-deopt') {
      const [, , , address, , , kind, place, ...reason] = fields;
      const deopt = { of: codeAt(Number(address)), at: placeOf(place), kind, reason: reason.join(',') };
      if (isWarm && !notCounted(deopt)) deopts.push(deopt);
    } else if (event.endsWith('IC') && MEGAMORPHIC.has(fields[6])) {
      const [type, pc, , line, column, , , , property] = fields;
      const of = codeAt(Number(pc));
      if (of) {
        const at = { url: of.url, line: Number(line), column: Number(column) };
        const keyed = type.startsWith('Keyed');
        sites.set(JSON.stringify([type, at]), { type, of, at, ...(!keyed && { property }) });
      }
    }
  }
  return { deopts, sites: [...sites.values()] };
}

function moved(codes, from, to) {
  const code = codes.findLast((each) => each.from === from);
  if (code) codes.push({ ...code, from: to, to: to + code.to - code.from });
}

const unescaped = (text) => text.replaceAll('\\x2C', ',').replaceAll('\\n', '\n');

/** Of `name url:line:column`; what has no place is none of a program's. */
function functionOf(text) {
  const [, name, url, line, column] = /^(.*?) ?(\S+):(\d+):(\d+)$/.exec(text) ?? [];
  return url && { name, url, line: Number(line), column: Number(column) };
}

/** The first is the innermost. */
function placeOf(text) {
  const [, url, line, column] = /^<(.*?):(\d+):(\d+)>/.exec(unescaped(text)) ?? [];
  return url && { url, line: Number(line), column: Number(column) };
}
