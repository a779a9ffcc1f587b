/**
 * A name as LaTeX: `theta` → `\theta`, `x_1`, `x1`, `x₁` → `x_{1}`, `k_cat` → `k_{\mathrm{cat}}`, longer ones upright, others as text.
 *
 * @example latexName('데이터') // '\\text{데이터}'
 */
export function latexName(name: string): string {
  const plain = name.replace(SUBSCRIPTS, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x2080 + 0x30));
  const [, base = '', sub = ''] = /^([^_]+)_(.+)$/su.exec(plain) ?? INDEXED.exec(plain) ?? [];
  return base === '' || !(isSymbol(base) || /^[A-Za-z]+$/.test(base)) ? part(plain) : `${part(base)}_{${part(sub)}}`;
}

const SUBSCRIPTS = /[₀-₉]/g;
/** One letter, Latin or Greek, with digits after it. */
const INDEXED = /^([A-Za-z]|[a-z]{2,7}|[α-ωΑ-Ω])([0-9]+)$/u;

const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'.split(
    ' ',
  );
const GREEK_LETTERS: ReadonlyMap<string, string> = new Map([
  ...[...'αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ'].map((letter, i) => [letter, `\\${GREEK[i]}`] as const),
  ['ς', '\\varsigma'],
  ['ϑ', '\\vartheta'],
  ['ϕ', '\\phi'],
  ['ϖ', '\\varpi'],
  ['ϱ', '\\varrho'],
  ['ϵ', '\\epsilon'],
  ['µ', '\\mu'],
]);
const GREEK_NAMES: ReadonlySet<string> = new Set(GREEK);

const isSymbol = (text: string): boolean => /^[A-Za-z]$/.test(text) || GREEK_NAMES.has(text) || GREEK_LETTERS.has(text);

function part(text: string): string {
  if (GREEK_NAMES.has(text)) return `\\${text}`;
  if (/^[A-Za-z]$|^[0-9]+$/.test(text)) return text;
  if (/^[A-Za-z0-9]+$/.test(text)) return `\\mathrm{${text}}`;
  return GREEK_LETTERS.get(text) ?? `\\text{${escaped(text)}}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};

// KaTeX reads arrows, operators and letterlike symbols as mathematics, and no marks beyond those that have a letter of their own.
const escaped = (text: string): string =>
  text
    .replace(/[\u2100-\u214f\u{1d400}-\u{1d7ff}]/gu, (letter) => letter.normalize('NFKC'))
    .normalize('NFC')
    .replace(/\s/g, ' ')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Cf}]/gu, '?')
    .replace(/[\\^~]|[{}$%#&_]/g, (character) => ESCAPES[character] ?? `\\${character}`)
    .replace(/[\u203c\u2190-\u2bff]/g, (symbol) => `$${symbol}$`);
