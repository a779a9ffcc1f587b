import { namesIn } from '../../expression/node.js';
import { ascending, residualScale, runsTest } from '../../statistics/index.js';
import { bisquareResiduals } from '../bisquare.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';

const FAR = 7;
/** Rows from which on the limit grows with n^⅛: so fast grow the largest of n draws of a t distribution with 8 degrees of freedom, whose tail falls as z⁻⁸. */
const MANY = 13;
/** Degrees of freedom less the parameters below which it grows as (10 + P)²/df²: the median of few residuals is no scale. */
const FEW = 10;
const LEAST_FREEDOM = 6;
/** Part of the largest response that data with five digits are rounded to: digits that change from row to row make outliers of their own. */
const ROUNDED = 1e-5;
/** p of the test of normality that residuals with an outlier stay below; part of the limit that the worst of them reaches already over their scaled median; and part that is enough over the spread of a few neighbours. */
const NORMAL = 1e-3;
const SUSPECT = 0.25;
const BESIDE = 0.7;
/** Share of the rows above which they are no outliers, but something that the formula does not know of; so does a z of the runs test below this. */
const MOST = 0.2;
const RUNS = -3;
/** Where the fit itself fails it by this z, only a residual as large as the limit can have tilted it so. */
const CLEAR_RUNS = -6;
/** Scaled median of |z| below which the other rows lie on the curve: their rounding has patterns of its own. */
const ON_CURVE = 0.1;
/** Rows to either side of a row that tell the spread of errors there; √n/2 of many. */
const NEIGHBOURS = 4;
/** Of the spreads of several responses. */
const UNLIKE = 3;
/** From so many rows on looking for them costs more than the run. */
const MOST_ROWS = 100_000;
/** Rows that are named. */
const NAMED = 10;

/**
 * Beside influential-row, not instead of it: a row far off in the middle of the data hardly moves a slope, and a row that decides the fit need not be far off it. Where both
 * are the same row, one says that its value is unlikely, the other how much hangs on it.
 */
export const outliers: Diagnosis = {
  code: 'outliers',
  severity: 'warning',
  title: { en: 'rows far off the curve', ko: '곡선에서 멀리 벗어난 행' },
  test: `least squares at a minimum, below ${MOST_ROWS} rows: residuals of a bisquare fit (Tukey, 4.685) over their scaled median (of several responses that of each) > ${FAR}, times (n/${MANY})^⅛ above ${MANY} rows and ((${FEW} + P)/df)² below ${FEW} + P degrees of freedom, > ${ROUNDED} of the largest response, and > ${BESIDE} of it over the scaled median of the rows beside (by the first column that varies), in at most ${100 * MOST}% of the rows; silent where the other residuals fail the runs test (z < ${RUNS}), and for responses whose spreads differ by more than ${UNLIKE}×. Of a robust loss downweighted-rows names them`,
  example: {
    block: {
      id: 'outliers',
      seed: 1,
      data: { rows: 40, columns: { x: 'uniform(0, 10)', y: '2*x + 1 + normal(0, 1) + where(abs(x - 5) < 0.2, 40, 0)' } },
      model: 'y ~ a*x + b',
    },
  },
  diagnose: (run) => {
    const { diagnostics, inference, point } = run;
    // Residuals that are only rounding have no test of normality, and most fits end here.
    if (inference !== 'squares' || run.rows >= MOST_ROWS || !((diagnostics?.normality?.p ?? 1) < NORMAL)) return null;
    const limit = limitFor(run.rows, point.length);
    const share = (diagnostics?.runs?.z ?? 0) < CLEAR_RUNS ? 1 : SUSPECT;
    if (limit === null || !isSuspect(run, share * limit)) return null;
    const all = bisquareResiduals(run, share === 1 ? limit : limit / 2);
    if (all === null) return null;
    const z = byResponse(run, all);
    const order = orderOf(run);
    const far = [...order.keys()]
      .filter((place) => size(z, order[place] as number) > limit)
      .filter((place) => size(z, order[place] as number) > BESIDE * limit * spreadBeside(z, order, place))
      .map((place) => order[place] as number);
    if (far.length === 0 || far.length > Math.max(1, MOST * run.rows)) return null;
    // A curve that misses the other rows for a while is what is wrong.
    const apart = new Set(far);
    const others = z.map((value, i) => (apart.has(i) ? 0 : value));
    if (residualScale(others, null) > ON_CURVE && (runsTest(others, order)?.z ?? 0) < RUNS) return null;
    const worst = far.toSorted((i, j) => size(z, j) - size(z, i) || i - j);
    const rows = worst.map(run.rowNumber);
    const named = rows.slice(0, NAMED);
    const list = `${named.join(', ')}${rows.length > NAMED ? ', …' : ''}`;
    const most = size(z, worst[0] as number);
    const [one, count] = [far.length === 1, far.length];
    return {
      code: 'outliers',
      severity: 'warning',
      message: {
        en: `${one ? `Row ${list} lies` : `${count} rows lie`} far off the curve that the others follow: ${short(most)} times their spread${one ? '' : ` at most. Rows ${list}`}. Least squares gives ${one ? 'it' : 'them'} the greatest say.`,
        ko: `${one ? `${list}행이` : `${count}개 행이`} 나머지가 따르는 곡선에서 멀리 벗어나 있습니다. ${one ? '거리가' : '가장 먼 행의 거리가'} 나머지 산포의 ${short(most)}배입니다.${one ? '' : ` 행 번호: ${list}.`} 최소제곱은 이런 행에 가장 크게 끌려갑니다.`,
      },
      evidence: { rows: named, count, z: worst.slice(0, NAMED).map((i) => -(z[i] as number)), limit },
      advice: {
        en: `Look at ${one ? 'this row' : 'these rows'}: a mistake in the data, or something that the formula does not know of. A robust loss (--loss tukey) fits the others.`,
        ko: '이 행을 확인하세요. 데이터의 오류이거나 식이 담지 못한 무엇일 수 있습니다. 강건 손실(--loss tukey)은 나머지 행에 맞춥니다.',
      },
      fix: { loss: 'tukey' },
    };
  },
};

/** By simulation: a third of a percent of samples of normal or t₈ errors about curves with 2 to 6 parameters reach it. */
function limitFor(rows: number, parameters: number): number | null {
  const freedom = rows - parameters;
  if (freedom < Math.max(LEAST_FREEDOM, parameters)) return null;
  const few = Math.max((FEW + parameters) / freedom, 1);
  return FAR * Math.max(Math.sqrt(Math.sqrt(Math.sqrt(rows / MANY))), 1) * few * few;
}

/** Whether a residual of the fit itself is large beside their median, and no rounding. */
function isSuspect(run: DiagnosedRun, times: number): boolean {
  const { rows, largestResponse } = run;
  const { residuals } = run.linearised();
  if (residuals === undefined) return false;
  const spreads = perResponse(run, residuals).map((own) => residualScale(own, null));
  // Responses of different spread cannot share one scale: they want standard deviations first.
  if (Math.max(...spreads) > UNLIKE * Math.min(...spreads)) return false;
  const least = Math.max(times * residualScale(residuals, null), (ROUNDED * largestResponse) / Math.sqrt(rows));
  return residuals.some((r) => Math.abs(r) > least);
}

/** The part of each response, in place; all for one. */
function perResponse({ responses }: DiagnosedRun, values: Float64Array): Float64Array[] {
  if (responses === undefined) return [values];
  let from = 0;
  return responses.map(({ rows }) => {
    from += rows;
    return values.subarray(from - rows, from);
  });
}

/** Several responses have a spread each. */
function byResponse(run: DiagnosedRun, z: Float64Array): Float64Array {
  const out = z.slice();
  if (run.responses === undefined) return out;
  for (const own of perResponse(run, out)) {
    const spread = residualScale(own, null);
    if (spread > 0) own.set(own.map((value) => value / spread));
  }
  return out;
}

const size = (z: Float64Array, i: number): number => Math.abs(z[i] as number);

/** By the first column on the right side that varies. */
function orderOf({ columns, model: { prediction }, rows }: DiagnosedRun): Uint32Array {
  const varying = namesIn(prediction)
    .map((name) => columns.get(name))
    .find((values) => values?.some((value) => value !== values[0]));
  return ascending(varying?.length === rows ? varying : Float64Array.from({ length: rows }, (_, i) => i), null);
}

/** The scaled median of |z| of the rows beside one: where errors grow along a column, the largest are no outliers. */
function spreadBeside(z: Float64Array, order: Uint32Array, place: number): number {
  const half = Math.max(NEIGHBOURS, Math.floor(Math.sqrt(z.length) / 2));
  const from = Math.max(0, Math.min(place - half, z.length - 2 * half - 1));
  const near = order.subarray(from, from + 2 * half + 1).filter((i) => i !== order[place]);
  return residualScale(
    Float64Array.from(near, (i) => z[i] as number),
    null,
  );
}

const short = (x: number): string => (x < 1e4 ? String(Number(x.toPrecision(2))) : x.toExponential(0).replace('+', ''));
