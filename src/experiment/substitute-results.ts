import { DownhillError } from '../base/errors.js';
import { type QuotableResult, quotedValue } from './quoted-result.js';
import type { ResultReference } from './result-references.js';

/**
 * A text with its quoted results put in; everything else stays to the character.
 *
 * @param results by id. References to experiments that are not among them stay as they are.
 * @throws DownhillError where a result has no such figure, or one that is no number or text.
 */
export function substituteResults(
  text: string,
  references: readonly ResultReference[],
  results: ReadonlyMap<string, QuotableResult>,
): string {
  let written = '';
  let from = 0;
  for (const reference of references) {
    const result = results.get(reference.id);
    if (result === undefined) continue;
    written += text.slice(from, reference.start) + quoted(reference, result);
    from = reference.end;
  }
  return written + text.slice(from);
}

/** One quoted result as text. */
export function quoted(reference: ResultReference, result: QuotableResult): string {
  const value = quotedValue(result, reference.path);
  const name = `${reference.id}.${reference.path.join('.')}`;
  if (value === undefined)
    throw new DownhillError(
      'reference-unknown',
      `${name} is not among the results`,
      'look into its result.json for what there is',
      {
        place: reference.place,
      },
    );
  const text = format(value, reference.digits);
  if (text !== null) return text;
  throw new DownhillError(
    'reference-not-a-value',
    `${name} is a group of figures, not one`,
    'name one of them: stop.detail, quality.rmse',
    {
      place: reference.place,
    },
  );
}

/** Numbers that a rounding to decimal places would turn to 0 or to a row of meaningless digits are written with a power of ten. */
function format(value: unknown, digits: number | undefined): string | null {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const parts = value.map((part) => format(part, digits));
    return parts.includes(null) ? null : `[${parts.join(', ')}]`;
  }
  if (typeof value !== 'number') return null;
  if (digits === undefined || value === 0 || (Number.isInteger(value) && digits === 0)) return String(value);
  const size = Math.abs(value);
  const fixed = value.toFixed(digits);
  return size >= 1e9 || Number(fixed) === 0 ? value.toExponential(digits) : fixed;
}
