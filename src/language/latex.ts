import type { Expression } from '../expression/node.js';
import { ATOM, INFIX, TIMES } from './grammar.js';
import { latexName } from './latex-name.js';
import { numberText } from './number-text.js';
import type { Equation } from './parse.js';
import { type Rendered, render, SIGN_STRENGTH, type Target } from './render.js';

/**
 * The expression as LaTeX that KaTeX and MathJax show.
 *
 * @example latex(parseExpression('sqrt(x)/theta').expression) // '\\frac{\\sqrt{x}}{\\theta}'
 */
export const latex = (expression: Expression): string => render(expression, LATEX);

/** `y = W \sin\left(x\right) + b`, several formulas under each other. */
export function latexFormula(formula: { readonly equations: readonly Pick<Equation, 'response' | 'expression'>[] }): string {
  const sides = formula.equations.map(({ response, expression }) => [latex(response), latex(expression)] as const);
  const [only] = sides;
  if (sides.length === 1 && only !== undefined) return only.join(' = ');
  return `\\begin{aligned} ${sides.map((pair) => pair.join(' &= ')).join(' \\\\ ')} \\end{aligned}`;
}

const LATEX: Target = {
  form: 'latex',
  constant,
  name: latexName,
  indexed: (name, by) => `{${latexName(name)}}_{${latexName(by)}}`,
  bracket: (text) => `\\left(${text}\\right)`,
  bracketsSigns: true,
  joinsFactors: true,
};

function constant(value: number, symbol: 'pi' | 'e' | undefined): Rendered {
  if (symbol !== undefined) return { text: symbol === 'pi' ? '\\pi' : '\\mathrm{e}', strength: ATOM };
  if (Number.isNaN(value)) return { text: '\\mathrm{NaN}', strength: ATOM };
  const [mantissa, exponent] = Number.isFinite(value) ? numberText(Math.abs(value)).split('e') : ['\\infty'];
  const factor = mantissa === '1' ? '' : `${mantissa} \\cdot `;
  const text = exponent === undefined ? `${mantissa}` : `${factor}10^{${exponent}}`;
  const times = INFIX.get(TIMES)?.operator.strength ?? 0;
  const strength = exponent === undefined ? ATOM : mantissa === '1' ? ATOM - 1 : times;
  return value < 0 || Object.is(value, -0)
    ? { text: `-${text}`, strength: Math.min(strength, SIGN_STRENGTH), signed: true }
    : { text, strength, plainNumber: exponent === undefined && Number.isFinite(value) };
}
