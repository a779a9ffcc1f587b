import { type Token, Tokenizer } from 'parse5';
import { RAW_ELEMENTS } from '../html/raw-elements.js';

/** A stretch of HTML as a browser's tokenizer sees it. Offsets in UTF-16 code units. */
export interface HtmlPiece {
  readonly kind: 'open' | 'close' | 'text' | 'other';
  readonly start: number;
  readonly end: number;
  /** Of a tag, in lower case; empty for all else. */
  readonly name: string;
  /** Of an opening tag, with character references read. */
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Splits HTML into tags, text between tags, and what is neither (comments, declarations, the contents of `script`, `style` and their like).
 * @param html whole tags; a last one that is never closed counts as `other`.
 */
export function htmlPieces(html: string): HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  let at = 0;
  let raw = false;
  const add = (kind: HtmlPiece['kind'], token: Token.Token, name = '', attributes: readonly Token.Attribute[] = []): void => {
    const { startOffset: start = at, endOffset: end = at } = token.location ?? {};
    if (start > at) pieces.push({ kind: raw ? 'other' : 'text', start: at, end: start, name: '', attributes: new Map() });
    pieces.push({ kind, start, end, name, attributes: new Map(attributes.map((each) => [each.name, each.value])) });
    at = end;
  };
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: (token) => {
        add('open', token, token.tagName, token.attrs);
        const mode = RAW_ELEMENTS[token.tagName];
        raw = mode !== undefined;
        if (mode !== undefined) tokenizer.state = mode;
      },
      onEndTag: (token) => {
        add('close', token, token.tagName);
        raw = false;
      },
      onComment: (token) => add('other', token),
      onDoctype: (token) => add('other', token),
      onEof: () => {},
      onCharacter: () => {},
      onNullCharacter: () => {},
      onWhitespaceCharacter: () => {},
    },
  );
  tokenizer.write(html, true);
  if (at < html.length) {
    // A tag that the end cuts off gives no token.
    const open = raw ? at : html.indexOf('<', at);
    const cut = open === -1 ? html.length : open;
    if (cut > at) pieces.push({ kind: 'text', start: at, end: cut, name: '', attributes: new Map() });
    if (html.length > cut) pieces.push({ kind: 'other', start: cut, end: html.length, name: '', attributes: new Map() });
  }
  return pieces;
}
