import type { DiagnosedRun } from '../diagnose/diagnosis.js';
import { firstNotFinite } from '../expression/first-not-finite.js';
import { kinks } from '../expression/kinks.js';
import { namesIn } from '../expression/node.js';
import { print } from '../language/index.js';
import { rowBlocks } from '../objective/row-blocks.js';
import type { Begun } from './fit.js';
import type { Attempt } from './local-search.js';
import { type Part, rowNumber } from './part.js';

/** A sum of squares is finite only where every prediction is. */
export const isAllFinite = ({ model }: Begun, { answer }: Attempt['result']): boolean =>
  model.loss.inference === 'squares' && Number.isFinite(answer.loss);

/** Where the model gives no finite number; null where it does everywhere, and where the parameters are not finite themselves. */
export function notFiniteRows({ prepared, model }: Begun, point: Float64Array): DiagnosedRun['notFinite'] {
  if (!point.every(Number.isFinite) || prepared.stream !== null) return null;
  const { parameters, columns, prediction } = model;
  const kernel = prepared.backend.compile({ parameters, columns, outputs: [prediction] }, prepared.memory);
  let [first, value, count] = [-1, Number.NaN, 0];
  rowBlocks(1, 0)(kernel, point, 0, prepared.rows, (block, rows, start) => {
    for (let i = 0; i < rows; i++) {
      const here = block[i] as number;
      if (Number.isFinite(here)) continue;
      if (count++ === 0) [first, value] = [start + i, here];
    }
  });
  if (first < 0) return null;
  const part = prepared.parts.find(({ to }) => first < to) as Part;
  const row = part.tableRow(first - part.from);
  return {
    count,
    row: rowNumber(prepared, first),
    inputs: Object.fromEntries(
      part.equation.columns.flatMap((name) => {
        const column = name.startsWith('@') ? undefined : prepared.given.get(name);
        return column === undefined ? [] : [[name, column[row] as number]];
      }),
    ),
    value,
    term: termAt(prepared, part, first, model.parameters, point),
  };
}

/** The part of the formula that is lost first in a row; null where a name of it is no column in memory. */
function termAt(
  { columns }: Begun['prepared'],
  { equation }: Part,
  row: number,
  parameters: readonly string[],
  point: Float64Array,
): NonNullable<DiagnosedRun['notFinite']>['term'] {
  const numberOf = (name: string): number => {
    const j = parameters.indexOf(name);
    return (j >= 0 ? point[j] : columns.get(name)?.[row]) ?? Number.NaN;
  };
  if (namesIn(equation.prediction).some((name) => Number.isNaN(numberOf(name)))) return null;
  const found = firstNotFinite(equation.prediction, numberOf);
  return found === null ? null : { text: print(found.part), value: found.value };
}

/** For each expression with a kink, in how many rows of its equation it is exactly zero. */
export function kinkRows({ model, prepared }: Begun, point: Float64Array): { text: string; rows: number }[] {
  if (!point.every(Number.isFinite) || prepared.stream !== null) return [];
  const found = new Map<string, number>();
  for (const { equation, from, to } of prepared.parts) {
    // Level numbers are compared to choose a parameter: no kink in any parameter.
    const edges = kinks(equation.prediction).filter((edge) => !namesIn(edge).some((name) => name.startsWith('@')));
    if (edges.length === 0) continue;
    const kernel = prepared.backend.compile(
      { parameters: model.parameters, columns: model.columns, outputs: edges },
      prepared.memory,
    );
    const zeros = new Float64Array(edges.length);
    rowBlocks(edges.length, 0)(kernel, point, from, to, (block, rows) => {
      for (let k = 0; k < edges.length; k++)
        for (let i = 0; i < rows; i++) if (block[k * rows + i] === 0) zeros[k] = (zeros[k] as number) + 1;
    });
    for (const [k, edge] of edges.entries()) found.set(print(edge), (found.get(print(edge)) ?? 0) + (zeros[k] as number));
  }
  return [...found].filter(([, rows]) => rows > 0).map(([text, rows]) => ({ text, rows }));
}
