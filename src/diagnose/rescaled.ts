import { log10 } from '../base/elementary/scalar.js';
import type { Values } from '../base/values.js';
import type { DiagnosedRun } from './diagnosis.js';

/** A column around zero and of size one, as one types it: `--let 'income_scaled = (income - 40000)/10000'`. */
export interface Rescaled {
  readonly column: string;
  /** Its new name. */
  readonly name: string;
  /** `income_scaled = (income - 40000)/10000`. */
  readonly definition: string;
}

/** Rows that tell where a column lies: rounded figures are wanted. */
const PROBES = 1000;
/** A column that lies nearer to zero for its spread gains little by being moved. */
const NEAR = 0.5;
/** Sizes that are well enough as they are: from a tenth to ten. */
const FINE = 10;

/**
 * @param parts centred: only where a constant is among the terms is a shift of a column the same model. scaled: to a spread of about 1.
 * @returns null for a column that is not known, or does not vary.
 */
export function rescaled(
  { columns, model }: DiagnosedRun,
  column: string,
  parts: { readonly centred: boolean; readonly scaled: boolean },
): Rescaled | null {
  const values = columns.get(column);
  const found = values === undefined ? null : placeOf(values);
  if (values === undefined || found === null) return null;
  const { mean, spread } = found;
  const unit = powerOfTen(parts.centred ? spread : Math.max(Math.abs(mean), spread));
  const middle = parts.centred && Math.abs(mean) > NEAR * spread ? roundedTo(mean, powerOfTen(spread)) : 0;
  const from = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(column) ? column : `\`${column}\``;
  const moved = middle === 0 ? from : middle < 0 ? `${from} + ${-middle}` : `${from} - ${middle}`;
  const scale = parts.scaled && (unit > FINE || unit * FINE < 1) ? unit : 1;
  if (scale === 1 && (parts.scaled || moved === from)) return null;
  const taken = new Set([...columns.keys(), ...model.parameters]);
  let name = `${column.replace(/[^\p{L}\p{N}_]/gu, '_')}_${scale === 1 ? 'centred' : 'scaled'}`;
  while (taken.has(name)) name += '_';
  const whole = scale === 1 ? moved : `${moved === from ? moved : `(${moved})`}/${scale}`;
  return { column, name, definition: `${name} = ${whole}` };
}

function placeOf(values: Values): { readonly mean: number; readonly spread: number } | null {
  const count = Math.min(values.length, PROBES);
  const probes = Float64Array.from(
    { length: count },
    (_, k) => values[Math.floor(((k + 0.5) * values.length) / count)] as number,
  ).filter(Number.isFinite);
  const mean = probes.reduce((sum, value) => sum + value / probes.length, 0);
  const spread = Math.sqrt(probes.reduce((sum, value) => sum + ((value - mean) * (value - mean)) / probes.length, 0));
  return spread > 0 && Number.isFinite(spread) ? { mean, spread } : null;
}

/** The nearest power of ten, in the decimal that one types. */
const powerOfTen = (x: number): number => Number(`1e${Math.round(log10(x))}`);

const roundedTo = (x: number, unit: number): number => Number((Math.round(x / unit) * unit).toPrecision(12));
