/** `using` and `await using`. */
import type { Form } from './loops.ts';
import { expression, isAsync, type Place, statements } from './place.ts';

export const RESOURCES: readonly Form[] = [
  { weight: 2, write: scope },
  { weight: 1, write: loop },
];

const keyword = (place: Place): string => (isAsync(place) && place.dice.chance(50) ? 'await using' : 'using');

function resource(place: Place): string {
  const { dice } = place;
  const kind = dice.pick(['', '', 'throws', 'async', 'rejects', 'bad']);
  return dice.pick([
    () => `resource('${kind}', ${expression(place)})`,
    () => `resource('${kind}', ${expression(place)})`,
    () => 'null',
    () => `(${expression(place)}, undefined)`,
    () => expression(place),
  ])();
}

function scope(place: Place): string {
  if (!place.resources) return ';';
  const lines = Array.from({ length: 1 + place.dice.below(2) }, (_, k) => {
    const name = `r${k}`;
    return `${keyword(place)} ${name} = ${resource(place)};\nlog('got', typeof ${name});`;
  });
  return `{\n${lines.join('\n')}\n${statements({ ...place, declared: new Set() })}\n}`;
}

function loop(place: Place): string {
  if (!place.resources) return ';';
  const within = { ...place, inLoop: true, breakable: true };
  const waits = isAsync(place) && place.dice.chance(40) ? 'await ' : '';
  return (
    // No name that its own head may mention: what Babel's plugin makes of it has no dead zone there.
    `for ${waits}(${keyword(place)} r9 of [${resource(place)}, ${resource(place)}]) {\n` +
    `if (!tick()) break;\n${statements(within)}\n}`
  );
}
