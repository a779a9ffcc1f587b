/** A piece of a text that Liquid reads: offsets in the text, `end` exclusive. */
export interface LiquidToken {
  readonly start: number;
  readonly end: number;
  readonly kind: 'tag' | 'output';
  /** The first word of a tag; empty for outputs and for what is no tag at all. */
  readonly name: string;
  /** What stands between the delimiters, after a tag's name, trimmed. */
  readonly markup: string;
  /** Whether it ends where it should: Liquid stops the whole build at one that does not. */
  readonly closed: boolean;
}

const TAG = /^\{%-?\s*(\w+|#)\s*([\s\S]*?)-?%\}$/;
const OUTPUT = /^\{\{-?([\s\S]*?)-?\}\}$/;

/**
 * What Liquid acts on, in order: nothing between `{% raw %}` and `{% endraw %}`, or in a comment, is in it; their own tags are.
 * @param from where the text begins that Liquid sees: front matter is not.
 */
export function liquidTokens(text: string, from = 0): LiquidToken[] {
  const tokens: LiquidToken[] = [];
  let within: 'raw' | 'comment' | null = null;
  const last = { tag: text.lastIndexOf('%}'), output: text.lastIndexOf('}') };
  for (let at = nextOpen(text, from); at >= 0; ) {
    const token = tokenOf(written(text, at, last), at);
    at = nextOpen(text, token.end);
    if (within !== null) {
      if (token.name !== `end${within}`) continue;
      within = null;
    } else if (token.name === 'raw' || token.name === 'comment') within = token.name;
    tokens.push(token);
  }
  return tokens;
}

/** Where the next `{{` or `{%` stands; -1 where there is none. */
function nextOpen(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1))
    if (text[at + 1] === '{' || text[at + 1] === '%') return at;
  return -1;
}

/** As Liquid 5's own tokenizer: the shortest tag or output, an output may end at one brace, and what stands open is two signs long. */
function written(text: string, at: number, last: { tag: number; output: number }): string {
  const tag = text[at + 1] === '%';
  const close = at + 2 > (tag ? last.tag : last.output) ? -1 : text.indexOf(tag ? '%}' : '}', at + 2);
  if (close < 0) return text.slice(at, at + 2);
  return text.slice(at, close + (tag || text[close + 1] === '}' ? 2 : 1));
}

function tokenOf(piece: string, start: number): LiquidToken {
  const end = start + piece.length;
  if (piece.startsWith('{%')) {
    const tag = TAG.exec(piece);
    if (tag !== null) return { start, end, kind: 'tag', name: tag[1] as string, markup: (tag[2] as string).trim(), closed: true };
    return { start, end, kind: 'tag', name: '', markup: '', closed: false };
  }
  const output = OUTPUT.exec(piece);
  return { start, end, kind: 'output', name: '', markup: (output?.[1] ?? '').trim(), closed: output !== null };
}
