/**
 * A number as it stands in a label: `significant` digits without trailing zeros, a true minus, thousands separated, powers of ten where
 * plain digits would be long.
 *
 * @example numberText(-1234.5)  // '−1,235'
 * @example numberText(6.53e12)  // '6.53×10¹²'
 */
export function numberText(value: number, significant = 4): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const rounded = Number(value.toPrecision(significant));
  const size = Math.abs(rounded);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) return powerText(value, significant);
  return grouped(String(rounded), 1000);
}

/** A value of a column: as `numberText`, but four digits stay together, because years are among them. */
export function dataText(value: number): string {
  const size = Math.abs(value);
  return size >= 1000 && size < 10000 ? grouped(String(Number(value.toPrecision(6))), 10000) : numberText(value);
}

/** A whole number with thousands separated: `1,000`. */
export const countText = (value: number): string => grouped(String(Math.round(value)), 1000);

/** `10³`, with a true minus in `10⁻⁴`. */
export const powerOfTen = (exponent: number): string => `10${[...String(exponent)].map((c) => SUPERSCRIPTS[c]).join('')}`;

/**
 * All ticks of a linear axis with the same number of decimals. Data of four digits are not grouped, because years are among them; counts are.
 *
 * @example tickTexts([0, 0.5, 1]) // ['0', '0.5', '1.0']
 */
export function tickTexts(values: readonly number[], groupFrom: 1000 | 10000 = 10000): string[] {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const step = values.length > 1 ? Math.abs((values[1] as number) - (values[0] as number)) : largest;
  const exponent = exponentOf(largest);
  const isShort = exponent - exponentOf(step) <= 3;
  if (exponent >= 15 || exponent < -4 || (exponent >= 6 && isShort)) return withCommonPower(values, exponent, step);
  const decimals = decimalsOf(values, step);
  return values.map((value) => (value === 0 ? '0' : grouped(value.toFixed(decimals), groupFrom)));
}

function withCommonPower(values: readonly number[], exponent: number, step: number): string[] {
  const mantissas = values.map((value) => scaled(value, exponent));
  const decimals = decimalsOf(mantissas, scaled(step, exponent));
  return values.map((value, i) =>
    value === 0 ? '0' : `${minus((mantissas[i] as number).toFixed(decimals))}×${powerOfTen(exponent)}`,
  );
}

/** value / 10^exponent through decimal text: exact to the digit, on every engine. */
const scaled = (value: number, exponent: number): number => {
  const [digits, power] = value.toExponential().split('e') as [string, string];
  return Number(`${digits}e${Number(power) - exponent}`);
};

/** The fewest decimals that tell all values as they are, to a thousandth of a step. */
function decimalsOf(values: readonly number[], step: number): number {
  for (let decimals = 0; decimals < 20; decimals++)
    if (values.every((v) => Math.abs(v - Number(v.toFixed(decimals))) <= Math.abs(step) * 1e-3)) return decimals;
  return 20;
}

function powerText(value: number, significant: number): string {
  const [digits, exponent] = value.toExponential(significant - 1).split('e') as [string, string];
  const mantissa = Number(digits);
  const sign = mantissa === -1 ? '−' : '';
  return Math.abs(mantissa) === 1
    ? `${sign}${powerOfTen(Number(exponent))}`
    : `${minus(String(mantissa))}×${powerOfTen(Number(exponent))}`;
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻',
  '+': '',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

const minus = (text: string): string => text.replace(/^-/, '−');

function grouped(text: string, from: number): string {
  const [whole, fraction] = minus(text).split('.') as [string, string?];
  const separated = Number(whole.replace('−', '')) >= from ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

/** ⌊log10|value|⌋, read from the decimal text and so exact; 0 for 0. */
export const exponentOf = (value: number): number =>
  value === 0 || !Number.isFinite(value) ? 0 : Number((value.toExponential().split('e') as [string, string])[1]);
