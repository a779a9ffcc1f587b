import { quantile } from '../statistics/index.js';
import type { DiagnosedRun } from './diagnosis.js';
import { onceARun } from './once-a-run.js';

/** A hand-written gradient h beside the true one g at three points: the start, the end of the first stretch, and one between. */
export interface GradientCheck {
  /** Per free parameter: the median over the points of |h − g| / (max(|h|, |g|) + 1e-8·max). */
  readonly deviation: readonly number[];
  /** The one factor c with h = c·g, where there is one. */
  readonly factor: number | null;
  /** h and g at the start. */
  readonly written: readonly number[];
  readonly correct: readonly number[];
}

/** Above this a component is called wrong; far above rounding, far below any slip of the pen. */
export const DEVIATION_LIMIT = 1e-4;
const FACTOR_TOLERANCE = 1e-5;

/** What of a run it looks at. */
type Compared = Pick<DiagnosedRun, 'made' | 'written' | 'evaluate' | 'start'>;

/** Components that are not the derivative, by their index; none where the gradient is a positive multiple of the true one. */
export function wrongComponents(run: DiagnosedRun): number[] {
  const check = gradientCheck(run);
  if (check === null || (check.factor !== null && check.factor > 0)) return [];
  return [...check.deviation.keys()].filter((j) => (check.deviation[j] as number) > DEVIATION_LIMIT);
}

/** Whether nothing can be concluded of rates and landscapes from the run: a wrong gradient has a finding of its own, which says what holds of them. */
export const isGradientWrong = (run: DiagnosedRun): boolean => wrongComponents(run).length > 0;

/** Several findings ask for it: it is made once a run. @returns null without a hand-written gradient, or where nothing finite could be compared. */
export const gradientCheck: (run: Compared) => GradientCheck | null = onceARun(compared);

/** By which the gradient that was followed is too large: 1 without a hand-written one. Null where it is no gradient: what such a run does says nothing of rates and landscapes. */
export function gradientFactor(run: DiagnosedRun): number | null {
  const check = gradientCheck(run);
  if (check === null) return 1;
  const { factor, deviation } = check;
  if (factor !== null) return factor > 0 ? factor : null;
  return deviation.some((part) => part > DEVIATION_LIMIT) ? null : 1;
}

/** Where it is compared: at the start, and at two points to its sides. */
export const checkPoints = (start: Float64Array): Float64Array[] =>
  [0, 1, 2].map((k) => start.map((x, j) => x + k * OFFSETS[(j + k) % OFFSETS.length]! * (1 + Math.abs(x))));

function compared({ written, evaluate, start }: Compared): GradientCheck | null {
  if (written === null) return null;
  const points = checkPoints(start);
  const [ofHand, ofModel] = [written, evaluate].map((of) => of({ points, want: 'gradient' }));
  const pairs = points
    .map((_, k) => ({ h: ofHand?.[k]?.gradient, g: ofModel?.[k]?.gradient }))
    .filter((pair): pair is { h: Float64Array; g: Float64Array } => finite(pair.h) && finite(pair.g));
  const first = pairs[0];
  if (first === undefined) return null;
  const deviation = [...start.keys()].map((j) =>
    median(
      pairs.map(({ h, g }) => {
        const largest = Math.max(...h.map(Math.abs), ...g.map(Math.abs), Number.MIN_VALUE);
        const a = h[j] as number;
        const b = g[j] as number;
        return Math.abs(a - b) / (Math.max(Math.abs(a), Math.abs(b)) + 1e-8 * largest);
      }),
    ),
  );
  return { deviation, factor: commonFactor(pairs), written: [...first.h], correct: [...first.g] };
}

/** Fixed, irregular: a gradient that is right only on a line must not pass. */
const OFFSETS = [0.37, -0.61, 0.83, -0.29, 0.53];

function commonFactor(pairs: readonly { h: Float64Array; g: Float64Array }[]): number | null {
  const ratios = pairs.flatMap(({ h, g }) => {
    const largest = Math.max(...g.map(Math.abs));
    return [...h.keys()].filter((j) => Math.abs(g[j] as number) > 1e-8 * largest).map((j) => (h[j] as number) / (g[j] as number));
  });
  const c = median(ratios);
  return ratios.length > 0 && ratios.every((ratio) => Math.abs(ratio - c) <= FACTOR_TOLERANCE * Math.abs(c)) ? c : null;
}

const finite = (x: Float64Array | undefined): boolean => x?.every(Number.isFinite) ?? false;

const median = (values: readonly number[]): number => quantile(Float64Array.from(values).sort(), 0.5);
