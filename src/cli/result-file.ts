import { DownhillError } from '../base/errors.js';
import type { FitResult } from '../experiment/result.js';
import type { Input } from '../node/files.js';

/** Reads a `result.json`. @throws DownhillError for whatever else the file is. */
export function readResult({ bytes, source }: Input): FitResult {
  const refuse = (what: string, advice: string): DownhillError =>
    new DownhillError('not-a-result', `${source} ${what}`, advice, { place: source });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw refuse('is not JSON', 'give a result.json that downhill fit --out or downhill run wrote');
  }
  const { schema, formula, parameters } = (typeof value === 'object' && value !== null ? value : {}) as Partial<
    Record<string, unknown>
  >;
  if (schema === 'downhill.run/1')
    throw refuse('holds the results of a whole run', 'give the result.json of one experiment: <folder>/<id>/result.json');
  if (schema !== 'downhill.fit/1')
    throw refuse(
      `has the schema ${JSON.stringify(schema) ?? 'nothing'}, expected "downhill.fit/1"`,
      'give a result.json that downhill fit --out or downhill run wrote',
    );
  if (typeof formula !== 'string' || typeof parameters !== 'object' || parameters === null)
    throw refuse('has no formula or no parameters', 'write it again with downhill fit --out');
  return value as FitResult;
}
