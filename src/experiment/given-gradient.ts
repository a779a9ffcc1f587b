import { DownhillError } from '../base/errors.js';
import { parseGradient } from '../language/index.js';
import type { GradientFunction, HandWrittenGradient } from '../objective/hand-written-gradient.js';
import { allValues } from '../problem/model.js';
import { kindOf } from './check-arguments.js';
import { checkWritten } from './given.js';
import type { FitOptions, GradientByName } from './options.js';
import type { Prepared } from './prepare.js';

/** The hand-written gradient of a fit, where there is one. @throws DownhillError for one that cannot be followed. */
export function givenGradient({ gradient, batch }: FitOptions, prepared: Prepared): HandWrittenGradient | undefined {
  if (gradient === undefined) return undefined;
  if (typeof gradient !== 'function') return checkWritten(gradient, prepared, parseGradient);
  if (batch !== undefined)
    throw new DownhillError(
      'gradient-function-batch',
      'a gradient that is a function knows nothing of the rows of a minibatch',
      'leave batch out, or write the gradient as text: { W: "mean((prediction - y)*x)" }',
      { place: 'gradient' },
    );
  return byName(gradient, prepared);
}

function byName(gradient: GradientByName, { resolved: { model } }: Prepared): GradientFunction {
  return (point) => {
    const values = allValues(model, point);
    const given: unknown = gradient(Object.fromEntries(model.parameters.map((name, i) => [name, values[i] as number])));
    if (typeof given !== 'object' || given === null) throw wrong(`gave ${kindOf(given)}`, model.free);
    return Float64Array.from(model.free, (name) => {
      const slope = (given as Readonly<Record<string, unknown>>)[name];
      if (typeof slope !== 'number') throw wrong(`gave ${kindOf(slope)} for ${name}`, model.free);
      return slope;
    });
  };
}

const wrong = (got: string, free: readonly string[]): DownhillError =>
  new DownhillError(
    'gradient-function-result',
    `the gradient function must give a number for each of ${free.join(', ')}; it ${got}`,
    `return { ${free.map((name) => `${/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name)}: …`).join(', ')} }`,
    { place: 'gradient' },
  );
