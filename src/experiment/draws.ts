import { DownhillError } from '../base/errors.js';
import type { RandomStream } from '../base/random/stream.js';
import type { Text } from '../base/text.js';

/** A random draw of the data language: a row of {@link DRAWS}, and nothing else knows its name. */
export interface Draw {
  readonly name: string;
  readonly arity: number;
  readonly title: Text;
  /** A whole column at a time, from the first row to the last. @param args one reader per argument: its value in a row. */
  readonly draw: (stream: RandomStream, args: readonly ((row: number) => number)[], rows: number) => Float64Array;
}

/** Error of a draw whose arguments are out of range. @param row 0-based. */
const refuse = (what: string, row: number, advice: string): DownhillError =>
  new DownhillError('draw-argument', `${what} (row ${row + 1})`, advice);

const eachRow = (rows: number, draw: (row: number) => number): Float64Array => {
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = draw(row);
  return values;
};

const at = (args: readonly ((row: number) => number)[], i: number, row: number): number => args[i]?.(row) ?? Number.NaN;

export const DRAWS: readonly Draw[] = [
  {
    name: 'uniform',
    arity: 2,
    title: { en: 'uniform on [a, b)', ko: '[a, b) 구간의 균등분포' },
    draw: (stream, args, rows) =>
      eachRow(rows, (row) => {
        const low = at(args, 0, row);
        const high = at(args, 1, row);
        if (!Number.isFinite(high - low))
          throw refuse(`uniform(${low}, ${high}) has no finite range`, row, 'give two finite numbers');
        return stream.uniform(low, high);
      }),
  },
  {
    name: 'normal',
    arity: 2,
    title: { en: 'normal with mean mu and standard deviation sigma', ko: '평균 mu, 표준편차 sigma인 정규분포' },
    draw: (stream, args, rows) =>
      eachRow(rows, (row) => {
        const mean = at(args, 0, row);
        const deviation = at(args, 1, row);
        if (!(deviation >= 0 && Number.isFinite(mean + deviation))) {
          throw refuse(
            `normal(${mean}, ${deviation}) needs a finite mean and a standard deviation ≥ 0`,
            row,
            'write it as normal(mean, standard deviation)',
          );
        }
        return stream.normal(mean, deviation);
      }),
  },
  {
    name: 'integers',
    arity: 2,
    title: { en: 'integers from a to b − 1, all equally likely', ko: 'a부터 b − 1까지의 정수, 모두 같은 확률' },
    draw: (stream, args, rows) =>
      eachRow(rows, (row) => {
        const low = at(args, 0, row);
        const high = at(args, 1, row);
        if (!(Number.isSafeInteger(low) && Number.isSafeInteger(high) && high > low && Number.isSafeInteger(high - low))) {
          throw refuse(
            `integers(${low}, ${high}) needs two whole numbers, the second greater`,
            row,
            'the second is not drawn itself: integers(1, 7) is a die',
          );
        }
        return stream.integers(low, high);
      }),
  },
  {
    name: 'permutation',
    arity: 0,
    title: { en: 'the numbers 0 … rows − 1 in random order', ko: '0부터 행 수 − 1까지의 수를 무작위로 섞은 순서' },
    draw: (stream, _args, rows) => Float64Array.from(stream.permutation(rows)),
  },
];
