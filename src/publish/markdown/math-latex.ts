import { type MathStretch, runLength, type Scene } from './find-math.js';
import { MATH_ENVIRONMENTS } from './math-environments.js';
import { beginsLine, endsLine, mayReach, texInside } from './math-text.js';

/** A formula has fewer. */
const MOST_CHARACTERS = 20_000;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

/**
 * `\(…\)` and `\[…\]`, also with two backslashes, as Markdown readers that know no formulas need it. `\[text\]` may as well be a bracket that is no link:
 * what it holds must look like a formula.
 * @param length of the run of backslashes.
 */
export function bracketed(scene: Scene, start: number, length: number): MathStretch | null {
  const { text, options } = scene;
  const from = start + length + 1;
  const opening = text[from - 1] ?? '';
  const closing = CLOSING[opening];
  if (closing === undefined || length > 2) return null;
  const to = closingBracket(scene, from, length, closing);
  if (to === -1) return null;
  const end = to + length + 1;
  if (!mayReach(scene, start, end) || /[([]/.test(text[end] ?? '')) return null;
  // A link in escaped brackets.
  if (scene.closed.within(from, to).length > 0) return null;
  const inner = texInside(text, start, from, to).trim();
  const filled = opening === '[' && beginsLine(text, start) && endsLine(text, end) && /[\r\n]/.test(text.slice(from, to));
  if (inner === '' || !(filled || holdsTex(inner) || (opening === '(' && isShort(inner)))) return null;
  const tex = length === 2 && options.escaped ? inner.replace(/\\([\\_*|{}])/g, '$1') : inner;
  return { start, end, tex, display: opening === '[' };
}

const holdsTex = (inner: string): boolean => /\\[A-Za-z]|[\^=<>]|[A-Za-z0-9}]_[A-Za-z0-9{]/.test(inner);

/** `x`, `f(x)`, `a+b`. */
const isShort = (inner: string): boolean => /^[A-Za-z](?:[-+*/(),. ]?[A-Za-z0-9])*\)?$/.test(inner) && !/[A-Za-z]{3}/.test(inner);

/** Offset of the backslashes that close; −1 for none in this stretch of text. */
function closingBracket({ text, leaves, code, following }: Scene, from: number, length: number, closing: string): number {
  const leaf = leaves.at(from);
  const limit = Math.min(leaf?.closed === true ? leaf.end : text.length, from + MOST_CHARACTERS);
  const possible = following(`\\${closing}`, from);
  if (possible === -1 || possible >= limit) return -1;
  for (let i = text.indexOf('\\', from); i !== -1 && i < limit; i = text.indexOf('\\', i)) {
    if (code.at(i) !== null) return -1;
    const run = runLength(text, i);
    const closes = length === 1 ? run % 2 === 1 : run === 2;
    if (closes && text[i + run] === closing) return i + run - length;
    i += run + (run % 2);
  }
  return -1;
}

/** `\begin{align}…\end{align}` without dollars. */
export function environment(scene: Scene, start: number, length: number): MathStretch | null {
  if (length !== 1) return null;
  const { text } = scene;
  const name = /^\\begin\{([A-Za-z]+\*?)\}/.exec(text.slice(start, start + 40))?.[1] ?? '';
  if (!MATH_ENVIRONMENTS.has(name)) return null;
  const limit = text.slice(start, start + MOST_CHARACTERS);
  let depth = 0;
  for (const match of limit.matchAll(new RegExp(`\\\\(begin|end)\\{${name.replace('*', '\\*')}\\}`, 'g'))) {
    depth += match[1] === 'begin' ? 1 : -1;
    const end = start + match.index + match[0].length;
    if (depth === 0)
      return mayReach(scene, start, end) ? { start, end, tex: texInside(text, start, start, end), display: true } : null;
  }
  return null;
}
