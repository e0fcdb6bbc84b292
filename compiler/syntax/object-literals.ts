/** `{ name }` and `{ name: name }` are the same, but for one name. */
import { t } from '../babel.ts';

/**
 * Writes a shorthand out, so that its value can be another expression. `{ __proto__ }` makes a property of that name,
 * `{ __proto__: x }` would set the prototype (ES2025 B.3.1).
 */
export function unshorten(property: t.ObjectProperty): void {
  if (property.shorthand && t.isIdentifier(property.key, { name: '__proto__' })) {
    property.key = t.stringLiteral('__proto__');
    property.computed = true;
  }
  property.shorthand = false;
}
