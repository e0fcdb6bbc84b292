/** Functions of every kind within the coroutine, and what is done with them. */
import { closesSyncIterators } from './engine.ts';
import { unpacked } from './patterns.ts';
import {
  block,
  expression,
  type FunctionKind,
  functionKinds,
  inArrow,
  inFunction,
  isAsync,
  type Place,
  withoutSuspension,
} from './place.ts';
import { asyncIterable, iterable } from './suspending.ts';

export const HEADS: Readonly<Record<FunctionKind, readonly [async: string, star: string]>> = {
  sync: ['', ''],
  generator: ['', '*'],
  async: ['async ', ''],
  'async-generator': ['async ', '*'],
};

/** A list of parameters; those of compiled functions are bound by the states, if binding them can fail. */
export function parameters(place: Place): string {
  const { dice } = place;
  const x = (): string => expression(withoutSuspension(place));
  return dice.pick([
    () => '',
    () => 'p, q',
    () => `p = ${x()}, q`,
    () => `p, q = () => p, ...rest`,
    () => `{ x: p = ${x()}, ...q } = { y: 1 }`,
    () => `[p, q = ${x()}] = iter(1)`,
    () => `p = (() => q)(), q = 1`,
    () => `p, q = (x) => { p = x; return ${x()}; }`,
    () => unpacked(withoutSuspension(place), ['p', 'q'], iterable),
  ])();
}

/** Name, parameters and body of a method, after its modifiers. */
export function method(place: Place, kind: FunctionKind, name: string): string {
  const inner = { ...inFunction(place, kind), hasSuper: true };
  const [async, star] = HEADS[kind];
  return `${async}${star}${name}(${parameters(inner)}) ${body(inner, kind)}`;
}

/** The directive is the mark; what is marked and what is not work together. */
function body(inner: Place, kind: FunctionKind): string {
  const { dice } = inner;
  const directive = kind === 'generator' && inner.functions === 'marked' && dice.chance(40);
  const text = block({ ...inner, compiled: inner.compiled || directive });
  return directive ? text.replace('{', "{\n'use coroutine';") : text;
}

export function functionLiteral(place: Place, kind: FunctionKind, name = ''): string {
  const { dice } = place;
  if (dice.chance(15)) return `({ ${method(place, kind, 'm')} }).m`;
  if (kind === 'generator' && place.functions === 'marked' && dice.chance(20))
    return markedLiteral(place, kind, name);
  return plainLiteral(place, kind, name, false);
}

/** In the call that is the mark. */
const markedLiteral = (place: Place, kind: FunctionKind, name = ''): string =>
  `co${plainLiteral(place, kind, name, true)}`;

function plainLiteral(place: Place, kind: FunctionKind, name: string, marked: boolean): string {
  const { dice } = place;
  const [async, star] = HEADS[kind];
  if ((kind === 'sync' || kind === 'async') && dice.chance(45)) {
    const arrow = inArrow(place, kind);
    const inner = { ...arrow, compiled: arrow.compiled || marked };
    return `(${async}(${parameters(inner)}) => ${dice.chance(50) ? expression(inner) : block(inner)})`;
  }
  const own = inFunction(place, kind);
  const inner = { ...own, compiled: own.compiled || marked };
  const text = marked ? block(inner) : body(inner, kind);
  return `(${async}function${star} ${name}(${parameters(inner)}) ${text})`;
}

/** How a generator is driven: `n`, `t` and `r` for next, throw and return, `q` in front for all at once. */
export function schedule({ dice }: Place): string {
  const letters = Array.from({ length: dice.below(5) }, () => dice.pick(['n', 'n', 'n', 't', 'r']));
  return `'${dice.chance(25) ? 'q' : ''}${letters.join('')}'`;
}

export function functionUse(place: Place): string {
  const { dice } = place;
  const x = (): string => expression(place);
  const kind = dice.pick(functionKinds(place));
  const name = dice.pick(['', '', 'g', 'a']);
  const fn = (): string => functionLiteral(place, kind, name);
  const waits = isAsync(place) && !(place.detached && dice.chance(40)) ? 'await ' : '';
  const uses = [
    () => `use(${fn()}, ${x()}, ${schedule(place)}, ${x()})`,
    () => `use(${fn()}, o, ${schedule(place)}, ${x()}, ${x()})`,
  ];
  const text = dice.pick<() => string>(
    {
      sync: [
        ...uses,
        () => `${fn()}(${x()})`,
        () => `${fn()}.call(${x()}, ${x()})`,
        () => `new (${fn()})(${x()})`,
        () => `fs.push(${fn()})`,
        () => `${fn()}\`\${${x()}}\``,
        () => `({ get z() ${block(inFunction(place))} }).z`,
        () => `[1, 2].map(${fn()})`,
        () => `fs.push(() => ${dice.pick(['a', 'b', 'c', 'v', 'i', 'k', 'p'])})`,
        () => `fs.push(() => { try { return ${dice.pick(['a', 'i', 'k'])} += 1; } catch (e) { return e; } })`,
      ],
      generator: [
        ...uses,
        ...uses,
        () => `[...${fn()}(${x()})]`,
        () => `[a, b = ${x()}] = ${fn()}(${x()})`,
        () =>
          place.kind === 'generator' || (place.kind === 'async-generator' && closesSyncIterators)
            ? `yield* ${fn()}(${x()})`
            : `f(...${fn()}())`,
        // Marked functions refuse it too, once parameters are bound.
        () => (place.functions === 'all' ? `new (${fn()})(${x()})` : `f(...${fn()}())`),
      ],
      async: [
        ...uses.map((use) => () => `${waits}${use()}`),
        () => (waits ? `await ${fn()}(${x()})` : `watch(${fn()}(${x()}))`),
        () => (place.functions === 'all' ? `${fn()}(${x()})` : `${waits}use(${fn()}, o, '')`),
        () =>
          place.compiled && isAsync(place) && place.functions === 'marked'
            ? `await ${markedLiteral(place, kind, name)}(${x()})`
            : `${waits}use(${fn()}, o, '')`,
      ],
      'async-generator': [
        ...uses.map((use) => () => `${waits}${use()}`),
        ...uses.map((use) => () => `${waits}${use()}`),
        () => (place.kind === 'async-generator' ? `yield* ${fn()}(${x()})` : `${waits}use(${fn()}, o, 'nn')`),
      ],
    }[kind],
  )();
  const facts = place.functions === 'all' && dice.chance(6);
  return facts ? `facts(${functionLiteral(place, kind, name)})` : `(${text})`;
}

/** Something to loop over: an inner generator among them. */
export function loopedOver(place: Place, waits: boolean): string {
  if (place.dice.chance(20)) {
    const isAsync = waits && (place.dice.chance(60) || !closesSyncIterators);
    const kind = isAsync ? 'async-generator' : 'generator';
    return `${functionLiteral(place, kind)}(${expression(place)})`;
  }
  return waits ? asyncIterable(place) : iterable(place);
}
