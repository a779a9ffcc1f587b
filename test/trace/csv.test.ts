import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceCsv } from '../../src/trace/csv.js';
import { recorder } from '../../src/trace/recorder.js';

function trace(parameters: readonly string[], rows: readonly (readonly number[])[]) {
  const record = recorder({ parameters });
  rows.forEach(([loss, mae, gradientNorm, rate, ...point], epoch) => {
    record.observe({
      epoch,
      loss: loss as number,
      mae: mae as number,
      gradientNorm: gradientNorm as number,
      rate: rate as number,
      point: Float64Array.from(point),
      evaluations: epoch,
    });
  });
  return record.trace();
}

describe('a trace as CSV', () => {
  it('has a header and a line per row', () => {
    const text = traceCsv(
      trace(
        ['W', 'b'],
        [
          [20.5, 5, 4.25, Number.NaN, 0.3, -0.4],
          [1e-21, 0.1, Number.POSITIVE_INFINITY, 0.7, -0, 1e300],
        ],
      ),
    );
    expect(text).toBe('epoch,loss,mae,gradient_norm,rate,W,b\n0,20.5,5,4.25,NaN,0.3,-0.4\n1,1e-21,0.1,Infinity,0.7,-0,1e+300\n');
  });

  it('reads back to the same bits by another reader, whatever the names', () => {
    const name = fc.string({ minLength: 1, unit: fc.constantFrom(',', '"', '\n', ' ', '\r', 'a', '기', ';', '=') });
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
        fc.array(fc.double(), { minLength: 8, maxLength: 8 }),
        (names, numbers) => {
          const point = names.map((_, j) => numbers[4 + j] as number);
          const rows: string[][] = parse(traceCsv(trace(names, [[...numbers.slice(0, 4), ...point]])), {
            relax_column_count: true,
            record_delimiter: '\n',
          });
          expect(rows[0]?.slice(5)).toEqual(names);
          expect(rows[1]?.map(Number)).toEqual([0, ...numbers.slice(0, 4), ...point]);
        },
      ),
      { seed: 4, numRuns: 200 },
    );
  });

  it('leaves a mean absolute error that is not known empty, and nothing else that is not a number', () => {
    const whole = trace(
      ['mae'],
      [
        [2, 1, 1, Number.NaN, Number.NaN],
        [1, Number.NaN, Number.NaN, 0.5, 3],
      ],
    );
    const header = 'epoch,loss,mae,gradient_norm,rate,mae (parameter)';
    expect(traceCsv(whole)).toBe(`${header}\n0,2,1,1,NaN,NaN\n1,1,NaN,NaN,0.5,3\n`);
    expect(traceCsv({ ...whole, sparseMae: true })).toBe(`${header}\n0,2,1,1,NaN,NaN\n1,1,,NaN,0.5,3\n`);
  });

  it('tells a parameter from a column of the same name', () => {
    expect(traceCsv(trace(['rate', 'mae'], [])).split('\n')[0]).toBe(
      'epoch,loss,mae,gradient_norm,rate,rate (parameter),mae (parameter)',
    );
  });
});
