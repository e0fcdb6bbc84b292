// Two coroutines: a lexer that yields tokens, and a parser that pulls them and yields what it recognises. The driver counts.
import { coroutine } from 'stackless';
import { document } from './document.mjs';

const lex = coroutine(function* (text) {
  for (let i = 0; i < text.length; ) {
    switch (text.charCodeAt(i)) {
      case 0x20:
      case 0x0a:
      case 0x0d:
      case 0x09:
        i++;
        break;
      case 0x22: {
        let end = i + 1;
        for (let code = text.charCodeAt(end); code !== 0x22; code = text.charCodeAt(++end)) {
          if (code === 0x5c) end++;
        }
        const raw = text.slice(i, end + 1);
        yield { kind: 'string', value: raw.includes('\\') ? JSON.parse(raw) : raw.slice(1, -1) };
        i = end + 1;
        break;
      }
      case 0x7b:
      case 0x7d:
      case 0x5b:
      case 0x5d:
      case 0x2c:
      case 0x3a:
        yield { kind: text[i], value: undefined };
        i++;
        break;
      case 0x74:
        yield { kind: 'literal', value: true };
        i += 4;
        break;
      case 0x66:
        yield { kind: 'literal', value: false };
        i += 5;
        break;
      case 0x6e:
        yield { kind: 'literal', value: null };
        i += 4;
        break;
      default: {
        let end = i;
        while ('+-.eE0123456789'.includes(text.charAt(end) || ' ')) end++;
        if (end === i) throw new SyntaxError(`unexpected ${text[i]} at ${i}`);
        yield { kind: 'literal', value: Number(text.slice(i, end)) };
        i = end;
      }
    }
  }
  yield { kind: 'end', value: undefined };
});

/** Keeps its own stack of what is open: a letter a level. */
const parse = coroutine(function* (tokens) {
  const open = [];
  for (let token = tokens.next().value; token.kind !== 'end'; token = tokens.next().value) {
    switch (token.kind) {
      case '{':
      case '[':
        yield { event: 'open', value: token.kind };
        open.push(token.kind);
        break;
      case '}':
      case ']':
        if (open.pop() !== (token.kind === '}' ? '{' : '['))
          throw new SyntaxError(`unexpected ${token.kind}`);
        yield { event: 'close', value: token.kind };
        break;
      case ':':
      case ',':
        if (open.length === 0) throw new SyntaxError(`unexpected ${token.kind}`);
        break;
      default:
        yield { event: 'scalar', value: token.value };
    }
  }
  if (open.length > 0) throw new SyntaxError('unexpected end');
});

/** Keys count as strings. */
export function run(size) {
  const counts = { objects: 0, arrays: 0, strings: 0, letters: 0, numbers: 0, sum: 0, others: 0 };
  for (const { event, value } of parse(lex(document(size)))) {
    if (event === 'close') continue;
    if (event === 'open') counts[value === '{' ? 'objects' : 'arrays']++;
    else if (typeof value === 'string') {
      counts.strings++;
      counts.letters += value.length;
    } else if (typeof value === 'number') {
      counts.numbers++;
      counts.sum += value;
    } else counts.others++;
  }
  return counts;
}
