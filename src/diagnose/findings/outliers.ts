import { ascending, residualScale, runsTest } from '../../statistics/index.js';
import { bisquareResiduals } from '../bisquare.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';

const FAR = 7;
/** Rows from which on the limit grows with n^⅛: so fast grow the largest of n draws of a t distribution with 8 degrees of freedom, whose tail falls as z⁻⁸. */
const MANY = 100;
/** Degrees of freedom below which it grows as their −3/2: the median of few residuals is no scale. Both by simulation: 1% of samples of t₈ or normal errors reach the limit. */
const FEW = 16;
const LEAST_FREEDOM = 4;
/** p of the test of normality that residuals with an outlier stay below; and part of the limit that the worst of them reaches already beside the scaled median. */
const NORMAL = 0.05;
const SUSPECT = 0.5;
/** Share of the rows above which they are no outliers, but something that the formula does not know of; so does a z of the runs test below this. */
const MOST = 0.2;
const RUNS = -3;
/** Rows that are named. */
const NAMED = 10;

export const outliers: Diagnosis = {
  code: 'outliers',
  severity: 'warning',
  title: { en: 'rows far off the curve', ko: '곡선에서 멀리 벗어난 행' },
  test: `least squares at a minimum, up to 100000 rows: residuals of a bisquare fit (Tukey, 4.685) over their scaled median > ${FAR}, times (n/${MANY})^⅛ above ${MANY} rows and (${FEW}/df)^1.5 below ${FEW} degrees of freedom, in at most ${100 * MOST}% of the rows; silent where the other residuals fail the runs test (z < ${RUNS}). Of a robust loss downweighted-rows names them`,
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
    if (inference !== 'squares' || !((diagnostics?.normality?.p ?? 1) < NORMAL)) return null;
    const limit = limitFor(run.rows, run.rows - point.length);
    if (limit === null || !isSuspect(run, limit)) return null;
    const z = bisquareResiduals(run);
    const far = z === null ? [] : [...z.keys()].filter((i) => Math.abs(z[i] as number) > limit);
    if (z === null || far.length === 0 || far.length > Math.max(1, MOST * run.rows) || isMisfit(run, z, limit)) return null;
    const worst = far.toSorted((i, j) => Math.abs(z[j] as number) - Math.abs(z[i] as number) || i - j);
    const rows = worst.map(run.rowNumber);
    const named = rows.slice(0, NAMED);
    const list = `${named.join(', ')}${rows.length > NAMED ? ', …' : ''}`;
    const most = Math.abs(z[worst[0] as number] as number);
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

function limitFor(rows: number, freedom: number): number | null {
  if (freedom < LEAST_FREEDOM) return null;
  const few = Math.max(FEW / freedom, 1);
  return FAR * Math.max(Math.sqrt(Math.sqrt(Math.sqrt(rows / MANY))), 1) * few * Math.sqrt(few);
}

/** Whether a residual of the fit itself is large beside their median. */
function isSuspect({ evaluate, point }: DiagnosedRun, limit: number): boolean {
  const { residuals } = evaluate({ points: [point], want: 'residual-jacobian' })[0] ?? {};
  if (residuals === undefined) return false;
  const scale = residualScale(residuals, null);
  return residuals.some((r) => Math.abs(r) > SUSPECT * limit * scale);
}

/** Whether the curve misses the other rows for a while, in the order of the first column that varies. */
function isMisfit({ columns, model }: DiagnosedRun, z: Float64Array, limit: number): boolean {
  const others = z.map((value) => (Math.abs(value) > limit ? 0 : value));
  const varying = model.columns.map((name) => columns.get(name)).find((values) => values?.some((value) => value !== values[0]));
  const order = ascending(varying?.length === z.length ? varying : Float64Array.from(z.keys()), null);
  return (runsTest(others, order)?.z ?? 0) < RUNS;
}

const short = (x: number): string => (x < 1e4 ? String(Number(x.toPrecision(2))) : x.toExponential(0).replace('+', ''));
