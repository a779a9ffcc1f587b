import { type Token, Tokenizer, TokenizerMode } from 'parse5';
import { HTML_ELEMENTS, HTML_GONE, htmlAttribute, safeAddress } from './allowed-html.js';
import { rasterUri } from './allowed-svg.js';
import { attributeText, escapeText } from './escape.js';
import { endedByEnd, endedByStart } from './implied-ends.js';
import { RAW_ELEMENTS } from './raw-elements.js';

/**
 * HTML between the text of a notebook's Markdown, tag by tag: what Markdown hands over is often half of an element (`<div>`, then text, then `</div>`), and must stay that.
 * Tags of pages stay with their harmless attributes; comments, programs and drawings go. Text is kept, escaped where a new tag could come of it.
 *
 * @param html a tag, a comment, or a block of HTML.
 * @example cleanTags('<details onclick="x()">') // '<details>'
 */
export const cleanTags = (html: string): string => cleaned(html, { opens: () => '', closes: (name) => `</${name}>` });

/** `cleanTags` for the pieces of one text in their order: what they open and leave open is known in the end. */
export interface TagCleaner {
  /** End tags that close nothing are left out: they would close what stands around the text. */
  readonly clean: (html: string) => string;
  /** End tags of what is still open. */
  readonly rest: () => string;
}

export function tagCleaner(): TagCleaner {
  const open: string[] = [];
  const end = (count: number): string =>
    open
      .splice(open.length - count)
      .reverse()
      .map((name) => `</${name}>`)
      .join('');
  const within: Opened = {
    opens(name) {
      const before = end(endedByStart(open, name));
      open.push(name);
      return before;
    },
    closes(name) {
      const at = open.lastIndexOf(name);
      if (at < 0) return '';
      const before = end(endedByEnd(open, at));
      open.splice(at, 1);
      return `${before}</${name}>`;
    },
  };
  return { clean: (html) => cleaned(html, within), rest: () => end(open.length) };
}

interface Opened {
  /** @returns the end tags before it. */
  readonly opens: (name: string) => string;
  /** @returns the end tag with those before it; '' where it closes nothing. */
  readonly closes: (name: string) => string;
}

function cleaned(html: string, { opens, closes }: Opened): string {
  let written = '';
  /** The element whose content is passed over. */
  let gone: string | null = null;
  let depth = 0;
  const text = ({ chars }: Token.CharacterToken): void => {
    if (gone === null) written += escapeText(chars);
  };
  const tokenizer = new Tokenizer(
    {},
    {
      onComment() {},
      onDoctype() {},
      onEof() {},
      onNullCharacter() {},
      onCharacter: text,
      onWhitespaceCharacter: text,
      onStartTag(tag) {
        const name = tag.tagName;
        if (gone !== null) {
          if (name === gone) depth++;
          return;
        }
        if (HTML_ELEMENTS.has(name)) {
          const kept = attributes(tag);
          if (!SINGLE.has(name)) written += opens(name);
          // Without an address it is a broken picture; what it says is left.
          written +=
            name === 'img' && !kept.includes(' src=')
              ? escapeText(tag.attrs.find((attribute) => attribute.name === 'alt')?.value ?? '')
              : `<${name}${kept}>`;
        } else if (HTML_GONE.has(name) || name === 'svg' || name === 'math') {
          if (VOID.has(name)) return;
          gone = name;
          depth = 1;
          const raw = RAW[name];
          if (raw !== undefined) {
            tokenizer.state = raw;
            tokenizer.lastStartTagName = name;
          }
        }
      },
      onEndTag({ tagName }) {
        if (gone === null) written += HTML_ELEMENTS.has(tagName) && !SINGLE.has(tagName) ? closes(tagName) : '';
        else if (tagName === gone && --depth === 0) gone = null;
      },
    },
  );
  tokenizer.write(html, true);
  return written;
}

const VOID: ReadonlySet<string> = new Set([
  'input',
  'link',
  'meta',
  'base',
  'embed',
  'param',
  'source',
  'track',
  'area',
  'frame',
  'keygen',
  'command',
]);
const SINGLE: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'wbr', 'col']);

/** Where scripts are allowed a browser takes `<noscript>` for text. */
const RAW: typeof RAW_ELEMENTS = { ...RAW_ELEMENTS, noscript: TokenizerMode.RAWTEXT };

/** A picture may be of the web here: its author chose it as in `![](https://…)`. A relative one is the reader's to find. */
function attributes(tag: Token.TagToken): string {
  return tag.attrs
    .map(({ name, value }) => {
      const kept = tag.tagName === 'img' && name === 'src' ? pictureAddress(value) : htmlAttribute(tag.tagName, name, value);
      return kept === null ? '' : ` ${name}="${attributeText(kept)}"`;
    })
    .join('');
}

const pictureAddress = (value: string): string | null =>
  rasterUri(value) ??
  (/^[^:#?&\\]+$/.test(value) && !value.startsWith('//') ? value : /^\s*https?:/i.test(value) ? safeAddress(value) : null);
