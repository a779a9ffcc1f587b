import type { Expression } from '../expression/node.js';
import { codeName } from './code-name.js';
import { ATOM, FUNCTIONS } from './grammar.js';
import { numberText } from './number-text.js';
import { render, SIGN_STRENGTH, type Target } from './render.js';

/**
 * The expression as a line of JavaScript over numbers. Functions that `Math` does not have are called by their name here.
 *
 * @example javascript(parseExpression('a*sin(x)').expression) // 'a*Math.sin(x)'
 */
export const javascript = (expression: Expression): string => render(expression, JAVASCRIPT);

const RESERVED = new Set(
  'arguments async await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null of package private protected public return static super switch this throw true try typeof undefined var void while with yield Math Number Infinity NaN'.split(
    ' ',
  ),
);

const isFree = (name: string): boolean =>
  /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) && !RESERVED.has(name) && !FUNCTIONS.has(name);

const javascriptName = (name: string): string => codeName(name, isFree);

const JAVASCRIPT: Target = {
  form: 'javascript',
  constant(value, symbol) {
    if (symbol !== undefined) return { text: symbol === 'pi' ? 'Math.PI' : 'Math.E', strength: ATOM };
    if (Number.isNaN(value)) return { text: 'NaN', strength: ATOM };
    const text = Number.isFinite(value) ? numberText(Math.abs(value)) : 'Infinity';
    return value < 0 || Object.is(value, -0)
      ? { text: `-${text}`, strength: SIGN_STRENGTH, signed: true }
      : { text, strength: ATOM };
  },
  name: javascriptName,
  indexed: (name, by) => `${javascriptName(name)}[${javascriptName(by)}]`,
  bracket: (text) => `(${text})`,
  bracketsSigns: true,
  joinsFactors: false,
};
