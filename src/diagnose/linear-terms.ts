import { remembered } from '../base/remembered.js';
import { add, number } from '../expression/build.js';
import { differentiate } from '../expression/differentiate.js';
import { type Expression, namesIn } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import type { DiagnosedRun } from './diagnosis.js';

/** What a model that is linear in its parameters is made of. */
export interface LinearTerms {
  /** Per free parameter: the columns that its slope reads. */
  readonly columns: readonly (readonly string[])[];
  /** Free parameters whose slopes add up to the same ≠ 0 in every row: one, or those of all groups. Empty where there is no constant. */
  readonly constant: readonly number[];
}

export const linearTerms = ({ model: { prediction, free } }: Pick<DiagnosedRun, 'model'>): LinearTerms =>
  termsOf(prediction, free);

const termsOf = remembered(
  64,
  ({ id }: Expression, free: readonly string[]) => `${id} ${free.join('\0')}`,
  (prediction: Expression, free: readonly string[]): LinearTerms => {
    const slopes = differentiate(prediction, free).map(simplify);
    const single = slopes.findIndex(isNumber);
    const groups = [...slopes.keys()].filter((j) => isChoice(slopes[j] as Expression));
    const together = simplify(groups.reduce((sum, j) => add(sum, slopes[j] as Expression), number(0)));
    return {
      columns: slopes.map((slope) => [...new Set(namesIn(slope))].filter((name) => !name.startsWith('@'))),
      constant: single >= 0 ? [single] : isNumber(together) ? groups : [],
    };
  },
);

const isNumber = (slope: Expression): boolean => slope.kind === 'constant' && slope.value !== 0;
const isChoice = (slope: Expression): boolean => slope.kind === 'call' && slope.operation === 'where';
