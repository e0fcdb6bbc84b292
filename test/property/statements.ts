/** Statements. */
import { className, classText } from './classes.ts';
import { functionLiteral, schedule } from './functions.ts';
import { type Form, LOOPS, labelled } from './loops.ts';
import { bindingPattern, source, unpacked } from './patterns.ts';
import { block, expression, functionKinds, isAsync, type Place, statement, statements } from './place.ts';
import { RESOURCES } from './resources.ts';

export const STATEMENTS: readonly Form[] = [
  { weight: 5, write: (place) => `${expression(place)};` },
  { weight: 6, write: record },
  { weight: 5, write: declaration },
  { weight: 4, write: unpacking },
  { weight: 3, write: functionDeclaration },
  { weight: 2, write: () => 'log(...fs.splice(0).map((h) => h()));' },
  { weight: 4, write: conditional },
  { weight: 3, write: switchStatement },
  { weight: 3, write: cases },
  { weight: 8, write: tryStatement },
  { weight: 2, write: nest },
  { weight: 2, write: classDeclaration },
  { weight: 2, write: (place) => labelled(false, place, (within) => `{\n${statements(within)}\n}`, 50) },
  { weight: 4, write: jump },
  { weight: 2, write: returnStatement },
  { weight: 2, write: throwStatement },
  ...LOOPS,
  ...RESOURCES,
];

/** What a program goes on after, or what follows an error would never be tried. Not around declarations: they bind. */
export function guarded(text: string, place: Place): string {
  return place.dice.chance(35) || /^(let|const|class|async|function|log\(typeof)/.test(text)
    ? text
    : `try {\n${text}\n} catch (e) { log('error', e); }`;
}

function record(place: Place): string {
  const { dice } = place;
  return `log(${dice.below(100)}, ${expression(place)}${dice.chance(33) ? `, ${expression(place)}` : ''});`;
}

function declaration(place: Place): string {
  const { dice } = place;
  const x = expression(place);
  const name = dice.pick(['a', 'b', 'c', 'k']);
  if (dice.chance(25)) return `var v = ${x};`;
  if (place.declared.has(name)) return `${name} = ${x};`;
  place.declared.add(name);
  if (name === 'k') return `const k = ${x};`;
  return dice.chance(25) ? `let ${name};` : `let ${name} = ${x};`;
}

function unpacking(place: Place): string {
  const { dice } = place;
  const free = ['a', 'b', 'c'].every((name) => !place.declared.has(name));
  // What the right side declares is in functions of its own.
  const names = free ? ['a', 'b', 'c'] : ['v', 'w', 'u'];
  const text = `${unpacked(place, names, source)};`;
  if (free) for (const name of names) if (new RegExp(`\\b${name}\\b`).test(text)) place.declared.add(name);
  return `${free ? dice.pick(['let', 'const']) : 'var'} ${text}`;
}

function functionDeclaration(place: Place): string {
  const { dice } = place;
  const name = dice.pick(['g', 'h']);
  // Sloppy code may declare plain functions of a block twice (ES2025 B.3.2.4).
  if (place.declared.has(name)) return `log(typeof ${name});`;
  place.declared.add(name);
  const kind = dice.pick(functionKinds(place));
  const literal = functionLiteral(place, kind, name);
  if (!/^\((async )?function/.test(literal)) return `let ${name} = ${literal};`;
  const text = literal.slice(1, -1);
  const waits = isAsync(place) ? 'await ' : '';
  const used =
    kind === 'sync' ? `${name}(${expression(place)})` : `${waits}use(${name}, o, ${schedule(place)})`;
  const [before, after] = dice.pick([
    [`log(typeof ${name}, ${used});\n`, ''],
    ['', kind === 'sync' ? `\nfs.push(${name});` : `\n${used};`],
    [`${name} = f(${name});\n`, `\nlog(typeof ${name}, ${used});`],
    ['', `\nlog(${used});\n${name} = 1;`],
  ]);
  return `${before}${text}${after}`;
}

function conditional(place: Place): string {
  const { dice } = place;
  if (!place.strict && dice.chance(10)) {
    // A name of its own: Babel takes the function for one of the block around, where it might be a `let`.
    const name = `h${place.budget.names++}`;
    return `if (${expression(place)}) function ${name}() { return ${dice.below(9)}; }\nlog(typeof ${name});`;
  }
  const otherwise = dice.chance(50) ? ` else ${block(place)}` : '';
  return `if (${expression(place)}) ${block(place)}${otherwise}`;
}

function switchStatement(place: Place): string {
  const { dice } = place;
  const within = { ...place, breakable: true, declared: new Set<string>() };
  const leave = (): string => (dice.chance(50) ? 'break;' : '');
  return (
    `switch (${expression(place)}) {\ncase ${expression(within)}: ${block(within)} ${leave()}\n` +
    `${dice.chance(33) ? 'default: log("default");' : ''} ${leave()}\ncase ${expression(within)}: let a = 1; ${block(within)}\n}`
  );
}

/** One scope for all cases: a jump to a later one passes the declarations of the earlier ones. */
function cases(outside: Place): string {
  return labelled(false, outside, (place) => {
    const { dice } = place;
    const within = { ...place, breakable: true, declared: new Set<string>() };
    const leave = (): string => (dice.chance(50) ? 'break;' : '');
    const captured = dice.chance(20) ? 'fs.push(() => a, () => typeof g);' : '';
    const first = `case ${expression(within)}: ${captured}\n${statement(within)} ${leave()}\n`;
    const second = `case ${expression(within)}: ${statement(within)} ${leave()}\n`;
    const fallback = `default: ${statement(within)} ${leave()}\n`;
    const all = dice.pick([
      [first, second, fallback],
      [fallback, first, second],
      [first, fallback, second],
    ]);
    return `switch (${expression(place)}) {\n${all.join('')}}`;
  });
}

function tryStatement(place: Place): string {
  const { dice } = place;
  // Messages are the engine's, and name temporaries: only names of errors are compared.
  const caught = dice.pick([
    () => '(e)',
    () => '(e)',
    () => '',
    () => `({ name: e = ${expression(place)} })`,
    () => `(${bindingPattern(place, ['e', 'j'])})`,
  ])();
  const report =
    caught === ''
      ? ''
      : `log('caught', e);${dice.chance(20) ? ' fs.push(() => e, () => { e = 1; });' : ''}\n`;
  const parts = dice.pick(['catch', 'finally', 'both', 'both']);
  const handling = parts === 'finally' ? '' : ` catch ${caught} {\n${report}${statements(place)}\n}`;
  const finishing = parts === 'catch' ? '' : ` finally {\nlog('finally');\n${statements(place)}\n}`;
  return labelled(false, place, (within) => `try ${block(within)}${handling}${finishing}`, 15);
}

/** Several `finally` around a jump, one with a jump of its own. */
function nest(outside: Place): string {
  const { dice } = outside;
  return labelled(
    true,
    outside,
    (within) => {
      const place = { ...within, declared: new Set<string>() };
      const label = place.labels.at(-1)?.name ?? '';
      const jumps = ['break', 'continue', `break ${label}`, `continue ${label}`];
      const value = expression(place);
      const jump = dice.pick([...jumps, place.returns ? `return ${value}` : 'break', `throw ${value}`]);
      const override = dice.pick([
        '',
        '',
        '',
        `if (f(0)) break ${label};`,
        `if (f(1)) continue ${label};`,
        'if (f(1)) break;',
      ]);
      const head = dice.pick(['while (tick())', 'for (const i of iter(1, 2))', 'do']);
      return (
        `${head} {\ntry {\n${statements(place)}\nfor (const i of iter(3)) try {\nif (f(1)) ${jump};\n} finally {\n` +
        `log('inner', i);\n${statements(place)}\n}\n} finally {\nlog('outer');\n` +
        `${statements(place)}\n${override}\n}\n}${head === 'do' ? ' while (tick());' : ''}`
      );
    },
    100,
  );
}

function classDeclaration(place: Place): string {
  const name = className(place);
  const early = place.dice.chance(33) ? `fs.push(() => typeof ${name});\n` : '';
  const waits = isAsync(place) ? 'await ' : '';
  return `${early}${classText(place, name)}\nlog(${name}.name, ${waits}exercise(${name}, ${schedule(place)}));`;
}

function jump(place: Place): string {
  const { dice } = place;
  const continues = dice.chance(50);
  const labels = place.labels.filter((label) => label.loop || !continues);
  const label = labels.length > 0 && dice.chance(50) ? ` ${dice.pick(labels).name}` : '';
  if (continues ? place.inLoop || label !== '' : place.breakable || label !== '')
    return `if (f(${dice.below(2)})) ${continues ? 'continue' : 'break'}${label};`;
  return ';';
}

function returnStatement(place: Place): string {
  if (!place.returns) return ';';
  return place.dice.chance(25) ? 'return;' : `return ${expression(place)};`;
}

function throwStatement(place: Place): string {
  const x = expression(place);
  return place.dice.chance(50) ? `throw ${x};` : `throw new Error(String(${x}));`;
}
