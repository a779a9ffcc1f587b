import { DownhillError } from '../base/errors.js';
import { nearest } from '../base/nearest.js';
import { LANGUAGES } from '../base/text.js';
import type { FitOptions } from './options.js';

/** Every option and what JavaScript calls its value: programs without types make mistakes that no compiler sees. */
const TYPES: Readonly<Record<keyof FitOptions, readonly string[]>> = {
  method: ['string'],
  settings: ['object'],
  learningRate: ['number', 'string'],
  schedule: ['string'],
  epochs: ['number'],
  stop: ['string'],
  loss: ['string'],
  lossSettings: ['object'],
  start: ['object'],
  bounds: ['string'],
  fixed: ['object'],
  tie: ['object'],
  weights: ['string'],
  sigma: ['string'],
  absoluteSigma: ['boolean'],
  level: ['number'],
  profile: ['boolean'],
  bootstrap: ['number'],
  resample: ['string'],
  study: ['object'],
  seed: ['number'],
  random: ['string'],
  starts: ['number'],
  let: ['object'],
  where: ['string'],
  skipInvalid: ['boolean'],
  float32: ['boolean'],
  gradient: ['object', 'function'],
  batch: ['number'],
  lang: ['string'],
  snapshots: ['number'],
  truth: ['object'],
  threads: ['number'],
  backend: ['string'],
  cancelled: ['function'],
  onEpoch: ['function'],
};

/** @throws DownhillError for a formula that is no text, data that are no columns, options that do not exist or are of another type. */
export function checkArguments(formula: unknown, data: unknown, options: unknown): void {
  if (typeof formula !== 'string')
    throw wrong('formula', `the formula must be text, got ${kindOf(formula)}`, "write fit('y ~ a*x + b', { x, y })");
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw wrong('data', `the data must be an object of columns, got ${kindOf(data)}`, 'write { x: [1, 2, 3], y: [2, 4, 6] }');
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw wrong('options', `the options must be an object, got ${kindOf(options)}`, 'leave them out, or write { method: "gd" }');
  for (const [name, value] of Object.entries(options)) {
    const types = TYPES[name as keyof FitOptions];
    if (types === undefined) {
      const close = nearest(name, Object.keys(TYPES));
      throw new DownhillError(
        'option-unknown',
        `there is no option "${name}"`,
        close === null ? `known: ${Object.keys(TYPES).join(', ')}` : `did you mean ${close}?`,
        { place: name, usage: true },
      );
    }
    if (value !== undefined && (!types.includes(typeof value) || value === null || Array.isArray(value)))
      throw wrong(
        name,
        `${name} must be ${types.map((type) => NAMES[type]).join(' or ')}, got ${kindOf(value)}`,
        'see FitOptions',
      );
  }
  const { lang } = options as FitOptions;
  if (lang !== undefined && !LANGUAGES.includes(lang))
    throw wrong('lang', `lang must be ${LANGUAGES.join(' or ')}, got "${lang}"`, 'write lang: "ko"');
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  function: 'a function',
  bigint: 'a big integer',
};

/** What a value is, in words: `a list`, `text`, `an object`. */
export const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : value === undefined
      ? 'nothing'
      : Array.isArray(value)
        ? 'a list'
        : (NAMES[typeof value] ?? typeof value);

const wrong = (place: string, message: string, advice: string): DownhillError =>
  new DownhillError('wrong-type', message, advice, { place, usage: true });
