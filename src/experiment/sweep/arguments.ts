import { DownhillError } from '../../base/errors.js';
import { checkArguments, kindOf } from '../check-arguments.js';
import type { FitOptions } from '../options.js';
import type { SweepOptions } from './sweep.js';

/** What a fit has under another name, or what says nothing of one run among many. */
const REFUSED: Readonly<Record<string, string>> = {
  method: "write methods: ['gd', 'adam']",
  learningRate: "write rates: [0.01, 0.1] or rates: '0.001..3'",
  schedule: 'rates of a sweep are constant: leave it out',
  batch: 'runs of a sweep go over all rows: leave it out',
  level: 'a sweep has no intervals: leave it out',
  profile: 'a sweep has no intervals: leave it out',
  bootstrap: 'a sweep has no intervals: leave it out',
  resample: 'a sweep has no intervals: leave it out',
  snapshots: 'runs of a sweep leave no trace: leave it out',
  truth: 'runs of a sweep are measured against the minimum: leave it out',
};

/** @throws DownhillError for arguments of other types, as programs without types make them. */
export function checkSweep(formula: unknown, data: unknown, options: SweepOptions): void {
  const isObject = typeof options === 'object' && options !== null && !Array.isArray(options);
  checkArguments(formula, data, isObject ? fitOptionsIn(options) : options);
  for (const [name, advice] of Object.entries(REFUSED))
    if ((options as Readonly<Record<string, unknown>>)[name] !== undefined)
      throw new DownhillError('option-unknown', `a sweep has no option "${name}"`, advice, { place: name, usage: true });
  const { methods, rates, starts } = options;
  expect('methods', methods, Array.isArray(methods) && methods.every((name) => typeof name === 'string'), "['gd', 'adam']");
  expect('rates', rates, typeof rates === 'string' || Array.isArray(rates), "[0.01, 0.1], or '0.001..3'");
  const isList = Array.isArray(starts) && starts.every((start) => typeof start === 'object' && start !== null);
  expect('starts', starts, typeof starts === 'number' || isList, "20, or [{ a: 0, b: 'uniform(-1, 1)' }]");
}

/** The options that a fit has as well. */
export function fitOptionsIn({ methods: _, rates: __, starts: ___, ...rest }: SweepOptions): FitOptions {
  return rest;
}

function expect(name: string, value: unknown, holds: boolean, like: string): void {
  if (value === undefined || holds) return;
  throw new DownhillError('wrong-type', `${name} cannot be ${kindOf(value)}`, `write ${name}: ${like}`, {
    place: name,
    usage: true,
  });
}
