import type { Severity } from '../diagnose/finding.js';

/** Ways to mark text in a terminal. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly severity: Readonly<Record<Severity, (text: string) => string>>;
}

const same = (text: string): string => text;

export const plainPaint: Paint = { strong: same, faint: same, good: same, severity: { note: same, warning: same, error: same } };

/** Loaded for terminals only. */
export async function colourPaint(): Promise<Paint> {
  const { default: picocolors } = await import('picocolors');
  const { bold, dim, green, cyan, yellow, red } = picocolors.createColors(true);
  return { strong: bold, faint: dim, good: green, severity: { note: cyan, warning: yellow, error: red } };
}
