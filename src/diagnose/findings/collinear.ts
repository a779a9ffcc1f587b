import { QrAccumulator, scaledSvd } from '../../base/linear-algebra/index.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import { type LinearTerms, linearTerms } from '../linear-terms.js';
import { rescaled } from '../rescaled.js';

const MOST = 1e-2;
const LEAST = 1e-8;
/** Standard error over value, from which on it matters. */
const UNSURE = 0.1;
/** Condition number of the Jacobian as it is, below which centring finds nothing: it takes more of the length of its columns than of what tells them apart. */
const SUSPECT = 30;
/** Part of the weakest direction that makes a column one of those that depend on each other. */
const SHARE = 0.2;
/** poorly-determined says it from here on, where an error exceeds half of its parameter. */
const POOR = 1e-7;
const POOR_ERROR = 0.5;

export const collinear: Diagnosis = {
  code: 'collinear',
  severity: 'warning',
  title: { en: 'columns that say nearly the same', ko: '거의 같은 것을 나타내는 열' },
  test: {
    en: `a model that is linear in its parameters: σmin/σmax of the Jacobian, its columns of length 1 and centred where a constant is in their span, in [${LEAST}, ${MOST}]. A warning where one of the parameters has a standard error > ${UNSURE} of it, else a note, but for powers of one column`,
    ko: `매개변수에 대해 선형인 모형에서, 열의 길이를 1로 맞추고 상수가 그 열들의 공간에 들면 중심도 옮긴 야코비안의 σmin/σmax가 [${LEAST}, ${MOST}]에 들 때. 표준오차가 값의 ${UNSURE}배를 넘는 매개변수가 있으면 주의, 아니면 참고이지만 한 열의 거듭제곱들이면 알리지 않음`,
  },
  example: {
    block: {
      id: 'collinear',
      seed: 1,
      data: {
        rows: 60,
        columns: { x1: 'uniform(0, 10)', x2: 'x1 + normal(0, 0.01)', y: '2*x1 + x2 + 1 + normal(0, 0.5)' },
      },
      model: 'y ~ a*x1 + b*x2 + c',
    },
  },
  diagnose: (run) => {
    const { convex, estimate, model, point } = run;
    if (!convex || estimate === null || point.length < 2 || !(estimate.conditionNumber > SUSPECT)) return null;
    const terms = linearTerms(run);
    const factor = centredFactor(run, terms);
    if (factor === null || factor.kept.length < 2) return null;
    const { kept, r } = factor;
    const count = kept.length;
    const { s, v, lengths } = scaledSvd(r, count);
    const ratio = (s[count - 1] as number) / (s[0] as number);
    if (!(ratio >= LEAST && ratio <= MOST)) return null;
    const direction = Array.from(kept, (_, k) => v[k * count + count - 1] as number);
    const largest = Math.max(...direction.map(Math.abs));
    const parts = [...kept.keys()].filter((k) => Math.abs(direction[k] as number) >= SHARE * largest);
    const involved = parts.map((k) => kept[k] as number);
    const errors = estimate.standardErrors;
    const relative = (j: number): number => (errors?.[j] ?? 0) / Math.abs(point[j] as number);
    const doubt = Math.max(...involved.map(relative));
    if (ratio < POOR && doubt > POOR_ERROR) return null;
    const warned = doubt > UNSURE;
    const names = involved.map((j) => {
      const read = terms.columns[j] as readonly string[];
      return read.length === 1 ? `${model.free[j]} (${read[0]})` : (model.free[j] as string);
    });
    const pair = parts.length === 2 ? cosine(r, count, lengths, parts[0] as number, parts[1] as number) : null;
    const list = names.join(', ');
    const read = new Set(involved.flatMap((j) => terms.columns[j] as readonly string[]));
    const centre =
      read.size === 1 && factor.centred ? rescaled(run, [...read][0] as string, { centred: true, scaled: false }) : null;
    // Powers of one column are known to be alike: worth a word where it costs something.
    if (read.size === 1 && !warned) return null;
    const last = model.free[involved.at(-1) as number] as string;
    return {
      code: 'collinear',
      severity: warned ? 'warning' : 'note',
      message: {
        en: `The columns of ${list} say nearly the same${pair === null ? ` (σmin/σmax = ${short(ratio)})` : `: their correlation is ${digits(pair)}`}.${warned ? ` How much belongs to each the data tell only roughly: ${errorsText(run, involved)}.` : ''}`,
        ko: `${list.replaceAll(' (', '(')}에 곱해진 열이 거의 같은 것을 나타냅니다${pair === null ? `(σmin/σmax = ${short(ratio)})` : `(상관계수 ${digits(pair)})`}.${warned ? ` 그 몫을 데이터로는 어림으로만 나눌 수 있습니다: ${errorsText(run, involved)}.` : ''}`,
      },
      evidence: {
        singularValueRatio: ratio,
        limits: [LEAST, MOST],
        centred: factor.centred,
        direction: Object.fromEntries(involved.map((j, i) => [model.free[j] as string, direction[parts[i] as number] as number])),
        correlation: pair,
        largestRelativeError: errors === null ? null : doubt,
      },
      advice:
        centre !== null
          ? {
              en: `Centre the column (--let '${centre.definition}') and write ${centre.name} for ${centre.column} in the formula: the same model, with parameters of their own meaning.`,
              ko: `열의 중심을 옮기고(--let '${centre.definition}') 식에서 바꾸세요(${centre.column} → ${centre.name}). 같은 모형이면서 매개변수의 뜻이 서로 나뉩니다.`,
            }
          : {
              en: `Leave one of them out (--fixed '${last}=0'), or take data in which they vary apart. Predictions within these data are not harmed.`,
              ko: `하나를 빼거나(--fixed '${last}=0') 두 열이 서로 다르게 변하는 데이터를 모으세요. 이 데이터 범위 안의 예측에는 지장이 없습니다.`,
            },
    };
  },
};

/** R of the Jacobian, centred where its columns have a constant in their span, and which parameters its columns belong to. */
function centredFactor(
  { answer, written, evaluate, point }: DiagnosedRun,
  { constant }: LinearTerms,
): { readonly r: Float64Array; readonly kept: readonly number[]; readonly centred: boolean } | null {
  const known = written === null && answer.r !== undefined ? answer : evaluate({ points: [point], want: 'qr' })[0];
  // The same span, with the digits that columns far from zero have lost.
  const r = known?.centred?.r ?? known?.r;
  if (r === undefined || !r.every(Number.isFinite)) return null;
  const count = point.length;
  const all = [...point.keys()];
  const [dropped] = constant;
  if (dropped === undefined) return { r, kept: all, centred: false };
  const kept = all.filter((j) => j !== dropped);
  const rows = all.flatMap((i) => [
    constant.reduce((sum, j) => sum + (r[i * count + j] as number), 0),
    ...kept.map((j) => r[i * count + j] as number),
  ]);
  const factor = new QrAccumulator(count);
  factor.add(Float64Array.from(rows), count);
  const whole = factor.r();
  const size = kept.length;
  // Without the constant's row and column it is the factor of what is left of the others.
  const rest = Float64Array.from(
    { length: size * size },
    (_, at) => whole[(Math.floor(at / size) + 1) * count + 1 + (at % size)] as number,
  );
  return { r: rest, kept, centred: true };
}

function cosine(r: Float64Array, count: number, lengths: Float64Array, i: number, j: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += (r[k * count + i] as number) * (r[k * count + j] as number);
  return Math.min(Math.max(sum / (lengths[i] as number) / (lengths[j] as number), -1), 1);
}

const errorsText = ({ model, point, estimate }: DiagnosedRun, involved: readonly number[]): string =>
  involved
    .map((j) => `${model.free[j]} = ${short(point[j] as number)} ± ${short(estimate?.standardErrors?.[j] ?? Number.NaN)}`)
    .join(', ');

const short = (x: number): string => String(Number(x.toPrecision(3)));
/** A correlation near ±1, with the digits that tell how near. */
const digits = (x: number): string => {
  let places = 4;
  while (places < 12 && Math.abs(Number(x.toFixed(places))) === 1) places++;
  return x.toFixed(places);
};
