import { DownhillError } from '../base/errors.js';
import { nearest } from '../base/nearest.js';
import type { Text } from '../base/text.js';
import type { Loss } from '../objective/loss.js';
import { LOSSES } from '../objective/losses/index.js';
import type { Method, StepSize } from '../optimize/method.js';
import { METHODS } from '../optimize/methods/index.js';
import { armijo, parseSchedule } from '../optimize/step-size.js';
import { automaticMethod, type Facts } from './automatic-method.js';
import { type FoundRate, foundRate, learningRate } from './choose-rate.js';
import type { FitOptions } from './options.js';

/** Which method runs, how far its steps go, and why. */
export interface Choice {
  readonly method: Method;
  readonly settings: Readonly<Record<string, number>>;
  /** Methods that are tried beside it, with their settings: the lowest loss wins. */
  readonly others: readonly { readonly method: Method; readonly settings: Readonly<Record<string, number>> }[];
  readonly stepSize: StepSize;
  /** The learning rate is raced for, before the run. */
  readonly race?: true;
  /** null where the step is found by the method or a line search. */
  readonly learningRate: number | null;
  /** downhill chose the method or the step itself. */
  readonly automatic: boolean;
  readonly why: Text;
  readonly epochs: number;
}

const MOST_STARTS = 1e6;
const EPOCHS = { rate: 10_000, own: 500 } as const;
const MOST_EPOCHS = 1e9;

/** The method that was asked for, or the one that fits the problem. @throws DownhillError for names and settings that do not exist. */
export function chooseMethod(options: FitOptions, facts: Facts): Choice {
  const wanted = options.method ?? 'auto';
  const { name, why, beside = [] } = wanted === 'auto' ? automaticMethod(options, facts) : { name: wanted, why: null };
  const method = row(METHODS, name, 'method', ['auto']);
  checkStarts(options);
  const rate = learningRate(options, method);
  if (options.schedule !== undefined && options.schedule !== 'armijo')
    parseSchedule(options.schedule, typeof rate === 'number' ? rate : 1, epochs(options, method));
  if (options.batch !== undefined && !method.minibatch)
    throw new DownhillError(
      'batch-not-possible',
      `${method.name} needs all rows in every step and takes no minibatches`,
      `leave batch out, or take one of ${METHODS.filter((m) => m.minibatch)
        .map((m) => m.name)
        .join(', ')}`,
      { place: '--batch', usage: true },
    );
  const common = {
    method,
    settings: settings(method, options.settings ?? {}),
    others: beside.map((other) => {
      const found = row(METHODS, other, 'method', []);
      return { method: found, settings: settings(found, {}) };
    }),
    epochs: epochs(options, method),
  };
  if (method.steps === 'own')
    return {
      ...common,
      stepSize: armijo(),
      learningRate: null,
      automatic: wanted === 'auto',
      why:
        why ??
        (options.learningRate === undefined && options.schedule === undefined
          ? { en: 'as asked for; it finds its step sizes itself', ko: '지정한 방법. 걸음 크기는 스스로 정합니다' }
          : {
              en: 'as asked for; it finds its step sizes itself, so the learning rate and its schedule are not used',
              ko: '지정한 방법. 걸음 크기를 스스로 정하므로 학습률과 그 스케줄은 쓰지 않습니다',
            }),
    };
  const found = foundRate(rate, options, method, why);
  if (typeof rate !== 'number' || found !== null)
    return { ...common, ...(found as FoundRate), learningRate: null, automatic: true };
  return {
    ...common,
    stepSize: parseSchedule(options.schedule ?? 'constant', rate, common.epochs),
    learningRate: rate,
    automatic: wanted === 'auto',
    why:
      why ??
      (options.learningRate === undefined
        ? { en: `the default learning rate of ${method.name}`, ko: `${method.name}의 기본 학습률` }
        : { en: 'as asked for', ko: '지정한 그대로' }),
  };
}

/** The loss that was asked for; default half the mean squared error. `auto` in its settings is still to be settled from the data. */
export function chooseLoss(options: FitOptions): {
  readonly loss: Loss;
  readonly settings: Readonly<Record<string, number | 'auto'>>;
} {
  const loss = row(LOSSES, options.loss ?? 'half-mse', 'loss', []);
  const given = options.lossSettings ?? {};
  for (const [name, value] of Object.entries(given)) {
    if (!(name in loss.settings)) throw unknownSetting(name, loss.name, Object.keys(loss.settings));
    if (value !== loss.settings[name]?.default && !(Number(value) > 0 && Number.isFinite(value)))
      throw new DownhillError(
        'setting-out-of-range',
        `${name} of ${loss.name} must be > 0, got ${value}`,
        loss.settings[name]?.default === 'auto' ? 'give a positive number, or auto' : 'give a positive number',
        {
          place: name,
          usage: true,
        },
      );
  }
  const defaults = Object.entries(loss.settings).map(([name, setting]) => [name, setting.default] as const);
  return { loss, settings: { ...Object.fromEntries(defaults), ...given } };
}

/** The settings of a loss that are numbers: without those that the data are still to settle. */
export const settledSettings = (settings: Readonly<Record<string, number | 'auto'>>): Record<string, number> =>
  Object.fromEntries(Object.entries(settings).filter((entry): entry is [string, number] => entry[1] !== 'auto'));

function epochs(options: FitOptions, method: Method): number {
  const wanted = options.epochs ?? EPOCHS[method.steps];
  if (!(Number.isInteger(wanted) && wanted >= 1 && wanted <= MOST_EPOCHS))
    throw new DownhillError('epochs-out-of-range', `epochs must be an integer from 1 to 1e9, got ${wanted}`, 'try 1000', {
      place: '--epochs',
      usage: true,
    });
  return wanted;
}

function checkStarts({ starts = 1 }: FitOptions): void {
  if (Number.isInteger(starts) && starts >= 1 && starts <= MOST_STARTS) return;
  throw new DownhillError('starts-out-of-range', `starts must be an integer from 1 to 1e6, got ${starts}`, 'try 20', {
    place: '--starts',
    usage: true,
  });
}

function settings(method: Method, given: Readonly<Record<string, number>>): Record<string, number> {
  const filled: Record<string, number> = {};
  for (const [name, setting] of Object.entries(method.settings)) filled[name] = setting.default;
  for (const [name, value] of Object.entries(given)) {
    const setting = method.settings[name];
    if (setting === undefined) throw unknownSetting(name, method.name, Object.keys(method.settings));
    const low = setting.exclusive === 'least' || setting.exclusive === 'both' ? value > setting.least : value >= setting.least;
    const high = setting.exclusive === 'most' || setting.exclusive === 'both' ? value < setting.most : value <= setting.most;
    if (!(low && high))
      throw new DownhillError(
        'setting-out-of-range',
        `${name} of ${method.name} must be from ${setting.least} to ${setting.most}, got ${value}`,
        `the default is ${setting.default}`,
        { place: name, usage: true },
      );
    filled[name] = value;
  }
  return filled;
}

function unknownSetting(name: string, of: string, known: readonly string[]): DownhillError {
  const close = nearest(name, known);
  const advice =
    known.length === 0
      ? `${of} has no settings`
      : `${of} knows ${known.join(', ')}${close === null ? '' : `; did you mean ${close}?`}`;
  return new DownhillError('setting-unknown', `${of} has no setting "${name}"`, advice, { place: name, usage: true });
}

function row<Row extends { readonly name: string }>(
  rows: readonly Row[],
  name: string,
  what: string,
  more: readonly string[],
): Row {
  const found = rows.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  const known = [...more, ...rows.map((candidate) => candidate.name)];
  const close = nearest(name, known);
  throw new DownhillError(
    `${what}-unknown`,
    `there is no ${what} "${name}"`,
    `${close === null ? '' : `did you mean ${close}? `}known: ${known.join(', ')}`,
    { place: `--${what}`, usage: true },
  );
}
