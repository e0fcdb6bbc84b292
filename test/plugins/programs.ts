/** Programs in syntax that no engine runs, so that what the other plugin makes of them alone is the measure. */

/** Decorators see the functions as they are, and what they put in place counts. */
export const DECORATORS = `
const tag = (fn) => Object.prototype.toString.call(fn);
function traced(value, { kind, name, static: isStatic, private: isPrivate }) {
  log(kind, String(name), isStatic, isPrivate, tag(value));
  if (kind === 'method') return function (...args) { log('call', String(name)); return value.apply(this, args); };
}
function seen(value, { name, addInitializer }) { addInitializer(function () { log('init', String(name), typeof this, tag(value)); }); }
class A {
  @traced async load(x) { await null; return [this.#secret, x]; }
  @traced static *items() { yield* [1, 2]; }
  @seen @traced async *stream() { yield await this.load(1); yield* [super.toString === Object.prototype.toString]; }
  @traced accessor count = 1;
  @traced field = async () => this.count;
  #secret = 's';
  @traced get value() { return this.#secret; }
  @traced async #hidden(y) { return ['hidden', y, this.#secret]; }
  @traced static async #shy() { return 'shy'; }
  static async callShy() { return this.#shy(); }
  callHidden() { return this.#hidden(2); }
  @seen static async s() { return super.name; }
  @traced *['comp' + 1]() { yield new.target; }
  *['plain' + 1]() { yield 'plain'; }
}
const extend = (C, { kind, name }) => { log(kind, name); return class extends C { async load(x) { return ['sub', ...(await super.load(x))]; } }; };
const B = (() => { @extend class B extends A {
  async *other() { yield typeof B; yield* super.plain1(); }
  static async *of() { yield* this.#own(); }
  static *#own() { yield 'own'; }
  *['k' + 1]() { yield 'k'; }
} return B; })();
const C = class { @seen async m() { return typeof C; } @traced static async *n() { yield 1; } };
(async () => {
  const b = new B();
  log(await b.load(3), [...A.items()], await b.field(), b.count, b.value, await b.callHidden(), await A.callShy(), typeof (await A.s()));
  for await (const x of b.stream()) log(x);
  for await (const x of b.other()) log(x);
  log([...b.comp1()].length, [...b.k1()], tag(b.other), tag(b.k1), tag(b.plain1), b.plain1() instanceof b.plain1);
  for await (const x of B.of()) log(x);
  log(await new C().m());
  for await (const x of C.n()) log(x);
  log(Object.getOwnPropertyNames(A.prototype), Object.getOwnPropertyNames(A).sort(), A.prototype.stream.name);
})();
`;

/** The same by the older proposal, which decorates methods of literals, too. */
export const LEGACY_DECORATORS = `
const tag = (fn) => Object.prototype.toString.call(fn);
function traced(target, name, d) {
  log(typeof target, String(name), tag(d.value), d.enumerable);
  const { value } = d;
  return { ...d, value(...args) { log('call', String(name)); return value.apply(this, args); } };
}
function cls(C) { log('class', C.name, tag(C.prototype.late)); C.extra = async () => 'extra'; }
@cls class A {
  @traced async load(x) { await null; return [this.#secret, x]; }
  @traced static *items() { yield* [1, 2]; }
  @traced async *stream() { yield await this.load(1); yield* [super.toString === Object.prototype.toString]; }
  #secret = 's';
  *['comp' + 1]() { yield new.target; }
  async late() { return A.name; }
  field = async () => this.#secret;
}
const o = { @traced *q() { yield* [1, 2]; }, @traced async m() { return super.toString === Object.prototype.toString; } };
(async () => {
  const b = new A();
  log(await b.load(3), [...A.items()], await b.field(), [...b.comp1()].length, await b.late(), await A.extra(), await o.m(), [...o.q()]);
  for await (const x of b.stream()) log(x);
  log(Object.getOwnPropertyNames(A.prototype), Object.getOwnPropertyNames(A).sort());
})();
`;

/** Elements live on across suspensions, and functions that suspend stand in elements. */
export const JSX = `
function* asked(n) { return <p id={yield 'id'} n={n} {...yield 'rest'}>{yield <b />}<i>{n}</i></p>; }
function* rows(names) { for (const name of names) { const row = <li key={name}>{name}</li>; const sent = yield row; if (sent) yield <b>{sent}</b>; } return <hr />; }
async function List({ of, ...rest }) {
  const items = await of;
  const children = [...rows(items)];
  return <ul {...rest} onClick={async () => { await null; return items.length; }}>{children}{children.length > 1 && <><i /> text</>}</ul>;
}
class View { async *render() { yield <View.Part view={this} render={async function* () { yield <p />; }} />; } static Part() {} }
(async () => {
  const list = await List({ of: Promise.resolve(['a', 'b']), id: 'x' });
  log(list, await list.props.onClick());
  const ask = asked(1); log(ask.next().value, ask.next('p').value, ask.next({ a: 1 }).value, ask.next('end').value);
  log(<List {...await { of: [] }}>{await 'awaited'}</List>.props);
  const it = rows(['c']); log(it.next().value, it.next('sent').value, it.next().value);
  for await (const part of new View().render()) { log(part.type.name, Object.keys(part.props)); for await (const inner of part.props.render()) log(inner); }
})();
`;
