import { nearest } from '../base/nearest.js';
import type { Chart, ChartOption, ChartOptions } from '../figure/chart.js';
import { CHARTS } from '../figure/charts/index.js';
import type { BlockIssue } from './block-issue.js';

/** A figure that was asked for: a chart, its options, and what its files are called. */
export interface FigureRequest {
  readonly chart: string;
  readonly options: ChartOptions;
  /** The chart's name; `fit-2` for the second of a kind. */
  readonly name: string;
}

/** Without a `figures` key. */
export const DEFAULT_FIGURES: readonly FigureRequest[] = ['data', 'fit', 'loss'].map((chart) => ({
  chart,
  options: {},
  name: chart,
}));

/**
 * Reads a list of figures: names (`loss`), names with options (`fit: { every: 20 }`), names with the value of their bare option
 * (`compare: [Y, Y_1]`).
 * @param path where the list stands. @param issues gets what is wrong with it.
 */
export function readFigures(list: readonly unknown[], path: readonly string[], issues: BlockIssue[]): FigureRequest[] {
  const requests: FigureRequest[] = [];
  for (const [i, item] of list.entries()) {
    const read = readFigure(item, [...path, i], issues);
    if (read === null) continue;
    const before = requests.filter((request) => request.chart === read.chart).length;
    requests.push({ ...read, name: before === 0 ? read.chart : `${read.chart}-${before + 1}` });
  }
  return requests;
}

function readFigure(item: unknown, path: Path, issues: BlockIssue[]): Omit<FigureRequest, 'name'> | null {
  const entries = typeof item === 'object' && item !== null && !Array.isArray(item) ? Object.entries(item) : null;
  const [name, given] = typeof item === 'string' ? [item, null] : (entries?.[0] ?? []);
  if (typeof name !== 'string' || (entries !== null && entries.length !== 1)) {
    issues.push(
      wrong(
        path,
        'figure-invalid',
        'a figure must be a name, or a name with its options',
        'write "- loss", or "- fit: { every: 20 }"',
      ),
    );
    return null;
  }
  const chart = CHARTS.find((candidate) => candidate.name === name);
  if (chart === undefined) {
    const known = CHARTS.map((candidate) => candidate.name);
    const close = nearest(name, known);
    const named = entries === null ? { path, at: 'value' as const } : { path: [...path, name], at: 'key' as const };
    issues.push({
      ...wrong(
        path,
        'figure-unknown',
        `there is no figure "${name}"`,
        close === null ? `known: ${known.join(', ')}` : `did you mean ${close}?`,
      ),
      ...named,
    });
    return null;
  }
  return { chart: name, options: readOptions(chart, given ?? null, [...path, name], issues) };
}

type Path = readonly (string | number)[];

function readOptions(chart: Chart, given: unknown, path: Path, issues: BlockIssue[]): ChartOptions {
  if (given === null) return {};
  if (typeof given !== 'object' || Array.isArray(given)) {
    const bare = Object.entries(chart.options).find(([, option]) => option.bare === true);
    if (bare !== undefined) return readOption(chart, bare[0], bare[1], given, path, issues);
    issues.push(wrong(path, 'figure-invalid', `${chart.name} takes named options only`, optionsOf(chart)));
    return {};
  }
  let options: ChartOptions = {};
  for (const [key, value] of Object.entries(given)) {
    const option = chart.options[key];
    if (option !== undefined) {
      options = { ...options, ...readOption(chart, key, option, value, [...path, key], issues) };
      continue;
    }
    const close = nearest(key, Object.keys(chart.options));
    issues.push({
      ...wrong(
        [...path, key],
        'key-unknown',
        `the figure ${chart.name} has no option "${key}"`,
        close === null ? optionsOf(chart) : `did you mean "${close}"?`,
      ),
      at: 'key',
    });
  }
  return options;
}

function readOption(
  chart: Chart,
  key: string,
  option: ChartOption,
  value: unknown,
  path: Path,
  issues: BlockIssue[],
): ChartOptions {
  const list = option.type === 'names' && typeof value === 'string' ? [value] : value;
  const type = TYPES[option.type];
  if (type.holds(list) && inRange(list, option)) return { [key]: list as ChartOptions[string] };
  const got = Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a map of keys' : `"${String(value)}"`;
  const message = `${key} of ${chart.name} must be ${option.among?.join(' or ') ?? `${type.expected}${rangeText(option)}`}, got ${got}`;
  issues.push(wrong(path, type.holds(list) ? 'value-out-of-range' : 'wrong-type', message, `${key}: ${option.title.en}`));
  return {};
}

const inRange = (value: unknown, { least, most, among }: ChartOption): boolean =>
  typeof value === 'number'
    ? value >= (least ?? value) && value <= (most ?? value)
    : among === undefined || (typeof value === 'string' && among.includes(value));

function rangeText({ least, most }: ChartOption): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  return least !== undefined ? ` ≥ ${least}` : most !== undefined ? ` ≤ ${most}` : '';
}

const TYPES: Readonly<Record<ChartOption['type'], { readonly expected: string; readonly holds: (value: unknown) => boolean }>> = {
  number: { expected: 'a number', holds: Number.isFinite },
  integer: { expected: 'an integer', holds: Number.isInteger },
  text: { expected: 'text', holds: (value) => typeof value === 'string' },
  boolean: { expected: 'true or false', holds: (value) => typeof value === 'boolean' },
  names: {
    expected: 'a list of names',
    holds: (value) => Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string'),
  },
};

const wrong = (path: Path, code: string, message: string, advice: string): BlockIssue => ({
  path,
  at: 'value',
  code,
  message,
  advice,
});

const optionsOf = (chart: Chart): string =>
  Object.keys(chart.options).length === 0
    ? `${chart.name} has no options`
    : `options of ${chart.name}: ${Object.keys(chart.options).join(', ')}`;
