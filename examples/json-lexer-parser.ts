/**
 * A lexer and a parser as coroutines, on a JSON file that arrives in pieces. Both are written as if they had all of
 * their input: the parser is plain recursive descent, `yield` is its "next token"; the lexer asks for more text wherever
 * a token is cut in two. The reader pushes chunks into the lexer, the lexer pushes tokens into the parser, and nothing
 * ever holds the whole text. The result is checked against JSON.parse.
 *
 * `node json-lexer-parser.js FILE` reads that file; without one a file of a bit over 1 MB is made, the same each time.
 */
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { isDeepStrictEqual } from 'node:util';
import { type Coroutine, coroutine } from 'stackless';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Token =
  | { kind: '{' | '}' | '[' | ']' | ',' | ':' | 'end' }
  | { kind: 'value'; value: null | boolean | number | string };

/** What the parser is: asks for a token with each yield, and returns the value it has read. */
type Parsing<T> = Generator<void, T, Token>;
type Parser = Coroutine<void, Json, Token>;

const unexpected = (token: Token, wanted: string): SyntaxError => {
  const what = token.kind === 'value' ? JSON.stringify(token.value) : token.kind;
  return new SyntaxError(`unexpected ${what}, wanted ${wanted}`);
};

const value = coroutine(function* (token: Token): Parsing<Json> {
  switch (token.kind) {
    case 'value':
      return token.value;
    case '[':
      return yield* array();
    case '{':
      return yield* object();
    default:
      throw unexpected(token, 'a value');
  }
});

const array = coroutine(function* (): Parsing<Json[]> {
  const items: Json[] = [];
  let token = yield;
  if (token.kind === ']') return items;
  for (;;) {
    items.push(yield* value(token));
    token = yield;
    if (token.kind === ']') return items;
    if (token.kind !== ',') throw unexpected(token, ', or ]');
    token = yield;
  }
});

const object = coroutine(function* (): Parsing<{ [key: string]: Json }> {
  const members: [key: string, member: Json][] = [];
  let key = yield;
  if (key.kind === '}') return {};
  for (;;) {
    if (key.kind !== 'value' || typeof key.value !== 'string') throw unexpected(key, 'a key');
    const colon = yield;
    if (colon.kind !== ':') throw unexpected(colon, ':');
    members.push([key.value, yield* value(yield)]);
    const next = yield;
    if (next.kind === '}') return Object.fromEntries(members);
    if (next.kind !== ',') throw unexpected(next, ', or }');
    key = yield;
  }
});

const parse = coroutine(function* (): Parsing<Json> {
  const result = yield* value(yield);
  const end = yield;
  if (end.kind !== 'end') throw unexpected(end, 'the end');
  return result;
});

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.eE+-])/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const WORDS = new Map<string, null | boolean>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const WORD = /[a-z]+/y;

let tokens = 0;

/**
 * Gets text with each yield, '' for the end, and returns what the parser made of it.
 * A token that touches the end of the text may go on in the next chunk: it is read again with more of it.
 */
const lex = coroutine(function* (parser: Parser): Generator<void, Json, string> {
  let text = '';
  let at = 0;
  let ended = false;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    return found !== undefined && (ended || at + found.length < text.length) ? found : undefined;
  };
  const send = (token: Token): Json | void => {
    tokens++;
    return parser.resume(token);
  };
  parser.next();
  for (;;) {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    const first = text.charAt(at);
    let found: string | undefined;
    switch (first) {
      case '{':
      case '}':
      case '[':
      case ']':
      case ',':
      case ':':
        at++;
        send({ kind: first });
        continue;
      case '':
        if (ended) return send({ kind: 'end' }) as Json;
        break;
      case '"':
        // Escapes are undone, and control characters refused, by JSON.parse, one string at a time.
        if ((found = match(STRING)) !== undefined)
          send({ kind: 'value', value: JSON.parse(found) as string });
        break;
      default:
        if ((found = match(NUMBER)) !== undefined) {
          send({ kind: 'value', value: Number(found) });
        } else if ((found = match(WORD)) !== undefined) {
          const word = WORDS.get(found);
          if (word === undefined) throw new SyntaxError(`no value is called ${found}`);
          send({ kind: 'value', value: word });
        }
    }
    if (found !== undefined) {
      at += found.length;
      continue;
    }
    if (ended) throw new SyntaxError(`cannot read ${JSON.stringify(text.slice(at, at + 20))}`);
    const more = yield;
    ended = more === '';
    text = text.slice(at) + more;
    at = 0;
  }
});

/** In pieces of a prime number of bytes: tokens, escapes and characters of several bytes are cut anywhere. */
function parseFile(path: string): { result: Json; chunks: number } {
  const lexer = lex(parse());
  lexer.next();
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(4093);
  const file = openSync(path, 'r');
  let chunks = 0;
  try {
    for (let read: number; (read = readSync(file, buffer)) > 0; chunks++) {
      const text = decoder.write(buffer.subarray(0, read));
      if (text !== '') lexer.resume(text);
    }
  } finally {
    closeSync(file);
  }
  const cut = decoder.end();
  if (cut !== '') lexer.resume(cut);
  return { result: lexer.resume('') as Json, chunks };
}

/** Weather stations with their readings: nested, with every kind of token, escapes, and text in several scripts. */
function makeFile(path: string): void {
  let seed = 20_260_101;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  const names = ['Nørre "Vig"', 'Åre\\Duved', 'Zürich\tKloten', '東京', 'Ushuaia\n', 'Ålesund', 'Perth 🌦'];
  const stations = Array.from({ length: 1_500 }, (_, id) => ({
    id,
    name: `${names[random(names.length)]} ${id}`,
    active: random(5) > 0,
    place: {
      latitude: (random(180_000) - 90_000) / 1_000,
      longitude: random(360_000) / 1_000 - 180,
      height: null,
    },
    tags: Array.from({ length: random(4) }, () => `tag-${random(100)}`),
    readings: Array.from({ length: 8 + random(8) }, (_, hour) => ({
      hour,
      celsius: (random(600) - 250) / 10,
      pressure: random(50) === 0 ? null : 98_000 + random(5_000),
      visibility: random(40) === 0 ? 1e21 : random(100) * 1e-7,
    })),
    more: [[], {}, [[random(10)]]],
  }));
  writeFileSync(path, JSON.stringify({ version: 1, stations }, null, 1));
}

function report(path: string): void {
  const { result, chunks } = parseFile(path);
  const text = readFileSync(path, 'utf8');
  console.log(`${Buffer.byteLength(text)} bytes in ${chunks} chunks, ${tokens} tokens`);
  console.log(`same as JSON.parse: ${isDeepStrictEqual(result, JSON.parse(text))}`);
}

function complaint(text: string): string {
  const lexer = lex(parse());
  lexer.next();
  try {
    for (const chunk of [...text, '']) lexer.resume(chunk);
    return 'fine';
  } catch (error) {
    return String(error);
  }
}

const given = process.argv[2];
if (given !== undefined) {
  report(given);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'stations-'));
  try {
    makeFile(join(folder, 'stations.json'));
    report(join(folder, 'stations.json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log('character by character:');
  for (const text of [
    '[1, 2.5e3, {"a": [tru',
    '[1, 2',
    '{"a" 1}',
    '[1 2]',
    '[1.]',
    '{"a": [{}, [nil]]}',
    ' [-0.5E-3] ',
  ]) {
    console.log(`  ${text}  ${complaint(text)}`);
  }
}
