/**
 * Random graphs of the kind that lowering makes: each suspension has a resume block of its own, each region landing pads
 * in its parent, temporaries are assigned before they are read.
 */
import fc from 'fast-check';

export const VARIABLES = ['a', 'b', 'c', 'd'];
const name = fc.constantFrom(...VARIABLES);
const number = fc.nat({ max: 99 });

/** `%` becomes a number of its own, so that every temporary is assigned once. */
const instructions = fc.oneof(
  name.map((to) => `${to} = f()`),
  fc.tuple(name, name).map(([to, from]) => `${to} = ${from}`),
  name.map((read) => `g(${read})`),
  name.map((both) => `${both}++`),
  fc.tuple(name, name, name).map(([from, to, also]) => `t% = ${from}; ${to} = h(${also}); g(t%, ${to}++)`),
  fc.tuple(name, name).map(([from, changed]) => `t% = ${from}; g(${changed}++, t%)`),
  fc.constant('t% = 7; f(t%)'),
);
const block = fc.record({
  instructions: fc.array(instructions, { maxLength: 2 }),
  terminator: fc.constantFrom(
    'jump',
    'jump',
    'branch',
    'branch',
    'loop',
    'suspend',
    'suspend',
    'return',
    'throw',
  ),
  read: name,
  first: number,
  second: number,
  region: number,
  resume: fc.constantFrom('', '$ = received; ', 'g(received); ', 'g(t%); '),
});
const region = fc.record({
  parent: number,
  onThrow: number,
  onReturn: fc.option(number),
  read: fc.constantFrom('$ = received; ', 'g(received, $); ', ''),
  variable: name,
});

export const randomProgram = fc
  .record({
    blocks: fc.array(block, { minLength: 2, maxLength: 9 }),
    regions: fc.array(region, { maxLength: 3 }),
  })
  .map(({ blocks, regions }) => {
    const lines: string[] = [];
    let nextBlock = blocks.length;
    const parentOf = (id: number): number => (regions[id]?.parent ?? 0) % (id + 1);
    const inside = (number: number): string => (number === 0 ? '' : ` [r${number - 1}]`);
    const target = (draw: number): string => `b${draw % blocks.length}`;
    const handlesReturns = (number: number): boolean => {
      for (let at = number; at > 0; at = parentOf(at - 1))
        if (regions[at - 1]?.onReturn !== null) return true;
      return false;
    };

    for (const [id, drawn] of blocks.entries()) {
      // The entry is never resumed at, and stands outside, like the prologue of a function.
      const where = id === 0 ? 0 : drawn.region % (regions.length + 1);
      const parts = drawn.instructions.map((text, index) => text.replaceAll('%', `${id}${index}`));
      const first = target(drawn.first);
      const second = target(drawn.second);
      let end = `jump ${first}`;
      if (drawn.terminator === 'branch') end = `branch ${drawn.read} ? ${first} : ${second}`;
      if (drawn.terminator === 'loop') end = `branch true ? ${first} : ${second}`;
      if (drawn.terminator === 'throw') end = `throw ${drawn.read}`;
      if (drawn.terminator === 'return' && !handlesReturns(where)) end = `return ${drawn.read}`;
      if (drawn.terminator === 'suspend') {
        const resume = nextBlock++;
        const saved = `t${resume}9`;
        if (drawn.resume.includes('%')) parts.push(`${saved} = ${drawn.first % 2 === 0 ? '3' : drawn.read}`);
        const then = drawn.resume.replace('$', drawn.read).replace('t%', saved);
        end = `suspend yield ${drawn.read} → b${resume}`;
        lines.push(`b${resume}${inside(where)}: ${then}jump ${first}`);
      }
      lines.splice(id, 0, `b${id}${inside(where)}: ${[...parts, end].join('; ')}`);
    }
    const listed: string[] = [];
    for (const [id, { onThrow, onReturn, read, variable }] of regions.entries()) {
      const parent = parentOf(id);
      const pads = [`throw → b${nextBlock}`];
      const then = read.replace('$', variable);
      lines.push(`b${nextBlock++}${inside(parent)}: ${then}jump ${target(onThrow)}`);
      if (onReturn !== null) {
        pads.push(`return → b${nextBlock}`);
        const end = handlesReturns(parent) ? `jump ${target(onReturn)}` : `return injected ${variable}`;
        lines.push(`b${nextBlock++}${inside(parent)}: ${then}${end}`);
      }
      listed.push(`r${id}${parent === 0 ? '' : ` in r${parent - 1}`}: ${pads.join(', ')}`);
    }
    return [...lines, ...listed].join('\n');
  });
