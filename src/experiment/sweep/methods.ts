import { DownhillError } from '../../base/errors.js';
import type { Method } from '../../optimize/method.js';
import { METHODS } from '../../optimize/methods/index.js';
import { chooseMethod } from '../choose-method.js';
import { squaresLoss } from '../companion-loss.js';
import type { FitOptions } from '../options.js';
import type { SweepOptions } from './sweep.js';

/** A method whose rates are tried, with all its settings. */
export interface Tried {
  readonly method: Method;
  readonly settings: Readonly<Record<string, number>>;
  readonly epochs: number;
}

/**
 * The methods that were asked for, each with the settings that it knows.
 * @throws DownhillError `method-without-rate` for methods that find their steps themselves, and as a fit does for what does not exist.
 */
export function sweptMethods({ methods = ['gd'], settings = {} }: SweepOptions, fitted: FitOptions): Tried[] {
  if (methods.length === 0) throw refused('no method was given', 'leave it out for gd');
  const twice = methods.find((name, i) => methods.indexOf(name) !== i);
  if (twice !== undefined) throw refused(`the method ${twice} was given twice`, 'leave one out');
  const tried = methods.map((name): Tried => {
    const row = METHODS.find((method) => method.name === name);
    const known = Object.entries(settings).filter(([setting]) => row !== undefined && Object.hasOwn(row.settings, setting));
    const one = { ...fitted, method: name, learningRate: 1, settings: Object.fromEntries(known) };
    if (name === 'auto' || row?.steps === 'own') throw withoutRate(name);
    // No fact of the problem has a say where the method is given.
    const facts = { loss: squaresLoss(), linear: false, separable: false, parameters: 1 };
    const { method, settings: filled, epochs } = chooseMethod(one, facts);
    return { method, settings: filled, epochs };
  });
  const stranger = Object.keys(settings).find((setting) => tried.every((one) => !Object.hasOwn(one.method.settings, setting)));
  if (stranger === undefined) return tried;
  const known = [...new Set(tried.flatMap(({ method }) => Object.keys(method.settings)))];
  throw new DownhillError(
    'setting-unknown',
    `none of the methods has a setting "${stranger}"`,
    known.length === 0 ? `${methods.join(', ')} has no settings` : `known: ${known.join(', ')}`,
    { place: stranger, usage: true },
  );
}

function withoutRate(name: string): DownhillError {
  const able = METHODS.filter(({ steps }) => steps === 'rate').map((method) => method.name);
  const why = name === 'auto' ? 'auto is the choice among methods' : `${name} finds its steps itself`;
  return refused(`${why}, and a sweep tries learning rates`, `take one or more of ${able.join(', ')}`, 'method-without-rate');
}

const refused = (message: string, advice: string, code = 'methods-invalid'): DownhillError =>
  new DownhillError(code, message, advice, { place: '--method', usage: true });
