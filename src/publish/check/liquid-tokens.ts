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

// As Liquid 5's own tokenizer: shortest tags and outputs, an output may end at one brace, and what stands open ends with the text.
const TOKEN = /\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}?|\{%|\{\{/g;
const TAG = /^\{%-?\s*(\w+|#)\s*([\s\S]*?)-?%\}$/;
const OUTPUT = /^\{\{-?([\s\S]*?)-?\}\}$/;

/**
 * What Liquid acts on, in order: nothing between `{% raw %}` and `{% endraw %}`, or in a comment, is in it; their own tags are.
 * @param from where the text begins that Liquid sees: front matter is not.
 */
export function liquidTokens(text: string, from = 0): LiquidToken[] {
  const tokens: LiquidToken[] = [];
  let within: 'raw' | 'comment' | null = null;
  TOKEN.lastIndex = from;
  for (let found = TOKEN.exec(text); found !== null; found = TOKEN.exec(text)) {
    const token = tokenOf(found[0], found.index);
    if (within !== null) {
      if (token.name !== `end${within}`) continue;
      within = null;
    } else if (token.name === 'raw' || token.name === 'comment') within = token.name;
    tokens.push(token);
  }
  return tokens;
}

function tokenOf(written: string, start: number): LiquidToken {
  const end = start + written.length;
  if (written.startsWith('{%')) {
    const tag = TAG.exec(written);
    if (tag !== null) return { start, end, kind: 'tag', name: tag[1] as string, markup: (tag[2] as string).trim(), closed: true };
    return { start, end, kind: 'tag', name: '', markup: '', closed: false };
  }
  const output = OUTPUT.exec(written);
  return { start, end, kind: 'output', name: '', markup: (output?.[1] ?? '').trim(), closed: output !== null };
}
