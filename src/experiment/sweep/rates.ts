import { log10, pow } from '../../base/elementary/scalar.js';
import { DownhillError } from '../../base/errors.js';

const PER_DECADE = 8;
/** From a hundredth of the stability limit to three times of it. */
const AROUND = [0.01, 3] as const;
/** Of methods whose rates are not measured against curvature, and where no curvature is known. */
const OTHERS = [1e-3, 3.2] as const;
const MOST = 1000;

/** The rates that are tried where none were given. @param limit of stability; null where there is none. */
export function defaultRates(limit: number | null): number[] {
  const [low, high] = limit === null ? OTHERS : ([limit * AROUND[0], limit * AROUND[1]] as const);
  const rates: number[] = [];
  // Preferred numbers: they read well, and two sweeps of like problems have rates in common.
  for (let k = Math.ceil(PER_DECADE * log10(low) - 1e-9); k <= PER_DECADE * log10(high) + 1e-9; k++)
    rates.push(rounded(pow(10, k / PER_DECADE), 2));
  return rates;
}

/**
 * Learning rates as they are written: a list `0.01, 0.1, 0.7`, or `0.001..3`, evenly spaced on a logarithmic scale, eight to a factor of ten; `0.001..3:40` are forty.
 *
 * @returns ascending, each once. @throws DownhillError `rates-invalid` for anything else, and for rates that are not > 0 and finite.
 *
 * @example ratesOf('0.1..10:3') // [0.1, 1, 10]
 */
export function ratesOf(given: string | readonly number[]): number[] {
  if (typeof given !== 'string') return checked(given, given.map(String).join(', '));
  const range = /^([^:]*?)\.\.\.?([^.:][^:]*|\.\d[^:]*)(?::(.*))?$/u.exec(given.trim());
  if (range === null && given.includes('..')) throw invalid(`"${given.trim()}" is no range of learning rates`, 'write 0.001..3');
  if (range === null) return checked(given.split(',').map(read), given);
  const [, low = '', high = '', many] = range;
  const [from, to] = checked([low, high].map(read), given, false) as [number, number];
  const count = many === undefined ? Math.max(2, Math.round(PER_DECADE * log10(to / from)) + 1) : read(many);
  if (!(from < to)) throw invalid(`the first rate of "${given.trim()}" is not below the last`, 'write 0.001..3');
  if (!(Number.isInteger(count) && count >= 2 && count <= MOST))
    throw invalid(
      `"${given.trim()}" asks for ${many === undefined ? count : shown(many)} rates, not for 2 to ${MOST}`,
      'write 0.001..3:40 for forty rates',
    );
  const between = Array.from({ length: count - 2 }, (_, i) =>
    rounded(from * pow(to / from, (i + 1) / (count - 1)), count > 100 ? 6 : 3),
  );
  return [...new Set([from, ...between, to])].sort((a, b) => a - b);
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu;
const read = (text: string): number => (NUMBER.test(text.trim()) ? Number(text) : Number.NaN);
const rounded = (rate: number, significant: number): number => Number(rate.toPrecision(significant));

function checked(rates: readonly number[], given: string, ascending = true): number[] {
  const parts = given.split(/,|\.\.\.?|:/u);
  if (rates.length === 0) throw invalid('no learning rate was given', ADVICE);
  const bad = rates.findIndex((rate) => !(typeof rate === 'number' && rate > 0 && Number.isFinite(rate)));
  if (bad >= 0) throw invalid(`a learning rate must be a number > 0, got ${shown(parts[bad] ?? given)}`, ADVICE);
  if (!ascending) return [...rates];
  if (rates.length > MOST) throw invalid(`${rates.length} learning rates were given, more than ${MOST}`, 'give fewer');
  return [...new Set(rates)].sort((a, b) => a - b);
}

const ADVICE = 'write 0.001..3 for a range, 0.01,0.1,0.7 for a list, or leave it out for rates around the stability limit';
const shown = (text: string): string => (text.trim() === '' ? 'nothing' : `"${text.trim().slice(0, 60)}"`);

const invalid = (message: string, advice: string): DownhillError =>
  new DownhillError('rates-invalid', message, advice, { place: '--rates', usage: true });
