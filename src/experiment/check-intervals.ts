import { DownhillError } from '../base/errors.js';
import type { Loss } from '../objective/loss.js';
import type { FitOptions } from './options.js';
import { RESAMPLES, type Resample } from './resampling.js';

const MOST_RESAMPLES = 1e6;

/** @throws DownhillError for a level, a number of resamples, a way of resampling or absolute standard deviations that cannot be. */
export function checkIntervals({ level, bootstrap, resample, absoluteSigma, sigma }: FitOptions, loss: Loss): void {
  if (absoluteSigma === true && sigma !== undefined && loss.inference !== 'squares')
    throw usage(
      'absolute-sigma-not-possible',
      `absolute standard deviations give the errors of least squares; those of the loss ${loss.name} come from its own rows`,
      'leave --absolute-sigma out (--sigma then weighs the rows), or the loss',
      '--absolute-sigma',
    );
  if (level !== undefined && !(level > 0 && level < 1))
    throw usage('level-out-of-range', `the level of intervals must be between 0 and 1, got ${level}`, 'try 0.95', '--level');
  if (bootstrap !== undefined && !(Number.isInteger(bootstrap) && bootstrap >= 2 && bootstrap <= MOST_RESAMPLES))
    throw usage(
      'bootstrap-out-of-range',
      `bootstrap must be an integer from 2 to 1e6, got ${bootstrap}`,
      'try 1000',
      '--bootstrap',
    );
  if (resample === undefined) return;
  const names = Object.keys(RESAMPLES);
  if (!names.includes(resample))
    throw usage('resample-unknown', `there is no way of resampling "${resample}"`, `known: ${names.join(', ')}`, '--resample');
  if (bootstrap === undefined)
    throw usage(
      'resample-without-bootstrap',
      'resample says what is drawn, but not how often',
      'add --bootstrap 1000',
      '--resample',
    );
  if (RESAMPLES[resample as Resample].squares && loss.inference !== 'squares')
    throw usage(
      'resample-not-possible',
      `${resample} can be resampled for least squares only: those of the loss ${loss.name} have no common distribution`,
      `take --resample ${names.find((name) => !RESAMPLES[name as Resample].squares)}`,
      '--resample',
    );
}

const usage = (code: string, message: string, advice: string, place: string): DownhillError =>
  new DownhillError(code, message, advice, { place, usage: true });
