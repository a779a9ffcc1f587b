import { inert, literal, type Piece } from '../render/pieces.js';

/**
 * Code of an author who has made its Liquid harmless already, with `{% raw %}` inside of it: that stays. Where nothing between the tags needs them, they
 * are what the code shows.
 */
export function rawInCode(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(RAW)) {
    if (!/\{[{%]/.test(found[1] as string)) continue;
    pieces.push(literal(text.slice(at, found.index)), inert(found[0]));
    at = found.index + found[0].length;
  }
  return [...pieces, literal(text.slice(at))];
}

const RAW = /\{%-?\s*raw\s*-?%\}((?:(?!\{%-?\s*raw\s*-?%\})[\s\S])*?)\{%-?\s*endraw\s*-?%\}/g;
