import { DownhillError } from '../../base/errors.js';
import { nearest } from '../../base/nearest.js';
import { AUTOMATIC_NAMES, isAutomatic } from '../../optimize/automatic-rates.js';
import type { Method } from '../../optimize/method.js';
import { METHODS } from '../../optimize/methods/index.js';
import type { Facts } from '../automatic-method.js';
import { learningRate } from '../choose-rate.js';
import type { FitOptions } from '../options.js';

/** A method in a race of methods, as it was written. */
export interface Entrant {
  /** `adam@0.01`: what it is called in tables and figures. */
  readonly label: string;
  readonly method: Method;
  /** What a fit by it alone is told: method, learning rate and settings. */
  readonly options: Pick<FitOptions, 'method' | 'learningRate' | 'settings'>;
}

const ALL = 'all';

/**
 * Who takes part: `gd`, `adam@0.01`, `gd@adgd`, `momentum@0.01:momentum=0.95`; `all` stands for every method that can go on the problem.
 *
 * @param wanted absent: those that can and that aim at the minimum of the loss. @param options `learningRate` is for all that take it and have none of their own, `settings`
 * are for all that have them.
 * @throws DownhillError `method-unknown`, `method-twice`, `methods-missing`, `rate-not-used`, `rate-not-positive`, `setting-invalid`, `setting-unknown`.
 */
export function entrantsOf(wanted: readonly string[] | undefined, options: FitOptions, facts: Facts): Entrant[] {
  const able = METHODS.filter((method) => canGo(method, options, facts));
  const texts = wanted === undefined ? able.filter(({ shrinks }) => shrinks !== true).map(({ name }) => name) : [...wanted];
  if (texts.length === 0)
    throw usage(
      'methods-missing',
      'a race needs a method at least',
      'name some, as gd,adam@0.01,lbfgs, or leave them out for all that fit',
    );
  const entrants = texts
    .flatMap((text) => (text.trim() === ALL ? able.map(({ name }) => name) : [text]))
    .map((text) => entrant(text, options));
  refuseUnused(options, entrants);
  const keys = entrants.map((each) => keyOf(each));
  const twice = keys.findIndex((key, i) => keys.indexOf(key) !== i);
  if (twice < 0) return entrants;
  const [first, again] = [entrants[keys.indexOf(keys[twice] as string)], entrants[twice]] as [Entrant, Entrant];
  throw usage(
    'method-twice',
    first.label === again.label
      ? `${first.label} was given twice with the same settings`
      : `${first.label} and ${again.label} are the same: method, learning rate and settings`,
    again.method.steps === 'rate'
      ? `leave one out, or give it another learning rate, as ${again.method.name}@0.1`
      : 'leave one out',
  );
}

/** Whether a method can go on a problem, to its end and by its own strength. */
function canGo(method: Method, { batch, gradient }: FitOptions, { loss, linear, separable }: Facts): boolean {
  if (batch !== undefined && !method.minibatch) return false;
  // What solves for parameters needs some that are linear, and others.
  if (method.projects === true && (loss.inference !== 'squares' || linear || !separable)) return false;
  // A factor of the Jacobian says nothing of a loss without curvature, nor of a gradient that was written by hand.
  return method.wants !== 'qr' || (loss.inference !== 'none' && gradient === undefined);
}

function entrant(text: string, common: FitOptions): Entrant {
  const label = text.replaceAll(/\s+/g, '');
  const [head = '', ...given] = label.split(':');
  const [, name = '', rate] = /^([^@]*)(?:@(.*))?$/.exec(head) ?? [];
  const method = METHODS.find((one) => one.name === name);
  if (method === undefined) throw unknown(name);
  const shared = Object.entries(common.settings ?? {}).filter(([key]) => Object.hasOwn(method.settings, key));
  const settings = Object.fromEntries([...shared, ...given.map((setting) => settingOf(setting, label))]);
  if (rate !== undefined && method.steps === 'own')
    throw usage(
      'rate-not-used',
      `${name} finds its step sizes itself and takes no learning rate, got "${label}"`,
      `write ${[name, ...given].join(':')}`,
    );
  const learningRate =
    rate === undefined ? (takes(method, common.learningRate) ? common.learningRate : undefined) : rateOf(rate, method);
  return {
    label,
    method,
    options: {
      method: name,
      ...(learningRate === undefined ? {} : { learningRate }),
      ...(Object.keys(settings).length === 0 ? {} : { settings }),
    },
  };
}

/** A number and `auto` are for all that take a rate, what else finds one for the gradient itself. */
const takes = (method: Method, rate: FitOptions['learningRate']): boolean =>
  method.steps === 'rate' && (typeof rate !== 'string' || rate === 'auto' || method.plain === true);

function unknown(name: string): DownhillError {
  const known = METHODS.map((method) => method.name);
  if (name === 'auto')
    return usage('method-unknown', 'auto chooses a method, and has no way of its own', `name methods: ${known.join(', ')}, all`);
  const close = nearest(name, [...known, ALL]);
  return usage(
    'method-unknown',
    `there is no method "${name}"`,
    `${close === null ? '' : `did you mean ${close}? `}known: ${known.join(', ')}, all; a learning rate follows @, as in adam@0.01`,
  );
}

function rateOf(written: string, method: Method): NonNullable<FitOptions['learningRate']> {
  const rate = isAutomatic(written) ? written : NUMBER.test(written) ? Number(written) : Number.NaN;
  if (typeof rate === 'string' ? takes(method, rate) : rate > 0 && Number.isFinite(rate)) return rate;
  throw typeof rate === 'string'
    ? usage(
        'rate-not-possible',
        `the learning rate "${rate}" is for plain gradient descent, got ${method.name}`,
        `write ${METHODS.find(({ plain }) => plain === true)?.name}@${rate}, or give ${method.name} a number or auto`,
      )
    : usage(
        'rate-not-positive',
        `the learning rate after @ must be a number > 0 or one of ${AUTOMATIC_NAMES}, got "${written}"`,
        `write ${method.name}@0.01, or leave @ and the rate out`,
      );
}

function settingOf(written: string, label: string): [string, number] {
  const [, name, value = ''] = /^([^=]+)=(.*)$/.exec(written) ?? [];
  if (name !== undefined && NUMBER.test(value)) return [name, Number(value)];
  throw usage(
    'setting-invalid',
    `a setting of a method is written :name=number, got "${label}"`,
    'write momentum:momentum=0.95, or momentum@0.01:momentum=0.95 with a learning rate',
  );
}

/** What nobody takes was meant for somebody. */
function refuseUnused({ settings = {}, learningRate: rate }: FitOptions, entrants: readonly Entrant[]): void {
  const idle = Object.keys(settings).find((key) => entrants.every(({ method }) => !Object.hasOwn(method.settings, key)));
  if (idle !== undefined)
    throw usage(
      'setting-unknown',
      `no method of this race has a setting "${idle}"`,
      'downhill methods <name> shows the settings of a method',
      '--set',
    );
  if (rate !== undefined && !entrants.some(({ method }) => takes(method, rate)))
    throw usage(
      'rate-not-used',
      `no method of this race takes the learning rate ${rate}`,
      'leave it out, or let a method take part that takes it',
      '--learning-rate',
    );
}

/** The same for the same run. */
function keyOf({ method, options }: Entrant): string {
  const settings = Object.entries(method.settings).map(([name, setting]) => [name, options.settings?.[name] ?? setting.default]);
  return JSON.stringify([method.name, method.steps === 'own' ? null : learningRate(options, method), settings]);
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

const usage = (code: string, message: string, advice: string, place = '--methods'): DownhillError =>
  new DownhillError(code, message, advice, { place, usage: true });
