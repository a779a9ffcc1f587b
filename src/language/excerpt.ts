const MOST_CHARACTERS = 40;

// Controls, lone surrogates, line and bidirectional marks would break the line that shows them; private use has no glyph.
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** The piece on one line, at most 40 characters long; what cannot be shown is a blank or `�`. */
export function cut(piece: string): string {
  const kept: string[] = [];
  for (const character of piece) {
    if (kept.length === MOST_CHARACTERS) return `${visible(kept.slice(0, -1).join(''))}…`;
    kept.push(character);
  }
  return visible(kept.join(''));
}

/** A text on one line with nothing in it that moves the cursor. */
export const visible = (text: string): string => text.replace(/\s/g, ' ').replace(INVISIBLE, '\ufffd');
