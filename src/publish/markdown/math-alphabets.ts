/** First letters of an alphabet among Unicode's mathematical letters: A, a, Α, α, 0; null where it has none. */
type Alphabet = readonly [
  capital: number,
  small: number,
  greekCapital: number | null,
  greekSmall: number | null,
  digit: number | null,
];

/** Unicode 15, chapter 22.2, table 22-1 and the block U+1D400–1D7FF. */
const ALPHABETS: Readonly<Record<string, Alphabet>> = {
  bold: [0x1d400, 0x1d41a, 0x1d6a8, 0x1d6c2, 0x1d7ce],
  italic: [0x1d434, 0x1d44e, 0x1d6e2, 0x1d6fc, null],
  'bold-italic': [0x1d468, 0x1d482, 0x1d71c, 0x1d736, 0x1d7ce],
  script: [0x1d49c, 0x1d4b6, null, null, null],
  'bold-script': [0x1d4d0, 0x1d4ea, null, null, null],
  fraktur: [0x1d504, 0x1d51e, null, null, null],
  'bold-fraktur': [0x1d56c, 0x1d586, null, null, null],
  'double-struck': [0x1d538, 0x1d552, null, null, 0x1d7d8],
  'sans-serif': [0x1d5a0, 0x1d5ba, null, null, 0x1d7e2],
  'bold-sans-serif': [0x1d5d4, 0x1d5ee, 0x1d756, 0x1d770, 0x1d7ec],
  'sans-serif-italic': [0x1d608, 0x1d622, null, null, null],
  'sans-serif-bold-italic': [0x1d63c, 0x1d656, 0x1d790, 0x1d7aa, null],
  monospace: [0x1d670, 0x1d68a, null, null, 0x1d7f6],
};

/** Letters that were in Unicode before: their places in the alphabets are empty. */
const OLDER: Readonly<Record<string, string>> = {
  'italic h': 'ℎ',
  ...among('script', 'BEFHILMRego', 'ℬℰℱℋℐℒℳℛℯℊℴ'),
  ...among('fraktur', 'CHIRZ', 'ℭℌℑℜℨ'),
  ...among('double-struck', 'CHNPQRZ', 'ℂℍℕℙℚℝℤ'),
};

/** Greek letters that stand behind ω in each alphabet, from its α on. */
const GREEK_FORMS = '∂ϵϑϰϕϱϖ';

/**
 * A text in an alphabet of MathML's `mathvariant`, as letters of Unicode: MathML Core (2024) knows that attribute no more. Characters that the alphabet
 * lacks stay.
 */
export function inAlphabet(text: string, variant: string): string {
  const alphabet = ALPHABETS[variant];
  return alphabet === undefined
    ? text
    : [...text].map((character) => OLDER[`${variant} ${character}`] ?? letter(character, alphabet)).join('');
}

function letter(character: string, [capital, small, greekCapital, greekSmall, digit]: Alphabet): string {
  const code = character.codePointAt(0) as number;
  const from = (first: number | null, index: number): string =>
    first === null ? character : String.fromCodePoint(first + index);
  if (/[A-Z]/.test(character)) return from(capital, code - 65);
  if (/[a-z]/.test(character)) return from(small, code - 97);
  if (/\d/.test(character)) return from(digit, code - 48);
  if (code >= 0x391 && code <= 0x3a9) return from(greekCapital, code - 0x391);
  if (code >= 0x3b1 && code <= 0x3c9) return from(greekSmall, code - 0x3b1);
  if (character === '∇') return from(greekCapital, 25);
  const form = GREEK_FORMS.indexOf(character);
  return form === -1 ? character : from(greekSmall, 25 + form);
}

function among(variant: string, letters: string, older: string): Record<string, string> {
  const signs = [...older];
  return Object.fromEntries([...letters].map((character, i) => [`${variant} ${character}`, signs[i] as string]));
}
