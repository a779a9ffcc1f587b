import fc from 'fast-check';
import type { FigureSource, Profile } from '../../src/figure/chart.js';
import { noisySine, traceOf } from './sources.js';

const special = fc.constantFrom(
  0,
  -0,
  1,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  1e12,
  -1e12,
  1e300,
  -1.7e308,
  5e-324,
  1e-300,
  1958,
  0.1,
);
const value = fc.oneof(
  { weight: 2, arbitrary: special },
  { weight: 3, arbitrary: fc.double() },
  { weight: 3, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
);
const column = (length: number): fc.Arbitrary<Float64Array> =>
  fc
    .oneof(
      fc.array(value, { minLength: length, maxLength: length }),
      value.map((v) => Array.from({ length }, () => v)),
    )
    .map((values) => Float64Array.from(values));

const profile: fc.Arbitrary<Profile> = fc.integer({ min: 0, max: 9 }).chain((length) =>
  fc.record({
    parameter: fc.constantFrom('a', 'ω', 'a parameter with a name of more than its width', ''),
    values: fc.oneof(column(length), fc.constant(Float64Array.from({ length }, (_, i) => i / 3))),
    tau: column(length),
    limit: value,
    estimate: value,
    standardError: value,
  }),
);

/** Bands that go from one number to another along the curve. */
const bandsFrom =
  (ends: readonly number[]): NonNullable<FigureSource['bands']> =>
  (xs) => {
    const side = (from: number): Float64Array => xs.map((_, i) => ends[(from + Math.floor((3 * i) / xs.length)) % 4] as number);
    return { confidence: { lower: side(0), upper: side(1) }, prediction: { lower: side(2), upper: side(3) } };
  };

/** Runs with every kind of number in them. */
export const anyRun: fc.Arbitrary<FigureSource> = fc
  .record({
    rows: fc.integer({ min: 1, max: 12 }),
    epochs: fc.integer({ min: 1, max: 30 }),
    count: fc.integer({ min: 1, max: 4 }),
    curved: fc.boolean(),
    lang: fc.constantFrom('en' as const, 'ko' as const),
    known: fc.boolean(),
  })
  .chain(({ rows, epochs, count, curved, lang, known }) =>
    fc
      .record({
        xs: column(rows),
        observed: column(rows),
        predicted: column(rows),
        loss: column(epochs),
        mae: column(epochs),
        values: fc.array(column(epochs), { minLength: count, maxLength: count }),
        bent: value,
        heights: fc.array(value, { minLength: 7, maxLength: 7 }),
        influence: fc.record({ leverage: column(rows), standardized: column(rows), cook: column(rows) }),
        studentized: fc.option(column(rows), { nil: undefined }),
        profiles: fc.array(profile, { minLength: 1, maxLength: 11 }),
        minima: fc.array(
          fc.record({ loss: value, count: fc.integer({ min: 0, max: 2000 }), point: fc.constant(new Float64Array(1)) }),
          { maxLength: 12 },
        ),
        band: fc.option(fc.array(value, { minLength: 4, maxLength: 4 }), { nil: undefined }),
      })
      .map((made): FigureSource => {
        const { xs, observed, predicted, loss, mae, values, bent, heights, influence, studentized, profiles, minima, band } =
          made;
        const parameters = values.map((_, j) => `p${j}`);
        const trace = {
          ...traceOf(
            parameters,
            Array.from(loss, (l, i) => ({
              loss: l,
              mae: mae[i] as number,
              point: Float64Array.from(values, (v) => v[i] as number),
              norm: 1,
            })),
            0.1,
          ),
        };
        const { curve: _, ...base } = noisySine(lang, 1, 2);
        return {
          ...base,
          abscissa: { name: 'x', values: xs },
          observed,
          predicted,
          residuals: predicted.map((p, i) => p - (observed[i] as number)),
          columns: new Map([['x', xs]]),
          parameters,
          point: Float64Array.from(values, (v) => v.at(-1) as number),
          trace,
          truth: known ? { p0: bent } : {},
          predict: () => predicted,
          losses: (points) => Float64Array.from(points, (_p, i) => heights[i % heights.length] as number),
          ...influence,
          studentized,
          profiles: () => profiles,
          minima,
          ...(curved && band !== undefined ? { bands: bandsFrom(band) } : {}),
          ...(curved
            ? { curve: (p: Float64Array, at: Float64Array) => Float64Array.from(at, (x) => (p[0] as number) * x + bent) }
            : {}),
        };
      }),
  );
