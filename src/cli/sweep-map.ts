import { log10 } from '../base/elementary/scalar.js';
import { digits } from '../base/number-format.js';
import type { Text } from '../base/text.js';
import type { Sweep, SweptMethod, SweptOutcome, SweptRun } from '../experiment/sweep/result.js';
import type { Session } from './session.js';
import { textWidth } from './table-text.js';

/** From few epochs to many. */
const SHADES = ['█', '▓', '▒', '░'] as const;
const SIGNS: Readonly<Record<Exclude<SweptOutcome, 'arrived'>, { readonly sign: string; readonly text: Text }>> = {
  diverged: { sign: '×', text: { en: 'diverged', ko: '발산' } },
  'not-finite': { sign: '×', text: { en: 'diverged', ko: '발산' } },
  'out-of-epochs': { sign: '·', text: { en: 'out of epochs', ko: '에포크 소진' } },
  elsewhere: { sign: 'o', text: { en: 'in another minimum', ko: '다른 최솟값' } },
  stalled: { sign: '?', text: { en: 'not finished', ko: '끝나지 않음' } },
  cancelled: { sign: '?', text: { en: 'not finished', ko: '끝나지 않음' } },
};
const MOST_LINES = 10;

/** Rates from left to right, starts from the lowest loss up, a character a run; wide ones take two. Nothing where the terminal is too narrow. */
export function sweepMap({ starts }: Sweep, { rates, runs, stabilityLimit }: SweptMethod, { say, paint, io }: Session): string[] {
  const room = io.stdout.columns - 4;
  const wide = rates.length * 2 + 1 <= room ? 2 : 1;
  if (rates.length * wide + 1 > room) return [];
  const epochs = runs.filter(({ outcome }) => outcome === 'arrived').map((run) => Math.max(1, run.epochs));
  const [least, most] = epochs.reduce(([low, high], count) => [Math.min(low, count), Math.max(high, count)], [
    Number.POSITIVE_INFINITY,
    0,
  ] as readonly [number, number]);
  const shadeOf = (run: SweptRun): number => {
    const span = log10(most / least);
    const share = span > 0 ? log10(Math.max(1, run.epochs) / least) / span : 0;
    return Math.min(SHADES.length - 1, Math.floor(share * SHADES.length));
  };
  const signOf = (run: SweptRun): string =>
    run.outcome === 'arrived' ? (SHADES[shadeOf(run)] as string) : SIGNS[run.outcome].sign;
  const order = [...starts.keys()].sort((a, b) => (starts[b]?.loss ?? 1e308) - (starts[a]?.loss ?? 1e308) || b - a);
  // Of many starts every k-th, evenly over their losses.
  const shown = order.filter((_, i) => i % Math.ceil(order.length / MOST_LINES) === 0);
  const cut = stabilityLimit === null ? -1 : rates.filter(({ rate }) => rate <= stabilityLimit).length;
  const lines = shown.map((start) =>
    rates
      .map((_, r) => `${r === cut && cut > 0 ? '│' : ''}${signOf(runs[r * starts.length + start] as SweptRun).repeat(wide)}`)
      .join(''),
  );
  const [low, high] = [digits(rates[0]?.rate ?? null, 3), digits(rates.at(-1)?.rate ?? null, 3)];
  const width = textWidth(lines[0] ?? '');
  const axis = low === high ? low : `${low}${' '.repeat(Math.max(1, width - low.length - high.length))}${high}`;
  const present = new Map(
    runs.flatMap(({ outcome }) => (outcome === 'arrived' ? [] : [[SIGNS[outcome].sign, say(SIGNS[outcome].text)] as const])),
  );
  const key = [
    ...(epochs.length === 0 ? [] : [`${SHADES.join('')} ${least} … ${most} ${say({ en: 'epochs', ko: '에포크' })}`]),
    ...[...present].map(([sign, text]) => `${sign} ${text}`),
    ...(cut > 0 && cut < rates.length ? [`│ ${say({ en: 'stability limit', ko: '안정 한계' })}`] : []),
  ].join('   ');
  return [...lines, paint.faint(axis), paint.faint(key)].map((line) => `  ${line}`);
}
