/** What only methods may say: `super`, and private names. */
import { expression, type Place } from './place.ts';

export function memberOfMethod(place: Place): string {
  const x = (): string => expression(place);
  if (!place.hasSuper) return `(o[${x()}] = ${x()})`;
  const text = place.dice.pick([
    () => `super.m(${x()}, ${x()})`,
    () => `super.x = ${x()}`,
    () => `super[${x()}] = ${x()}`,
    () => `super.g += ${x()}`,
    () => `super[${x()}] ??= ${x()}`,
    () => `super[${x()}]++`,
    () => `super.m?.(${x()})`,
    () => `super.m(...iter(${x()}), ${x()})`,
    () => `super.none(${x()})`,
    () => `super[f('m')](${x()})`,
    () => `[super.x = ${x()}] = iter(${x()})`,
    () => `super.tag\`\${${x()}}\``,
    () => `{ x: super.x, ...super.y } = { x: ${x()}, y: ${x()} }`,
    () => `delete super[${x()}]`,
  ])();
  return `(${text})`;
}

export function memberOfClass(place: Place): string {
  const x = (): string => expression(place);
  if (!place.hasPrivateNames) return `o.m(${x()}, ${x()})`;
  const text = place.dice.pick([
    () => `this.#p = ${x()}`,
    () => `this.#p += ${x()}`,
    () => `this.#p ??= ${x()}`,
    () => `this.#p++`,
    () => `this.#m(${x()}, ${x()})`,
    () => `this?.#m(${x()})`,
    () => `(${x()})?.#p`,
    () => `#p in ${x()}`,
    () => `f(this).#p = ${x()}`,
    () => `(${x()}).#p = ${x()}`,
    () => `this.#m\`\${${x()}}\``,
    () => `this.#g = ${x()}`,
    () => `[this.#p = ${x()}] = iter(${x()})`,
    () => `{ x: this.#p, ...this.#g } = { x: ${x()}, y: ${x()} }`,
    () => `this.#p &&= ${x()}`,
    () => `this.#g--`,
    () => `this?.#p?.[${x()}]`,
    () => `(this?.#m)(${x()})`,
    () => `this.#m = ${x()}`,
  ])();
  return `(${text})`;
}
