/**
 * Where a text stops being JSON (RFC 8259): the offset of the first character that cannot stand where it stands, or the length of the text where it only ends too early.
 * Engines of JavaScript word this each in their own way, or not at all.
 */
export function jsonOffset(text: string): number {
  const open: string[] = [];
  /** What may come: a value, a value or `]`, a key, a key or `}`, a colon, or what follows a value. */
  let wanted: 'value' | 'value]' | 'key' | 'key}' | ':' | 'next' = 'value';
  let at = 0;
  for (;;) {
    BLANKS.lastIndex = at;
    BLANKS.test(text);
    at = BLANKS.lastIndex;
    const character = text[at];
    if (character === undefined) return at;
    if (wanted === ':') {
      if (character !== ':') return at;
      wanted = 'value';
      at++;
    } else if (wanted === 'next') {
      const inside = open.at(-1);
      if (inside !== undefined && character === (inside === '{' ? '}' : ']')) open.pop();
      else if (inside !== undefined && character === ',') wanted = inside === '{' ? 'key' : 'value';
      else return at;
      at++;
    } else if ((character === ']' && wanted === 'value]') || (character === '}' && wanted === 'key}')) {
      open.pop();
      wanted = 'next';
      at++;
    } else if (wanted.startsWith('key')) {
      const end = past(STRING, text, at);
      if (end === null) return broken(text, at);
      wanted = ':';
      at = end;
    } else if (character === '{' || character === '[') {
      open.push(character);
      wanted = character === '{' ? 'key}' : 'value]';
      at++;
    } else {
      const end = past(SCALAR, text, at);
      if (end === null) return broken(text, at);
      wanted = 'next';
      at = end;
    }
  }
}

const BLANKS = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings.
const STRING = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const SCALAR = new RegExp(`${STRING.source}|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null`, 'y');

function past(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** In a string: the character that it breaks at. */
function broken(text: string, at: number): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings.
  const started = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;
  return past(started, text, at) ?? at;
}
