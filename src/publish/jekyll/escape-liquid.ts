import type { Piece } from '../render/pieces.js';

/**
 * Pieces as one text in which Liquid finds nothing of its own, except in the inert ones. Every `{` before a `{` or a `%`, which may be in the next piece, is
 * printed by Liquid itself; that works inside of code and formulas, and before `{% endraw %}`, where `{% raw %}` ends.
 *
 * @example escapeLiquid([literal('{% x %}')]) // '{{ "{" }}% x %}'
 */
export function escapeLiquid(pieces: readonly Piece[]): string {
  let text = '';
  // From the end, so that it is known what follows.
  let next = '';
  for (const piece of pieces.toReversed()) {
    if (piece.text === '') continue;
    text = (piece.inert ? piece.text : escaped(piece.text, next)) + text;
    next = piece.text.charAt(0);
  }
  return text;
}

const escaped = (text: string, next: string): string => {
  const inside = text.replace(/\{(?=[{%])/g, BRACE);
  return inside.endsWith('{') && (next === '{' || next === '%') ? inside.slice(0, -1) + BRACE : inside;
};

const BRACE = '{{ "{" }}';
