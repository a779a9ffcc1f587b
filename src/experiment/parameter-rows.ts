import { digits, withError } from '../base/number-format.js';
import { joined, type Text } from '../base/text.js';
import { WORDS } from './labels.js';
import type { FitResult, ParameterResult } from './result.js';

/**
 * The parameters of a fit as a person reads them: a row each, in the digits that its error supports; columns that no parameter has are not there.
 * The first column is the name.
 */
export function parameterRows(result: Pick<FitResult, 'parameters' | 'level'>): {
  readonly head: readonly Text[];
  readonly rows: readonly (readonly string[])[];
} {
  const columns = columnsOf(result);
  return {
    head: [WORDS.parameter, ...columns.map(({ head }) => head)],
    rows: Object.entries(result.parameters).map(([name, parameter]) => [name, ...columns.map(({ cell }) => cell(parameter))]),
  };
}

interface Column {
  readonly head: Text;
  readonly cell: (parameter: ParameterResult) => string;
}

function columnsOf({ parameters, level = 0.95 }: Pick<FitResult, 'parameters' | 'level'>): Column[] {
  const all = Object.values(parameters);
  const share = `${digits(100 * level)}% `;
  const when = (present: boolean, ...columns: readonly Column[]): readonly Column[] => (present ? columns : []);
  return [
    { head: WORDS.value, cell: ({ value, standardError }) => withError(value, standardError).value },
    { head: WORDS.standardError, cell: ({ value, standardError }) => withError(value, standardError).error },
    { head: joined(share, WORDS.interval), cell: ({ interval, standardError }) => range(interval, standardError) },
    ...when(
      all.some(({ profileInterval }) => profileInterval !== undefined),
      { head: joined(share, WORDS.profile), cell: ({ profileInterval, standardError }) => range(profileInterval, standardError) },
    ),
    ...when(
      all.some(({ bootstrap }) => bootstrap !== undefined),
      { head: WORDS.bootstrapError, cell: ({ bootstrap }) => withError(0, bootstrap?.standardError ?? null).error },
      {
        head: joined(share, WORDS.bootstrap),
        cell: ({ bootstrap }) => range(bootstrap?.interval, bootstrap?.standardError ?? null),
      },
    ),
    { head: WORDS.start, cell: ({ start }) => digits(start, 4) },
    ...when(
      all.some(({ truth }) => truth !== undefined),
      { head: WORDS.truth, cell: ({ truth }) => digits(truth ?? null) },
      { head: WORDS.distance, cell: ({ distance }) => digits(distance ?? null, 2) },
    ),
  ];
}

/** `[1.2, 3.4]`, ∞ where an end does not exist, to the digits that the error supports. */
function range(interval: readonly [number | null, number | null] | null | undefined, error: number | null): string {
  if (interval === null || interval === undefined) return '–';
  const ends = interval.map((end, k) => (end === null ? (k === 0 ? '−∞' : '∞') : withError(end, error).value));
  return `[${ends.join(', ')}]`;
}
