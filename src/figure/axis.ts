import { scaleLinear } from 'd3-scale';
import { expm1, log1p, log10, pow } from '../base/elementary/scalar.js';
import { textWidth } from './measure.js';
import { exponentOf, numberText, powerOfTen, tickTexts } from './number-text.js';
import type { AxisRange, AxisScale } from './scene.js';
import { TEXT_SIZE } from './theme.js';

/** What an axis shows; how many ticks fit is found when it is laid out. */
export interface AxisSpec {
  readonly label: string;
  /** Finite; equal or nearly equal ends are spread. For `log` > 0. */
  readonly domain: readonly [number, number];
  readonly scale: AxisScale;
  readonly constant?: number;
  /** Whole numbers of something: ticks are whole, 1,000 is grouped. */
  readonly counts?: boolean;
  /** A value below the domain of a `log` axis that stands for 0 and less. */
  readonly zeroAt?: number;
}

export interface Axis extends AxisRange {
  /** Value → pixel; NaN where there is none. */
  readonly map: (value: number) => number;
}

/** Least room between neighbouring labels. */
const GAP = 14;

/** The axis from left to right, with as many ticks as fit without touching. */
export function horizontalAxis(spec: AxisSpec, left: number, right: number): Axis {
  return withTicks(spec, left, right, Math.min(10, (right - left) / 60), (axis) =>
    isApart(axis, (text) => textWidth(text, TEXT_SIZE) + GAP),
  );
}

/** The axis from bottom to top. */
export function verticalAxis(spec: AxisSpec, bottom: number, top: number): Axis {
  return withTicks(spec, bottom, top, Math.min(9, (bottom - top) / 44), (axis) => isApart(axis, () => TEXT_SIZE * 1.6));
}

/** A linear axis around the values with some room, and for equal values with as much as makes sense of one number. */
export function padded(low: number, high: number, share: number): [number, number] {
  const [a, b] = spread(low, high);
  const room = (b - a) * share;
  return [Math.max(a - room, -LARGEST), Math.min(b + room, LARGEST)];
}

/** Least and greatest finite value, or null where there is none. */
export function extent(values: Iterable<number>): [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : null;
}

/** A logarithmic axis around positive values: at least a factor of two, with some room. */
export function paddedLog(low: number, high: number): [number, number] {
  const [a, b] = [low, high].map((value) => Math.min(Math.max(value, SMALLEST), LARGEST)) as [number, number];
  const ratio = b / a;
  const narrow = ratio < 2 ? Math.sqrt(2 / ratio) : 1;
  const room = narrow * (Number.isFinite(ratio) ? Math.min(pow(Math.max(ratio, 2), 0.06), 10) : 10);
  return [Math.max(a / room, SMALLEST), Math.min(b * room, LARGEST)];
}

/** The differences of the ends stay finite. */
const LARGEST = 1e300;
/** Below, values are 0 for any picture: their differences have no digits left. */
const SMALLEST = 1e-290;

function spread(low: number, high: number): [number, number] {
  const [a, b] = [Math.max(Math.min(low, LARGEST), -LARGEST), Math.max(Math.min(high, LARGEST), -LARGEST)];
  const largest = Math.max(Math.abs(a), Math.abs(b));
  const size = largest < SMALLEST ? 0 : largest;
  if (size > 0 && b - a > size * 1e-9) return [a, b];
  const half = size === 0 ? 1 : b - a > 0 ? size * 1e-9 : size * 0.5;
  return [(a + b) / 2 - half, (a + b) / 2 + half];
}

/** A domain that ticks can be made for, whatever was asked. */
function sane(spec: AxisSpec): AxisSpec {
  const [low, high] = spec.domain;
  if (spec.scale === 'linear') return { ...spec, domain: padded(low, high, 0) };
  if (spec.scale === 'log') return { ...spec, domain: [Math.max(low, SMALLEST), Math.min(high, LARGEST)] };
  return { ...spec, domain: [Math.max(low, -LARGEST), Math.min(high, LARGEST)] };
}

function withTicks(asked: AxisSpec, from: number, to: number, most: number, fits: (axis: Axis) => boolean): Axis {
  const spec = sane(asked);
  const map = scaleMap(spec, from, to);
  const axisWith = (count: number): Axis => ({
    label: spec.label,
    domain: spec.domain,
    scale: spec.scale,
    ...(spec.constant === undefined ? {} : { constant: spec.constant }),
    ticks: TICKS[spec.scale](spec, count),
    map,
  });
  for (let count = Math.max(2, Math.floor(most)); count > 1; count--) {
    const axis = axisWith(count);
    if (fits(axis)) return axis;
  }
  const fewest = axisWith(1);
  return fits(fewest) ? fewest : { ...fewest, ticks: fewest.ticks.slice(0, 1) };
}

function isApart(axis: Axis, room: (text: string) => number): boolean {
  return axis.ticks.every((tick, i) => {
    const next = axis.ticks[i + 1];
    return next === undefined || Math.abs(axis.map(next.value) - axis.map(tick.value)) >= (room(tick.text) + room(next.text)) / 2;
  });
}

function scaleMap(spec: AxisSpec, from: number, to: number): (value: number) => number {
  const along = transform(spec);
  const linear = scaleLinear().domain(spec.domain.map(along)).range([from, to]);
  // Within the greatest numbers a little outside of every axis, so that no difference overflows.
  return (value) => {
    const at = Number.isFinite(value) ? along(Math.min(Math.max(value, -2 * LARGEST), 2 * LARGEST)) : Number.NaN;
    return Number.isNaN(at) ? Number.NaN : linear(at);
  };
}

/** Onto the line where the axis is even. */
function transform({ scale, constant = 1, zeroAt }: AxisSpec): (value: number) => number {
  if (scale === 'linear') return (value) => value;
  if (scale === 'log') return (value) => (value > 0 ? log10(value) : zeroAt === undefined ? Number.NaN : log10(zeroAt));
  return (value) => (value < 0 ? -log1p(-value / constant) : log1p(value / constant));
}

type Ticks = AxisRange['ticks'];

const TICKS: Readonly<Record<AxisScale, (spec: AxisSpec, count: number) => Ticks>> = {
  linear: ({ domain: [low, high], counts }, count) => {
    const values = scaleLinear().domain([low, high]).ticks(count);
    const whole = counts ? values.filter(Number.isInteger) : values;
    const texts = tickTexts(whole, counts ? 1000 : 10000);
    return whole.map((value, i) => ({ value, text: texts[i] as string }));
  },
  log: (spec, count) => {
    const { zeroAt } = spec;
    const ticks = logTicks(spec, count);
    return zeroAt === undefined ? ticks : [{ value: zeroAt, text: '0' }, ...ticks.filter((tick) => tick.value >= zeroAt * 2)];
  },
  symlog: ({ domain: [low, high], constant = 1, counts }, count) => {
    const powers = powersBetween(constant, Math.max(-low, high));
    const span = log1p(Math.max(high, 0) / constant) + log1p(Math.max(-low, 0) / constant);
    // On an axis of counts 1 belongs to the story; elsewhere what is near the constant is crowded around 0.
    const perTick = span / count;
    const far = powers.filter((power) => log1p(power / constant) > perTick * 0.6 || (counts && power === 1));
    const step = Math.max(1, Math.ceil(perTick / log10Of(10)));
    const every = far.filter((_, i) => (far.length - 1 - i) % step === 0);
    const values = [...every.map((v) => -v).reverse(), 0, ...every].filter((v) => v >= low && v <= high);
    return values.map((value) => ({ value, text: logText(value) }));
  },
};

const log10Of = (value: number): number => log1p(value - 1);

/** Decades as far as they fit; below two decades also twos and fives, and for less than half of one what a linear axis has. */
function logTicks({ domain: [low, high] }: AxisSpec, count: number): Ticks {
  const decades = log10(high) - log10(low);
  if (decades < 0.7) {
    const values = scaleLinear()
      .domain([low, high])
      .ticks(count)
      .filter((v) => v > 0);
    const texts = tickTexts(values);
    return values.map((value, i) => ({ value, text: texts[i] as string }));
  }
  const mantissas = decades <= 1.3 * (count / 3) ? [1, 2, 5] : [1];
  const step = mantissas.length > 1 ? 1 : Math.max(1, Math.ceil(decades / count));
  const ticks: { value: number; text: string }[] = [];
  for (let exponent = exponentOf(low); exponent <= exponentOf(high); exponent++) {
    if (exponent % step !== 0) continue;
    for (const mantissa of mantissas) {
      const value = Number(`${mantissa}e${exponent}`);
      if (value >= low && value <= high) ticks.push({ value, text: logText(value) });
    }
  }
  return ticks;
}

/** 0.01, 1, 100, then 10³: powers from where zeros would have to be counted. */
function logText(value: number): string {
  if (value < 0) return `−${logText(-value)}`;
  const exponent = exponentOf(value);
  if (value === 0 || (exponent < 3 && exponent > -4)) return numberText(value);
  const mantissa = Math.round(value / Number(`1e${exponent}`));
  return mantissa === 1 ? powerOfTen(exponent) : `${mantissa}×${powerOfTen(exponent)}`;
}

/** Powers of ten from about the constant to the greatest value. */
function powersBetween(constant: number, greatest: number): number[] {
  const powers: number[] = [];
  for (let exponent = exponentOf(constant); exponent <= exponentOf(greatest); exponent++) powers.push(Number(`1e${exponent}`));
  return powers;
}

/** The value at a share of the way along an axis, for sampling: 0 is the low end. */
export function valueAt(
  { domain: [low, high], scale, constant = 1 }: Pick<AxisRange, 'domain' | 'scale' | 'constant'>,
  share: number,
): number {
  if (scale === 'linear') return low + (high - low) * share;
  if (scale === 'log') return pow(10, log10(low) + (log10(high) - log10(low)) * share);
  const [a, b] = [low, high].map((v) => (v < 0 ? -log1p(-v / constant) : log1p(v / constant))) as [number, number];
  const at = a + (b - a) * share;
  return at < 0 ? -expm1(-at) * constant : expm1(at) * constant;
}
