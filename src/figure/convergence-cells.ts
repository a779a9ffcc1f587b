import { log10, pow } from '../base/elementary/scalar.js';
import type { Text } from '../base/text.js';
import type { Frame } from './frame.js';
import { fixed } from './path.js';
import type { Mark, PointSymbol } from './scene.js';
import { depth, GREY, GRID, MUTED, mix, PAPER, PURPLE, VERMILION } from './theme.js';

/** One run. */
export interface Cell {
  /** Indices into the rates of its method and the starts. */
  readonly rate: number;
  readonly start: number;
  /** `arrived`, or how else it ended. */
  readonly outcome: string;
  readonly epochs: number;
}

interface End {
  readonly outcomes: readonly string[];
  readonly text: Text;
  readonly colour: string;
  readonly fill: string;
  /** Where cells are too small for marks. */
  readonly bare: string;
  readonly symbol: PointSymbol;
}

/** How runs look that did not arrive: by colour and by mark. */
export const ENDS: readonly End[] = [
  {
    outcomes: ['diverged', 'not-finite'],
    text: { en: 'diverged', ko: '발산' },
    colour: VERMILION,
    fill: mix(PAPER, VERMILION, 0.2),
    bare: mix(PAPER, VERMILION, 0.7),
    symbol: 'triangle',
  },
  {
    outcomes: ['out-of-epochs'],
    text: { en: 'out of epochs', ko: '에포크 소진' },
    colour: GREY,
    fill: mix(PAPER, GRID, 0.75),
    bare: GRID,
    symbol: 'circle',
  },
  {
    outcomes: ['elsewhere'],
    text: { en: 'in another minimum', ko: '다른 최솟값' },
    colour: PURPLE,
    fill: mix(PAPER, PURPLE, 0.18),
    bare: mix(PAPER, PURPLE, 0.65),
    symbol: 'diamond',
  },
  {
    outcomes: ['stalled', 'cancelled'],
    text: { en: 'not finished', ko: '끝나지 않음' },
    colour: MUTED,
    fill: mix(PAPER, GRID, 0.4),
    bare: mix(PAPER, GRID, 0.4),
    symbol: 'square',
  },
];

/** Colours of numbers of epochs: evenly spaced on a logarithmic scale. */
export interface EpochScale {
  readonly levels: readonly number[];
  readonly lossAt: (level: number) => number;
  readonly levelOf: (epochs: number) => number;
}

const LEVELS = 12;

/** @returns null where nothing arrived. */
export function epochScale(cells: readonly Cell[]): EpochScale | null {
  const epochs = cells.filter(({ outcome }) => outcome === 'arrived').map((cell) => Math.max(cell.epochs, 1));
  if (epochs.length === 0) return null;
  const [least, most] = epochs.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, 0],
  );
  // At least a factor of two, or one number of epochs would be all of the scale.
  const [low, high] = [log10(least), log10(Math.max(most, 2 * least))];
  return {
    levels: Array.from({ length: LEVELS }, (_, i) => i),
    lossAt: (level) => pow(10, low + ((high - low) * level) / (LEVELS - 1)),
    levelOf: (value) => Math.round(((log10(Math.max(value, 1)) - low) / (high - low)) * (LEVELS - 1)),
  };
}

/** Where a cell of a rate begins and ends, one more than rates: half way to its neighbours on a logarithmic scale. */
export function rateEdges(rates: readonly number[]): number[] {
  const between = rates.slice(1).map((rate, i) => Math.sqrt(rates[i] as number) * Math.sqrt(rate));
  const [first, last] = [rates[0] as number, rates.at(-1) as number];
  const low = rates.length === 1 ? first / 1.5 : first * (first / (between[0] as number));
  const high = rates.length === 1 ? last * 1.5 : last * (last / (between.at(-1) as number));
  return [low, ...between, high].map((edge) => Math.min(Math.max(edge, SMALLEST), LARGEST));
}

/** Beyond, no axis goes. */
const SMALLEST = 1e-290;
const LARGEST = 1e290;

/** Room between cells where they are large enough to be told apart, and the size from which one bears a mark. */
const GAP = 1.5;
const LEAST_GAPPED = 4.5;
const LEAST_MARKED = 4.5;

interface Placing {
  readonly edges: readonly number[];
  /** The row of each start, from below. */
  readonly order: readonly number[];
  readonly area: Frame;
  readonly scale: EpochScale | null;
}

/** The cells, one mark for each colour, and the marks on those that did not arrive. */
export function cellMarks(cells: readonly Cell[], { edges, order, area, scale }: Placing): Mark[] {
  const xs = edges.map((edge) => area.x.map(edge));
  const tall = (area.bottom - area.top) / order.length;
  const narrow = Math.min(tall, ...xs.slice(1).map((x, i) => x - (xs[i] as number)));
  const gap = narrow >= LEAST_GAPPED ? GAP : 0;
  const marks = narrow >= LEAST_MARKED;
  const boxes = new Map<string, { readonly fill: string; readonly role: string; d: string }>();
  const marked = new Map<End, { readonly xs: number[]; readonly ys: number[] }>();
  for (const { rate, start, outcome, epochs } of cells) {
    const [left, right] = [xs[rate] as number, xs[rate + 1] as number];
    const bottom = area.bottom - (order[start] as number) * tall;
    const end = ENDS.find(({ outcomes }) => outcomes.includes(outcome));
    const fill = (marks ? end?.fill : end?.bare) ?? depth((scale?.levelOf(epochs) ?? 0) / (LEVELS - 1));
    let box = boxes.get(fill);
    if (box === undefined) {
      box = { fill, role: end === undefined ? 'relief' : 'cell', d: '' };
      boxes.set(fill, box);
    }
    box.d += `M${fixed(left + gap / 2)} ${fixed(bottom - gap / 2)}H${fixed(right - gap / 2)}V${fixed(bottom - tall + gap / 2)}H${fixed(left + gap / 2)}Z`;
    if (end === undefined || !marks) continue;
    const places = marked.get(end) ?? { xs: [], ys: [] };
    marked.set(end, places);
    places.xs.push((left + right) / 2);
    places.ys.push(bottom - tall / 2);
  }
  return [
    ...[...boxes.values()].map(({ d, fill, role }): Mark => ({ kind: 'path', d, fill, role })),
    ...[...marked].map(
      ([{ symbol, colour }, places]): Mark => ({
        kind: 'points',
        xs: Float64Array.from(places.xs),
        ys: Float64Array.from(places.ys),
        radius: Math.min(symbol === 'circle' ? 1.6 : 2.6, narrow * (symbol === 'circle' ? 0.2 : 0.3)),
        symbol,
        fill: colour,
        role: 'ended',
      }),
    ),
  ];
}
