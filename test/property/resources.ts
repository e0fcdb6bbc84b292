/** `using` and `await using`. */
import { hasDisposal } from './engine.ts';
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
  // Babel's plugin takes `await using` in a head for `using`, and makes no dead zone there: so no name that the head mentions.
  const kind = hasDisposal ? keyword(place) : 'using';
  return (
    `for ${waits}(${kind} r9 of [${resource(place)}, ${resource(place)}]) {\n` +
    `if (!tick()) break;\n${statements(within)}\n}`
  );
}
