import { DownhillError } from '../base/errors.js';
import { arrange } from '../expression/arrange.js';
import { differentiate } from '../expression/differentiate.js';
import { type Expression, name } from '../expression/node.js';
import { javascript, latex, numpy, parseFormula, print, roles } from '../language/index.js';
import { chooseLoss, settledSettings } from './choose-method.js';
import { correctGradient } from './correct-gradient.js';
import { numpyLines } from './update-lines.js';

/** The derivative by one parameter, in every form in which one may want to paste it. */
export interface GradientTexts {
  readonly parameter: string;
  /** ∂prediction/∂parameter. */
  readonly derivative: { readonly text: string; readonly latex: string };
  /** ∂loss/∂parameter as `gradient:` of a document takes it: `mean((prediction - y)*sin(x))`. */
  readonly gradient: { readonly text: string; readonly latex: string };
  /** A line for the slope, `W_grad = np.mean((prediction - y)*np.sin(x))`, and one that updates the parameter, after all slopes: some read others. */
  readonly numpy: { readonly slope: string; readonly update: string };
  /** One line inside a loop over rows i, and one after it. */
  readonly javascript: { readonly sum: string; readonly update: string };
}

export interface GradientOfFormula {
  readonly formula: string;
  readonly response: string;
  readonly columns: readonly string[];
  readonly parameters: readonly string[];
  /** The model's value, as a line of each language. */
  readonly prediction: { readonly text: string; readonly latex: string; readonly numpy: string; readonly javascript: string };
  readonly derivatives: readonly GradientTexts[];
}

/**
 * The exact derivatives of a formula and the lines of a hand-written loop that follow them.
 *
 * @param columns the names that are data; all others on the right are parameters.
 * A bare expression is taken as what is fitted to `response`.
 * @throws DownhillError for a formula without parameters.
 * @example gradient('y ~ W*sin(x) + b', ['x']).derivatives[0].gradient.text // 'mean((prediction - y)*sin(x))'
 */
export function gradient(
  formula: string,
  columns: readonly string[] = [],
  options: { readonly loss?: string } = {},
): GradientOfFormula {
  const parsed = parseFormula(withResponse(formula));
  const [equation, another] = parsed.equations;
  if (equation === undefined || another !== undefined)
    throw new DownhillError('several-formulas', 'gradient takes one formula at a time', 'give them one after the other', {
      place: 'formula',
    });
  const { loss, settings } = chooseLoss(options);
  const parameters = roles(parsed, columns).parameters;
  if (parameters.length === 0)
    throw new DownhillError(
      'no-parameters',
      `"${formula}" has no parameters: every name in it is a column`,
      'give at least one, as in y ~ a*x + b',
      {
        place: 'formula',
      },
    );
  const slopes = differentiate(equation.expression, parameters).map(arrange);
  const components = correctGradient(equation.expression, equation.response, parameters, loss, settledSettings(settings));
  return {
    formula,
    response: print(equation.response),
    columns,
    parameters,
    prediction: {
      text: print(equation.expression),
      latex: latex(equation.expression),
      numpy: `prediction = ${numpy(equation.expression)}`,
      javascript: `const prediction = ${javascript(equation.expression)};`,
    },
    derivatives: components.map(({ parameter, inner, component, text }, j) => {
      const asJavascript = javascript(name(parameter));
      return {
        parameter,
        derivative: { text: print(slopes[j] as Expression), latex: latex(slopes[j] as Expression) },
        gradient: { text, latex: `\\frac{1}{n}\\sum_{i=1}^{n} \\left(${latex(inner)}\\right)` },
        numpy: numpyLines(parameter, component),
        javascript: {
          sum: `${asJavascript}Sum += ${javascript(inner)};`,
          update: `${asJavascript} -= learningRate*${asJavascript}Sum/n;`,
        },
      };
    }),
  };
}

/** Bare expressions are fitted to something that has no name yet: the `response` of a hand-written gradient. */
export const withResponse = (formula: string): string =>
  formula.includes('~')
    ? formula
    : formula
        .split(BETWEEN)
        .map((text) => `response ~ ${text.trim()}`)
        .join('; ');

/** A semicolon, but not one in the backticks of a name. */
const BETWEEN = /;(?=(?:[^`]*`[^`]*`)*[^`]*$)/;
