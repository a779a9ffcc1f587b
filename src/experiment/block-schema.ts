import * as v from 'valibot';
import { nearest } from '../base/nearest.js';
import { LANGUAGES, type Lang } from '../base/text.js';
import { AUTOMATIC_NAMES, type AutomaticName, isAutomatic } from '../optimize/automatic-rates.js';
import { type BlockIssue, pathText } from './block-issue.js';
import { RESAMPLES, type Resample } from './resampling.js';
import { SHOWN_PARTS, type ShownPart } from './shown-parts.js';

/** The keys of an experiment as they are written, all of the right type; names and formulas are not looked at yet. */
export type WrittenBlock = v.InferOutput<typeof BLOCK>;
type Schema<Output> = v.GenericSchema<unknown, Output>;

/** Checks keys and types. @returns the block, or everything that is wrong with it. */
export function checkShape(value: unknown): { readonly block: WrittenBlock } | { readonly issues: readonly BlockIssue[] } {
  const reserved = reservedKey(value, []);
  if (reserved !== null) return { issues: [reserved] };
  const checked = v.safeParse(BLOCK, value);
  return checked.success ? { block: checked.output } : { issues: checked.issues.map((issue) => readIssue(issue)) };
}

/** Keys that records cannot hold safely, and that valibot leaves out without a word. */
const RESERVED = ['__proto__', 'prototype', 'constructor'];

function reservedKey(value: unknown, path: readonly string[]): BlockIssue | null {
  if (!isMap(value) || path.length > 3) return null;
  for (const [key, below] of Object.entries(value)) {
    if (RESERVED.includes(key))
      return {
        path: [...path, key],
        at: 'key',
        code: 'key-invalid',
        message: `"${key}" cannot be a name here`,
        advice: 'take another name',
      };
    const deeper = reservedKey(below, [...path, key]);
    if (deeper !== null) return deeper;
  }
  return null;
}

/** A value of its own. Its message says what it must be and is put after `… must be`. */
const leaf = <Output>(expected: string, holds: (value: unknown) => boolean): Schema<Output> =>
  v.custom<Output>(holds, expected) as unknown as Schema<Output>;

/** Exactly these keys. Unlike `strictObject` it names every unknown key and refuses lists. */
const exactly = <Entries extends v.ObjectEntries>(
  expected: string,
  entries: Entries,
): Schema<v.InferOutput<v.StrictObjectSchema<Entries, undefined>>> =>
  v.pipe(v.custom(isMap, expected), v.objectWithRest(entries, v.never(UNKNOWN_KEY))) as unknown as Schema<
    v.InferOutput<v.StrictObjectSchema<Entries, undefined>>
  >;

const keyed = <Value>(expected: string, value: Schema<Value>): Schema<Readonly<Record<string, Value>>> =>
  v.pipe(v.custom(isMap, expected), v.record(v.string(), value)) as unknown as Schema<Readonly<Record<string, Value>>>;

const UNKNOWN_KEY = 'unknown key';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const integer = (least: number, most: number, shown = String(most)): Schema<number> =>
  leaf(
    `an integer from ${least} to ${shown}`,
    (value) => isNumber(value) && Number.isInteger(value) && value >= least && value <= most,
  );
const oneOf = <Name extends string>(...names: readonly Name[]): Schema<Name> =>
  leaf(names.join(' or '), (value) => names.some((name) => name === value));
const text = leaf<string>('text', isText);
const flag = leaf<boolean>('true or false', (value) => typeof value === 'boolean');
const formula = leaf<string | number>('a formula', (value) => isText(value) || isNumber(value));
const finite = leaf<number>('a finite number', isNumber);
const finiteOrAuto = leaf<number | 'auto'>('a finite number or auto', (value) => isNumber(value) || value === 'auto');

const maybe = v.exactOptional;
const fileData = exactly('the name of a file, or rows and columns', {
  file: text,
  encoding: maybe(text),
  delimiter: maybe(leaf<string>('one character or tab', (value) => typeof value === 'string' && value !== '')),
});
const madeData = exactly('the name of a file, or rows and columns', {
  rows: integer(1, 1e8, '1e8'),
  columns: keyed('names with their formulas, one a line, as X: uniform(0, 1)', formula),
});

const ENTRIES = {
  id: leaf<string>(
    'letters, digits, - and _ (at most 64, a letter or digit first)',
    (value) => typeof value === 'string' && value.length <= 64 && /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u.test(value),
  ),
  title: maybe(text),
  lang: maybe(oneOf<Lang>(...LANGUAGES)),
  seed: maybe(integer(0, 2 ** 32 - 1)),
  random: maybe(oneOf('numpy', 'pcg64')),
  data: v.lazy(
    (value): Schema<string | v.InferOutput<typeof fileData> | v.InferOutput<typeof madeData>> =>
      typeof value === 'string' ? text : isMap(value) && 'file' in value ? fileData : madeData,
  ),
  let: maybe(keyed('names with their formulas, one a line, as t: years(Date)', formula)),
  where: maybe(formula),
  'skip invalid': maybe(flag),
  model: formula,
  loss: maybe(text),
  'loss settings': maybe(keyed('names with numbers, as delta: 1.5', finiteOrAuto)),
  start: maybe(keyed('parameters with numbers or draws, one a line, as W: uniform(-1, 1)', formula)),
  starts: maybe(integer(1, 1e6, '1e6')),
  bounds: maybe(
    leaf<string | readonly string[]>(
      'text as 0 < k < 10, or a list of such',
      (value) => isText(value) || (Array.isArray(value) && value.every(isText)),
    ),
  ),
  fixed: maybe(keyed('parameters with values, as c: 0', formula)),
  tie: maybe(keyed('parameters with formulas, as b2: 2*b1', formula)),
  weights: maybe(text),
  sigma: maybe(leaf<string | number>('a column or a number', (value) => isText(value) || isNumber(value))),
  'absolute sigma': maybe(flag),
  level: maybe(leaf<number>('a number between 0 and 1', (value) => isNumber(value) && value > 0 && value < 1)),
  profile: maybe(flag),
  bootstrap: maybe(integer(2, 1e6, '1e6')),
  study: maybe(
    exactly('how many seeds, as { seeds: 200 }', {
      seeds: integer(2, 1e5, '1e5'),
      success: maybe(leaf<string>('comparisons, as abs(W - 10) < 0.5 and abs(b - 1.5) < 0.5', isText)),
    }),
  ),
  resample: maybe(oneOf<Resample>(...(Object.keys(RESAMPLES) as Resample[]))),
  method: maybe(text),
  settings: maybe(keyed('names with numbers, as momentum: 0.9', finite)),
  'learning rate': maybe(
    leaf<number | AutomaticName>(
      `a number > 0, or one of ${AUTOMATIC_NAMES}`,
      (value) => isAutomatic(value) || (isNumber(value) && value > 0),
    ),
  ),
  schedule: maybe(text),
  epochs: maybe(integer(1, 1e9, '1e9')),
  stop: maybe(text),
  batch: maybe(integer(1, 1e8, '1e8')),
  gradient: maybe(keyed('parameters with formulas, one a line, as W: mean(residual * X)', formula)),
  snapshots: maybe(integer(1, 1e9, '1e9')),
  figures: maybe(leaf<readonly unknown[]>('a list of figures, [] for none', Array.isArray)),
  show: maybe(
    v.pipe(
      leaf<readonly unknown[]>(`a list of ${SHOWN_PARTS.join(', ')}, [] for nothing`, Array.isArray),
      v.array(leaf<ShownPart>(`one of ${SHOWN_PARTS.join(', ')}`, (value) => SHOWN_PARTS.some((name) => name === value))),
    ),
  ),
  expect: maybe(
    leaf<string | readonly string[]>(
      'an outcome or the code of a finding, or a list of them',
      (value) => isText(value) || (Array.isArray(value) && value.every(isText)),
    ),
  ),
};
const BLOCK = exactly('keys with values, one a line, as "model: y ~ a*x + b"', ENTRIES);

/** Codes of errors that the command line has as well. */
const CODES: Readonly<Record<string, string>> = {
  'learning rate': 'rate-not-positive',
  epochs: 'epochs-out-of-range',
  id: 'id-invalid',
};

const KEYS_AT: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(ENTRIES),
  data: ['file', 'encoding', 'delimiter', 'rows', 'columns'],
  study: ['seeds', 'success'],
};

function readIssue(issue: v.BaseIssue<unknown>): BlockIssue {
  const path = (issue.path ?? []).map((item) => item.key as string | number);
  const key = String(path.at(-1) ?? '');
  const parent = pathText(path.slice(0, -1));
  if (issue.message === UNKNOWN_KEY) {
    const known = KEYS_AT[parent] ?? [];
    const close = nearest(key, known);
    return {
      path,
      at: 'key',
      code: 'key-unknown',
      message: `unknown key "${key}"${parent === '' ? '' : ` in ${parent}`}`,
      advice: close === null ? `known keys: ${known.join(', ')}` : `did you mean "${close}"?`,
    };
  }
  // A key that is not there: valibot puts it at the end of the path.
  if (issue.received === 'undefined')
    return {
      path: path.slice(0, -1),
      at: 'key',
      code: 'key-missing',
      message: `the key "${key}" is missing${parent === '' ? '' : ` in ${parent}`}`,
      advice: MISSING[key] ?? `add ${key}: …`,
    };
  const name = pathText(path);
  const range = typeof issue.input === 'number' && issue.message.includes('number') ? 'out-of-range' : 'wrong-type';
  return {
    path,
    at: 'value',
    code:
      CODES[name] ??
      (typeof issue.input === 'number' && /^an integer|^a number/.test(issue.message) ? 'value-out-of-range' : range),
    message: `${name === '' ? 'a block' : name} must be ${issue.message}, got ${shown(issue.input)}`,
    advice: ADVICE[name] ?? 'correct the value',
  };
}

const MISSING: Readonly<Record<string, string>> = {
  id: 'give the experiment a short name of its own, as "id: first-try"',
  model: 'add a formula, as "model: y ~ a*x + b"',
  data: 'add "data: file.csv", or "data:" with rows and columns',
  rows: 'say how many rows are made, as "rows: 100"',
  columns: 'say how the columns are made, as "columns:" with "X: uniform(0, 1)" below',
};

const ADVICE: Readonly<Record<string, string>> = {
  'learning rate': 'try 0.01, or leave it out',
  epochs: 'try 1000',
  seed: 'take any integer from 0 on, as "seed: 7"',
};

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map of keys';
  if (typeof value === 'string')
    return value.trim() === '' ? 'empty text' : `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  return String(value);
}
