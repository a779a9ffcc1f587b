import { columnMemory } from '../backend/column-memory.js';
import type { Expression } from '../expression/node.js';
import type { FigureSource } from '../figure/chart.js';
import type { Begun } from './fit.js';
import { meanBands } from './mean-bands.js';
import type { RowNoise } from './row-noise.js';

/** Whose bands are drawn over a column. */
export interface BandedCurve {
  /** Reads this column and parameters. */
  readonly prediction: Expression;
  readonly abscissa: string;
  /** Its rows in memory: from … to − 1. */
  readonly from: number;
  readonly to: number;
}

/** Bands around a curve. Between rows whose noise differs nobody knows that of a new one: there is none then around new observations. */
export function bandsOver(
  { model, prepared }: Begun,
  point: Float64Array,
  noise: () => RowNoise | null,
  { prediction, abscissa, from, to }: BandedCurve,
): NonNullable<FigureSource['bands']> {
  return (xs, level) => {
    const known = noise();
    if (known === null) return null;
    const { factor, deviations, degreesOfFreedom } = known;
    return meanBands({
      model: { ...model, prediction },
      backend: prepared.backend,
      memory: columnMemory(new Map([[abscissa, xs]]), xs.length, 0),
      columns: [abscissa],
      point,
      factor,
      noise: deviations instanceof Float64Array ? alike(deviations.subarray(from, to)) : deviations,
      degreesOfFreedom,
      level,
    });
  };
}

/** The deviation of all; null where they differ. */
function alike(deviations: Float64Array): number | null {
  const first = deviations[0] ?? Number.NaN;
  return deviations.every((deviation) => deviation === first) ? first : null;
}
