import type { Expression } from '../expression/node.js';
import { codeName } from './code-name.js';
import { ATOM, FUNCTIONS } from './grammar.js';
import { numberText } from './number-text.js';
import { render, SIGN_STRENGTH, type Target } from './render.js';

/**
 * The expression as a line of Python over NumPy arrays and numbers, `np` being NumPy.
 *
 * @example numpy(parseExpression('a*sin(x)^2').expression) // 'a*np.sin(x)**2'
 */
export const numpy = (expression: Expression): string => render(expression, NUMPY);

const KEYWORDS = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield np numpy math scipy special'.split(
    ' ',
  ),
);

// Python reads identifiers in NFKC: a name that changes there would become another one.
const isFree = (name: string): boolean =>
  /^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(name) &&
  name === name.normalize('NFKC') &&
  !KEYWORDS.has(name) &&
  !FUNCTIONS.has(name);

const pythonName = (name: string): string => codeName(name, isFree);

const NUMPY: Target = {
  form: 'numpy',
  constant(value, symbol) {
    if (symbol !== undefined) return { text: `np.${symbol}`, strength: ATOM };
    if (Number.isNaN(value)) return { text: 'np.nan', strength: ATOM };
    const text = Number.isFinite(value) ? numberText(Math.abs(value)) : 'np.inf';
    return value < 0 || Object.is(value, -0)
      ? { text: Object.is(value, -0) ? '-0.0' : `-${text}`, strength: SIGN_STRENGTH, signed: true }
      : { text, strength: ATOM };
  },
  name: pythonName,
  indexed: (name, by) => `${pythonName(name)}[${pythonName(by)}]`,
  bracket: (text) => `(${text})`,
  bracketsSigns: false,
  joinsFactors: false,
};
