/** What a site understands of Liquid: what is not in here is text. */
export interface LiquidScope {
  /** Whether a tag is one of Jekyll's, or of a plug-in of the site. */
  readonly tag: (name: string) => boolean;
  /** Whether what `include`, `link` and `post_url` name is there: Jekyll builds no site otherwise. */
  readonly resolves: (tag: string, name: string) => boolean;
}

/** Liquid that an author means, in prose. Offsets of the text. */
export interface AuthorLiquid {
  /** Tags and outputs, to be left as they are. */
  readonly live: readonly Range[];
  /** Between `{% raw %}` and `{% endraw %}`: Liquid reads nothing there. */
  readonly raw: readonly Range[];
  /** Between the tags of `highlight` and of `comment`: no Markdown there. */
  readonly verbatim: readonly Range[];
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the Liquid that the author of a post means: tags that the site knows, blocks that are closed, outputs of what there is. Anything else would stop the
 * site's build or vanish from the page, and is text.
 *
 * @param code stretches of code and formulas: Liquid means nothing there.
 */
export function authorLiquid(text: string, code: readonly Range[], scope: LiquidScope): AuthorLiquid {
  const live: Token[] = [];
  const raw: Range[] = [];
  const verbatim: Range[] = [];
  const open: { readonly token: Token; readonly inside: Token[] }[] = [];
  const names = new Set(OBJECTS);
  const keep = (token: Token): void => void (open.at(-1)?.inside ?? live).push(token);
  for (let at = 0; at < text.length; ) {
    const token = nextToken(text, at);
    if (token === null) break;
    at = token.end;
    if (code.some((range) => range.start <= token.start && token.start < range.end)) continue;
    if (token.tag === 'raw') {
      // Liquid reads on to the first `endraw`, wherever it is.
      const end = endOf('raw', text, token.end);
      if (end === null) continue;
      keep(token);
      keep(end);
      raw.push({ start: token.end, end: end.start });
      at = end.end;
      continue;
    }
    if (token.tag === 'highlight' || token.tag === 'comment') {
      const end = endOf(token.tag, text, token.end);
      if (end === null || (token.tag === 'highlight' && !/^[\w+#.-]+/.test(token.body))) continue;
      keep(token);
      if (token.tag === 'comment') keep({ ...token, start: token.end, end: end.start });
      keep(end);
      verbatim.push({ start: token.end, end: end.start });
      at = end.end;
      continue;
    }
    const begun = open.at(-1)?.token.tag;
    if (token.tag === null) {
      if (/^(["']).*?\1|^-?\d/.test(token.body) || names.has(/^[\w-]+/.exec(token.body)?.[0] ?? '')) keep(token);
    } else if (BLOCKS.has(token.tag)) {
      const name = /^(?:for|tablerow)$/.test(token.tag)
        ? /^([\w-]+)\s+in\s+\S/.exec(token.body)
        : /^\s*([\w-]+)/.exec(token.body);
      if (token.body === '' ? token.tag !== 'ifchanged' : name === null && /^(?:for|tablerow|capture)$/.test(token.tag)) continue;
      if (/^(?:for|tablerow|capture)$/.test(token.tag) && name !== null) names.add(name[1] as string);
      open.push({ token, inside: [] });
    } else if (token.tag.startsWith('end') && BLOCKS.has(token.tag.slice(3))) {
      if (begun !== token.tag.slice(3)) continue;
      const block = open.pop() as (typeof open)[number];
      for (const each of [block.token, ...block.inside, token]) keep(each);
    } else if (MIDDLE[token.tag] !== undefined) {
      if (MIDDLE[token.tag]?.includes(begun ?? '') === true) keep(token);
    } else if (scope.tag(token.tag) && wellFormed(token, scope)) {
      const assigned = token.tag === 'assign' ? /^([\w-]+)\s*=/.exec(token.body) : null;
      if (assigned !== null) names.add(assigned[1] as string);
      keep(token);
    }
  }
  // A block that was never closed is text; what stands in it stays.
  for (const { inside } of open) live.push(...inside.filter(({ tag }) => tag === null || MIDDLE[tag] === undefined));
  return { live, raw, verbatim };
}

interface Token extends Range {
  /** null for an output. */
  readonly tag: string | null;
  readonly body: string;
}

const TOKEN = /\{%-?\s*(\w+)((?:(?!%\}|\{%)[\s\S])*?)-?%\}|\{\{-?((?:(?!\}\}|\{\{)[\s\S])*?)-?\}\}/g;

/** The next tag or output from an offset on; null where there is none. */
export function nextToken(text: string, from: number): Token | null {
  TOKEN.lastIndex = from;
  const found = TOKEN.exec(text);
  if (found === null) return null;
  const [all, tag = null, arguments_ = '', output = ''] = found;
  return { start: found.index, end: found.index + all.length, tag, body: (tag === null ? output : arguments_).trim() };
}

function endOf(tag: string, text: string, from: number): Token | null {
  const pattern = new RegExp(`\\{%-?\\s*end${tag}\\s*-?%\\}`, 'g');
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found === null ? null : { start: found.index, end: found.index + found[0].length, tag: `end${tag}`, body: '' };
}

function wellFormed({ tag, body }: Token, scope: LiquidScope): boolean {
  if (tag === 'include' || tag === 'include_cached' || tag === 'include_relative' || tag === 'link' || tag === 'post_url')
    return body !== '' && (body.includes('{{') || scope.resolves(tag, tag === 'link' ? body : (body.split(/\s/)[0] as string)));
  return tag === 'assign' ? /^[\w-]+\s*=\s*\S/.test(body) : true;
}

/** Everything that Jekyll gives a post. */
const OBJECTS = ['site', 'page', 'layout', 'paginator', 'jekyll', 'theme', 'forloop', 'tablerowloop'];
const BLOCKS = new Set(['if', 'unless', 'for', 'case', 'capture', 'tablerow', 'ifchanged']);
const MIDDLE: Readonly<Record<string, readonly string[]>> = {
  else: ['if', 'unless', 'case', 'for'],
  elsif: ['if', 'unless'],
  when: ['case'],
  break: ['for'],
  continue: ['for'],
};

/** Tags without an end that Liquid and Jekyll bring along. */
export const JEKYLL_TAGS: readonly string[] = [
  'include',
  'include_relative',
  'link',
  'post_url',
  'assign',
  'increment',
  'decrement',
  'cycle',
];
