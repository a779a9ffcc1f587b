import { DownhillError } from '../base/errors.js';
import { nearest } from '../base/nearest.js';
import { armijo } from './armijo.js';
import { barzilaiBorwein } from './barzilai-borwein.js';
import { along } from './bounds.js';
import type { Advance, From, Method, StepSize, Unseen } from './method.js';
import { SCHEDULES, type Schedule } from './schedules.js';

export { armijo } from './armijo.js';

/** The step size that is found where no rate is given: {@link barzilaiBorwein} for plain gradient descent over all rows, else {@link armijo}. */
export const automatic = (method: Pick<Method, 'plain'>, batched: boolean): StepSize =>
  method.plain === true && !batched ? barzilaiBorwein() : armijo();

/**
 * The same factor in every step: x ← x + η·d.
 *
 * @param rate η > 0. @throws DownhillError `rate-not-positive`.
 */
export function constant(rate: number): StepSize {
  checkRate(rate);
  return fixed('constant', () => rate);
}

/**
 * The step size of a schedule's text: `constant`, `step(0.5, 100)`, `exponential(0.99)`, `inverse(0.01)`, `cosine(0.01)`, `warmup(20)`; the
 * factors of several, separated by commas, multiply: `warmup(20), cosine`. Counted in epochs, also with minibatches.
 *
 * @param rate η > 0, the learning rate that is scheduled. @param epochs E, of the whole run.
 * @throws DownhillError for unknown names and arguments out of range, with the place in the text.
 *
 * @example parseSchedule('step(0.5, 100)', 0.1, 300) // 0.1, from epoch 100 on 0.05, from epoch 200 on 0.025
 */
export function parseSchedule(text: string, rate: number, epochs: number): StepSize {
  checkRate(rate);
  const parts = read(text);
  return fixed(text.trim(), ({ epoch }) =>
    parts.reduce((product, { schedule, values }) => product * schedule.factor(epoch, epochs, values), rate),
  );
}

/** A step size that has nothing to ask. */
function fixed(name: string, rateOf: (from: From) => number): StepSize {
  const advanceAtOnce = (from: From): Unseen<Advance> => {
    const rate = rateOf(from);
    return { point: along(from.point, from.direction, rate, from.bounds), rate };
  };
  return {
    name,
    advanceAtOnce,
    *advance(from) {
      yield* [];
      return advanceAtOnce(from);
    },
  };
}

interface Part {
  readonly schedule: Schedule;
  readonly values: readonly number[];
}

const PART = /\s*([\p{L}\d_-]+)\s*(?:\(([^()]*)\))?\s*(,|$)/uy;

function read(text: string): Part[] {
  const parts: Part[] = [];
  PART.lastIndex = 0;
  for (let at = 0; ; at = PART.lastIndex) {
    PART.lastIndex = at;
    const match = PART.exec(text);
    if (match === null)
      throw malformed(
        'schedule-malformed',
        'a schedule is a name with numbers in brackets',
        text,
        at,
        text.length,
        'for example step(0.5, 100)',
      );
    const start = text.indexOf(match[1] as string, at);
    parts.push(readPart(text, match[1] as string, match[2], start, PART.lastIndex - (match[3] as string).length));
    if (match[3] === '') return parts;
  }
}

function readPart(text: string, name: string, inside: string | undefined, start: number, end: number): Part {
  const schedule = SCHEDULES.find((row) => row.name === name);
  const names = SCHEDULES.map((row) => row.name);
  if (schedule === undefined) {
    const close = nearest(name, [...names, 'armijo']);
    const advice = `${close === null ? '' : `did you mean ${close}? `}known: ${names.join(', ')}, or armijo alone for a line search`;
    throw malformed('schedule-unknown', `there is no schedule "${name}"`, text, start, start + name.length, advice);
  }
  const given = inside === undefined || inside.trim() === '' ? [] : inside.split(',').map((word) => word.trim());
  const usage = `${schedule.name}${schedule.arguments.length === 0 ? '' : `(${schedule.arguments.map((argument) => argument.name).join(', ')})`}`;
  if (given.length > schedule.arguments.length)
    throw malformed(
      'schedule-malformed',
      `${name} takes ${schedule.arguments.length} numbers, got ${given.length}`,
      text,
      start,
      end,
      `write ${usage}`,
    );
  const values = schedule.arguments.map((argument, i) => {
    const word = given[i];
    if (word === undefined && argument.default !== undefined) return argument.default;
    const value = word === undefined || word === '' ? Number.NaN : Number(word);
    const above = argument.exclusive === 'least' ? value > argument.least : value >= argument.least;
    if (above && value <= argument.most && (argument.integer !== true || Number.isInteger(value))) return value;
    const kind = argument.integer === true ? 'a whole number' : 'a number';
    throw malformed(
      'schedule-out-of-range',
      `${argument.name} of ${name} must be ${kind} ${argument.exclusive === 'least' ? '>' : '≥'} ${argument.least} and ≤ ${argument.most}, got ${word ?? 'nothing'}`,
      text,
      start,
      end,
      `write ${usage}${argument.default === undefined ? '' : `; ${argument.name} is ${argument.default} when it is left out`}`,
    );
  });
  return { schedule, values };
}

const malformed = (code: string, message: string, text: string, start: number, end: number, advice: string): DownhillError =>
  new DownhillError(code, message, advice, { place: 'schedule', span: { text, start, end }, usage: true });

function checkRate(rate: number): void {
  if (!(rate > 0 && Number.isFinite(rate)))
    throw new DownhillError(
      'rate-not-positive',
      `the learning rate must be a number > 0, got ${rate}`,
      'try 0.01, or leave it out',
      {
        usage: true,
      },
    );
}
