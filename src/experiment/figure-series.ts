import { columnMemory } from '../backend/column-memory.js';
import type { Values } from '../base/values.js';
import { type Expression, namesIn } from '../expression/node.js';
import type { FigureSource, Series } from '../figure/chart.js';
import { print } from '../language/index.js';
import { bandsOver } from './figure-bands.js';
import type { Begun } from './fit.js';
import type { Prepared } from './prepare.js';
import type { RowNoise } from './row-noise.js';

type Curve = NonNullable<FigureSource['curve']>;

/**
 * What several responses are drawn over: the first column that varies of those that the right sides read, one that is no response before one that is; row
 * numbers where there is none. NaN where a row has no number there.
 */
export function commonAbscissa({ parts, rows, given, resolved }: Prepared): FigureSource['abscissa'] {
  const read = new Set(parts.flatMap(({ equation }) => namesIn(equation.prediction)));
  const responses = new Set(parts.flatMap(({ equation }) => namesIn(equation.response)));
  const inputs = [...read].filter((name) => !name.startsWith('@') && !resolved.model.free.includes(name));
  const varies = (name: string): boolean => given.get(name)?.some((value, _, all) => value !== all[0]) ?? false;
  const [chosen] = [...inputs.filter((name) => !responses.has(name)), ...inputs].filter(varies);
  const values = (chosen === undefined ? undefined : given.get(chosen)) ?? rowNumbers(given);
  const all = new Float64Array(rows);
  for (const part of parts) all.set(part.pick(values), part.from);
  return { name: chosen ?? '', values: all };
}

const rowNumbers = (given: ReadonlyMap<string, Values>): Float64Array =>
  Float64Array.from({ length: [...given.values()][0]?.length ?? 0 }, (_, i) => i + 1);

/** Each response, with a curve and its bands where its right side reads the abscissa and nothing else, if anything. */
export function seriesOf(begun: Begun, abscissa: string, point: Float64Array, noise: () => RowNoise | null): Series[] {
  const { parts, resolved } = begun.prepared;
  return parts.map(({ equation, from, to }) => {
    const inputs = namesIn(equation.prediction).filter((name) => !resolved.model.free.includes(name));
    const series = { response: print(equation.response), from, to };
    return abscissa !== '' && inputs.every((name) => name === abscissa)
      ? {
          ...series,
          curve: curveOver(begun, equation.prediction, abscissa),
          bands: bandsOver(begun, point, noise, { prediction: equation.prediction, abscissa, from, to }),
        }
      : series;
  });
}

/** The mean response over one column. @param prediction reads this column and parameters. */
export function curveOver({ prepared, model }: Begun, prediction: Expression, abscissa: string): Curve {
  let last: { xs: Float64Array; of: (parameters: Float64Array) => Float64Array } | null = null;
  return (parameters, xs) => {
    if (last?.xs !== xs) {
      const memory = columnMemory(new Map([[abscissa, xs]]), xs.length, 0);
      const program = { parameters: model.parameters, columns: [abscissa], outputs: [model.loss.mean(prediction)] };
      const kernel = prepared.backend.compile(program, memory);
      last = {
        xs,
        of: (at) => {
          const out = new Float64Array(xs.length);
          kernel.map(at, 0, xs.length, out);
          return out;
        },
      };
    }
    return last.of(parameters);
  };
}
