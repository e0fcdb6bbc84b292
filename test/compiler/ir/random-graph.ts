/** Random graphs with regions, suspensions and loops, as text: a failing one is readable, and shrinks. */
import fc from 'fast-check';
import { graphFromText } from './graph-from-text.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const name = fc.constantFrom(...NAMES);
const number = fc.nat({ max: 99 });

const instruction = fc.oneof(
  fc.tuple(name, name).map(([to, from]) => `${to} = f(${from})`),
  name.map((to) => `${to} = f()`),
  name.map((read) => `g(${read})`),
  name.map((both) => `g(${both}++)`),
);
const block = fc.record({
  instructions: fc.array(instruction, { maxLength: 3 }),
  terminator: fc.constantFrom('jump', 'branch', 'suspend', 'return', 'throw', 'jump', 'branch', 'suspend'),
  read: name,
  targets: fc.tuple(number, number),
  region: number,
});
const region = fc.record({ parent: number, onThrow: number, onReturn: fc.option(number) });

/** Landing pads and targets are drawn freely: these graphs are well-formed, but not all are what lowering would make. */
export const randomGraphText = fc
  .record({
    blocks: fc.array(block, { minLength: 2, maxLength: 10 }),
    regions: fc.array(region, { maxLength: 3 }),
  })
  .map(({ blocks, regions }) => {
    const target = (draw: number): string => `b${draw % blocks.length}`;
    const lines = blocks.map(({ instructions, terminator, read, targets, region: drawn }, id) => {
      const inside = drawn % (regions.length + 1);
      const end = {
        jump: `jump ${target(targets[0])}`,
        branch: `branch ${read} ? ${target(targets[0])} : ${target(targets[1])}`,
        suspend: `suspend yield ${read} → ${target(targets[0])}`,
        return: `return ${read}`,
        throw: `throw ${read}`,
      }[terminator];
      return `b${id}${inside === 0 ? '' : ` [r${inside - 1}]`}: ${[...instructions, end].join('; ')}`;
    });
    for (const [id, { parent, onThrow, onReturn }] of regions.entries()) {
      const outer = parent % (id + 1);
      const pads = [`throw → ${target(onThrow)}`];
      if (onReturn !== null) pads.push(`return → ${target(onReturn)}`);
      lines.push(`r${id}${outer === 0 ? '' : ` in r${outer - 1}`}: ${pads.join(', ')}`);
    }
    return lines.join('\n');
  });

export const randomGraph = randomGraphText.map((text) => graphFromText(text, { bindings: NAMES }));
