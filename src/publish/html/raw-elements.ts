import { type Tokenizer, TokenizerMode } from 'parse5';

/** Elements whose contents are no HTML, and how a tokenizer reads them (HTML Living Standard, 13.2.6.4: the states for parsing text). */
export const RAW_ELEMENTS: Readonly<Record<string, Tokenizer['state']>> = {
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  textarea: TokenizerMode.RCDATA,
  title: TokenizerMode.RCDATA,
  plaintext: TokenizerMode.PLAINTEXT,
};
