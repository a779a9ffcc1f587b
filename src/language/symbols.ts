import { INFIX, PREFIX, TERNARY } from './grammar.js';

/** Symbols that are no operators of the table. */
const STRUCTURE = ['(', ')', '[', ']', ',', ';', '~', '=', '.'];

/** Other ways to write a symbol: Python's power, typographic operators, what Korean and Japanese input methods type. */
const SAME_AS: Readonly<Record<string, string>> = {
  '**': '^',
  '−': '-',
  '–': '-',
  '×': '*',
  '·': '*',
  '⋅': '*',
  '∙': '*',
  '∗': '*',
  '÷': '/',
  '∕': '/',
  '⁄': '/',
  '≤': '<=',
  '≥': '>=',
  '⩽': '<=',
  '⩾': '>=',
  '≠': '!=',
  '∼': '~',
  '〜': '~',
};

const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...[...STRUCTURE, ...INFIX.keys(), ...PREFIX.keys(), ...(TERNARY?.operator.symbol ?? '')].map(
    (symbol) => [symbol, symbol] as const,
  ),
  ...Object.entries(SAME_AS),
]);

const LONGEST = 2;

/** The symbol that begins at `from`: how it is spelled in the grammar, and how many code units it takes; null when none does. */
export function symbolAt(text: string, from: number): { readonly symbol: string; readonly length: number } | null {
  const ascii = asAscii(text.slice(from, from + LONGEST));
  for (let length = ascii.length; length > 0; length--) {
    const symbol = SYMBOLS.get(ascii.slice(0, length));
    if (symbol !== undefined) return { symbol, length };
  }
  return null;
}

/** Full-width forms (`（`, `＋`, `１`) as the ASCII characters that they stand for. */
export const asAscii = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
