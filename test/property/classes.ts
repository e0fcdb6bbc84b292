/** Classes: what suspends in their heads, and members of every kind. */
import { HEADS, method, parameters, schedule } from './functions.ts';
import {
  block,
  expression,
  type FunctionKind,
  functionKinds,
  inArrow,
  inClassHead,
  inField,
  inFunction,
  isAsync,
  type Place,
} from './place.ts';

export function classUse(place: Place): string {
  const { dice } = place;
  const waits = isAsync(place) && !(place.detached && dice.chance(40)) ? 'await ' : '';
  return `(${waits}exercise(${classText(place)}, ${schedule(place)}))`;
}

/** A class whose heritage or keys suspend and name the class itself is refused: so each has a name of its own. */
export const className = ({ budget }: Place): string => `C${budget.names++}`;

/** `K` is what most extend: its constructor logs. */
export function classText(place: Place, name = place.dice.pick(['', '', className(place)])): string {
  const { dice } = place;
  const head = inClassHead(place);
  const heritage = dice.pick([
    () => '',
    () => ' extends K',
    () => ` extends (${expression(head)}, K)`,
    () => ` extends (${expression(head)} ? K : null)`,
    () => ' extends (class { m() { return super.toString === this.toString; } get g() { return 4; } })',
  ])();
  const hasPrivateNames = place.hasPrivateNames || dice.chance(30);
  const inside = { ...place, hasPrivateNames, strict: true };
  const members = Array.from({ length: 1 + dice.below(4) }, () => member(inside, place));
  if (hasPrivateNames && !place.hasPrivateNames) members.unshift(PRIVATE);
  if (dice.chance(25)) members.push(construction(inside, heritage !== ''));
  return `class ${name}${heritage} {\n${members.join('\n')}\n}`;
}

/** The private names that programs use. */
export const PRIVATE = `#p = 'p';
#m(...all) { log('#m', typeof this, ...all); return all.length; }
get #g() { log('get #g'); return 3; }
set #g(value) { log('set #g', value); }`;

/** `outer` is where the class stands: keys belong to it. */
function member(inside: Place, outer: Place): string {
  const { dice } = inside;
  const isStatic = dice.pick(['', '', 'static ']);
  const key = dice.pick([
    () => 'm',
    () => 'x',
    () => "'s'",
    () => `[${expression(inClassHead(outer))}]`,
    () => `[key('z')]`,
    () => '1',
  ])();
  const kinds: readonly FunctionKind[] = functionKinds(inside);
  const field = inField(inside);
  return dice.pick([
    () => `${isStatic}${method(inside, dice.pick(kinds), key)}`,
    () => `${isStatic}${method(inside, dice.pick(kinds), key)}`,
    () => `${isStatic}get ${key}() ${block({ ...inFunction(inside), hasSuper: true })}`,
    () => `${isStatic}set ${key}(value) ${block({ ...inFunction(inside), hasSuper: true })}`,
    // In an arrow of its own: Node 20 may crash when it words the error of a call in a field that has none.
    () => `${isStatic}${key} = (() => ${expression(field)})();`,
    () => `${isStatic}${key} = () => ${expression(field)};`,
    () => `static ${block({ ...field, returns: false })}`,
    () => {
      const kind = dice.pick(kinds);
      const own = `own${inside.budget.names++}`;
      return `${isStatic}${method(inside, kind, `#${own}`)}\n${isStatic}own(...all) { return this.#${own}(...all); }`;
    },
    () => `${isStatic}async = 1;`,
  ])();
}

/** With `super()` in each place where it may stand. */
function construction(inside: Place, derived: boolean): string {
  const { dice } = inside;
  const place = { ...inFunction(inside), hasSuper: true };
  if (!derived) return `constructor(${parameters(place)}) ${block(place)}`;
  const arrow = { ...inArrow(place), returns: false };
  const [async] = HEADS.async;
  return dice.pick([
    () => `constructor(...all) { super(...all); ${guarded(block(place))} }`,
    () => `constructor() { const make = () => super(1); ${guarded(block(arrow))} make(); }`,
    () => `constructor() { log(typeof new.target); super(${expression({ ...place, hasSuper: false })}); }`,
    () =>
      inside.detached
        ? `constructor() { const late = ${async}() => { log(await 1); super(2); return typeof this; }; watch(late()); return { x: 'late' }; }`
        : `constructor() { super(() => typeof this); }`,
  ])();
}

const guarded = (text: string): string => `try ${text} catch (e) { log('error', e); }`;
