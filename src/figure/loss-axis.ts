import type { Lang, Text } from '../base/text.js';
import { type AxisSpec, extent, padded, paddedLog } from './axis.js';

/** Logarithmic where the losses are positive; an exact 0 gets a place below the others; losses below 0 need a linear axis. */
export function lossAxis(title: Text, lang: Lang, courses: readonly Float64Array[]): AxisSpec {
  const whole = extent(courses.flatMap((values) => extent(values) ?? [])) ?? [0, 1];
  const positive = extent(courses.flatMap((values) => extent(values.filter((value) => value > 0)) ?? []));
  const label = title[lang];
  if (whole[0] < 0 || positive === null) return { label, domain: padded(...whole, 0.07), scale: 'linear' };
  const log = { label: { en: `${label} (log)`, ko: `${label} (로그)` }[lang], scale: 'log' } as const;
  const domain = paddedLog(...positive);
  if (whole[0] > 0) return { ...log, domain };
  const zeroAt = domain[0] / Math.max(10, Math.sqrt(Math.sqrt(domain[1] / domain[0])));
  return { ...log, domain: [zeroAt, domain[1]], zeroAt };
}
