import { remembered } from '../base/remembered.js';
import { latexFormula, parseFormula } from '../language/index.js';
import type { ParsedFormula } from '../language/parse.js';

/** {@link parseFormula} for a fit, which reads its formula more than once. Not to be changed. */
export const readFormula: (text: string) => ParsedFormula = remembered(
  64,
  (text: string) => text,
  (text: string) => parseFormula(text),
);

/** The formula as a fit's record has it. */
export const latexOf: (text: string) => string = remembered(
  64,
  (text: string) => text,
  (text: string) => latexFormula(readFormula(text)),
);
