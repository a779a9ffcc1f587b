import { dagostinoPearson } from './dagostino-pearson.js';
import { MOST_SHAPIRO_WILK, shapiroWilk } from './shapiro-wilk.js';

/** Whether values look as drawn from one normal distribution. */
export interface Normality {
  readonly test: 'shapiro-wilk' | 'dagostino-pearson';
  /** W, or K². */
  readonly statistic: number;
  /** Small where they do not. */
  readonly p: number;
}

/** {@link shapiroWilk} up to 5000 values, beyond that {@link dagostinoPearson}; null where neither can be computed. */
export function normality(values: Float64Array): Normality | null {
  if (values.length <= MOST_SHAPIRO_WILK) {
    const found = shapiroWilk(values);
    return found === null ? null : { test: 'shapiro-wilk', statistic: found.w, p: found.p };
  }
  const found = dagostinoPearson(values);
  return found === null ? null : { test: 'dagostino-pearson', ...found };
}
