import { type MathStretch, runLength, type Scene } from './find-math.js';
import { looksLikeMath } from './looks-like-math.js';
import { beginsLine, endsLine, mayReach, texInside } from './math-text.js';

/**
 * `$…$`: by pandoc's rule the opening dollar has no blank behind it, the closing one no blank before it and no digit behind it. What holds a command
 * is no price: `$ \alpha $` and `$\times$4`, as notebooks have them, count too. GitHub's `` $`…`$ `` counts always.
 */
export function inlineDollars(scene: Scene, start: number): MathStretch | null {
  const { text, leaves } = scene;
  const leaf = leaves.at(start);
  if (leaf === null) return null;
  const quoted = scene.code.at(start + 1);
  if (quoted !== null) return quoted.start === start + 1 ? backticked(text, start, quoted.end) : null;
  const close = closingDollar(scene, start + 1, leaf.end);
  if (close === -1 || !mayReach(scene, start, close + 1)) return null;
  // `$a$$b$` are two, `$a$$` is none.
  if (text[close + 1] === '$' && closingDollar(scene, close + 2, leaf.end) <= close + 2) return null;
  const inner = text.slice(start + 1, close);
  const after = text[close + 1] ?? '';
  if ((/\d/.test(after) && !/\\[A-Za-z]/.test(inner)) || !looksLikeMath(inner, text[start - 1] ?? '', after)) return null;
  if (/^\s|\s$/.test(inner) && !/\\[A-Za-z]/.test(inner)) return null;
  return { start, end: close + 1, tex: texInside(text, start, start + 1, close).trim(), display: false };
}

function backticked(text: string, start: number, end: number): MathStretch | null {
  const ticks = runLength(text, start + 1);
  if (text[end] !== '$' || text[end + 1] === '$') return null;
  return { start, end: end + 1, tex: texInside(text, start, start + 1 + ticks, end - ticks).trim(), display: false };
}

/** The next dollar that is no `\\$`, not in `\\text{…}`, and not in code, an address or a tag; −1 where code comes first. */
function closingDollar({ text, closed, code }: Scene, from: number, to: number): number {
  const limit = Math.min(to, from + MOST_CHARACTERS);
  const braces: boolean[] = [];
  let texts = 0;
  let first = -1;
  for (let i = from; i < limit; i++) {
    const shut = closed.at(i);
    if (shut !== null) {
      if (code.at(i) !== null) return first;
      i = shut.end - 1;
      continue;
    }
    const character = text[i];
    if (character === '$') {
      if (texts === 0) return i;
      if (first === -1) first = i;
    } else if (character === '\\') i++;
    else if (character === '{') {
      const isText = TEXT_COMMAND.test(text.slice(Math.max(from, i - 12), i));
      braces.push(isText);
      if (isText) texts++;
    } else if (character === '}' && braces.pop() === true) texts--;
  }
  // A brace that is never closed hides nothing.
  return first;
}

/** In a line of text; more is no formula that anyone reads. */
const MOST_CHARACTERS = 5_000;
const TEXT_COMMAND = /\\(?:text[a-z]*|mbox|hbox)$/;

/** `$$…$$`: displayed where it fills its lines. With `$$` on lines of their own it may hold blank lines. */
export function displayDollars(scene: Scene, start: number): MathStretch | null {
  const { text, options, code, closed } = scene;
  let close = text.indexOf('$$', start + 2);
  while (close !== -1 && (escaped(text, close) || closed.at(close) !== null)) close = text.indexOf('$$', close + 1);
  if (close === -1) return null;
  const end = close + 2;
  const next = code.within(start, end)[0];
  if (next !== undefined || text[end] === '$') return null;
  const begins = beginsLine(text, start);
  const fence =
    begins && /^[ \t]*[\r\n]/.test(text.slice(start + 2, start + 200)) && beginsLine(text, close) && endsLine(text, end);
  if (!mayReach(scene, start, end, fence)) return null;
  const tex = texInside(text, start, start + 2, close).trim();
  const alone = begins && endsLine(text, end);
  if (tex === '' || (!alone && !looksLikeMath(tex, text[start - 1] ?? '', text[end] ?? ''))) return null;
  return { start, end, tex, display: alone || !options.doubleInline };
}

function escaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}
