/** What to write instead of a symbol of another language, or of mathematics that is not in this one. The longest one that fits is meant. */
const FOREIGN_SYMBOLS: Readonly<Record<string, string>> = {
  '&&': 'multiply the conditions: (x > 0)*(x < 1), or write 0 < x < 1',
  '&': 'multiply the conditions: (x > 0)*(x < 1), or write 0 < x < 1',
  '∧': 'multiply the conditions: (x > 0)*(x < 1), or write 0 < x < 1',
  '||': 'take the larger of the conditions: max(x < 0, x > 1)',
  '∨': 'take the larger of the conditions: max(x < 0, x > 1)',
  '|': 'an absolute value is abs(x); for "or" write max(x < 0, x > 1)',
  '===': 'write ==',
  '!==': 'write !=',
  '<>': 'write !=',
  '=<': 'write <=',
  '=>': 'write >=',
  ':=': 'a formula is y ~ a*x + b',
  '!': 'for "not" write 1 - (x > 0); a factorial is gamma(n + 1)',
  '¬': 'for "not" write 1 - (x > 0)',
  '%': 'a remainder is mod(x, 24); for a percentage divide by 100',
  '//': 'write floor(a/b)',
  '@': 'a product of vectors is sum(a*b) in a hand-written gradient, and a*b otherwise',
  '√': 'write sqrt(x)',
  '∛': 'write cbrt(x)',
  '∞': "only bounds may be infinite: 'a > -inf'",
  '²': 'write x^2',
  '³': 'write x^3',
  '∑': 'a formula is for one row: the fit itself sums over the rows',
  '≈': 'a formula is y ~ a*x + b',
  '±': 'write both cases as two formulas',
  '{': 'group with round brackets ( )',
  '}': 'group with round brackets ( )',
  '【': 'group with round brackets ( )',
  '】': 'group with round brackets ( )',
  '「': 'group with round brackets ( )',
  '」': 'group with round brackets ( )',
  '、': 'separate arguments by a comma',
  '。': 'a decimal point is .',
  '"': 'a name with other characters than letters and digits stands in backticks: `net weight`',
  "'": 'a name with other characters than letters and digits stands in backticks: `net weight`',
  '“': 'a name with other characters than letters and digits stands in backticks: `net weight`',
  '”': 'a name with other characters than letters and digits stands in backticks: `net weight`',
  '‘': 'a name with other characters than letters and digits stands in backticks: `net weight`',
  '’': 'a name with other characters than letters and digits stands in backticks: `net weight`',
  '\\': 'LaTeX cannot be read: write sqrt(x), (a)/(b), theta',
  $: 'write the name of the column alone, or in backticks when it has a $',
  '#': 'a name with a # stands in backticks: `#1`; there are no comments here',
};

/** What to write instead of a word of another language; asked only where the word cannot stand. */
const FOREIGN_WORDS: Readonly<Record<string, string>> = {
  and: 'multiply the conditions: (x > 0)*(x < 1), or write 0 < x < 1',
  or: 'take the larger of the conditions: max(x < 0, x > 1)',
  not: 'for "not" write 1 - (x > 0)',
  if: 'write condition ? a : b',
  else: 'write condition ? a : b',
  lambda: 'write the expression alone, without lambda',
  return: 'write the expression alone, without return',
  def: 'write the expression alone, without def',
  function: 'write the expression alone, without function',
  let: 'write the expression alone',
  const: 'write the expression alone',
  var: 'write the expression alone',
  for: 'a formula is for one row: the fit itself goes over the rows',
  in: "bounds are written '0 < k < 10'",
  mod: 'a remainder is mod(x, 24)',
  div: 'write floor(a/b)',
};

/** Functions of other tools that have no row here, and what does their work. */
const FOREIGN_FUNCTIONS: Readonly<Record<string, string>> = {
  rand: 'write uniform(0, 1) in a data expression',
  random: 'write uniform(0, 1) in a data expression',
  randn: 'write normal(0, 1) in a data expression',
  randint: 'write integers(a, b) in a data expression',
  dot: 'write sum(a*b) in a hand-written gradient',
  len: 'the number of rows is n in a hand-written gradient',
  square: 'write x^2',
  reciprocal: 'write 1/x',
  factorial: 'write gamma(n + 1)',
  sec: 'write 1/cos(x)',
  csc: 'write 1/sin(x)',
  cot: 'write 1/tan(x)',
  sgn: 'write sign(x)',
  heaviside: 'write step(x)',
  fmod: 'write mod(x, y)',
  radians: 'write x*pi/180',
  deg2rad: 'write x*pi/180',
  degrees: 'write x*180/pi',
  rad2deg: 'write x*180/pi',
  I: 'write the expression alone: x^2 is a power here',
  poly: 'write the powers out: a + b*x + c*x^2',
  factor: 'a parameter per level of a column is written b[group]',
  C: 'a parameter per level of a column is written b[group]',
  float: 'write the expression alone',
  int: 'write floor(x)',
};

export const LONGEST_FOREIGN = 3;

/** The foreign symbol with which the text begins, if it is longer than a known one of `known` code units. */
export function foreignSymbolAt(text: string, known: number): { readonly symbol: string; readonly advice: string } | null {
  for (let length = text.length; length > known; length--) {
    const symbol = text.slice(0, length);
    const advice = lookUp(FOREIGN_SYMBOLS, symbol);
    if (advice !== undefined) return { symbol, advice };
  }
  return null;
}

export const foreignWord = (word: string): string | undefined => lookUp(FOREIGN_WORDS, word);

export const foreignFunction = (name: string): string | undefined => lookUp(FOREIGN_FUNCTIONS, name);

const lookUp = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
