import { pow } from '../base/elementary/scalar.js';
import type { PointSymbol } from './scene.js';

export const INK = '#1f2933';
export const MUTED = '#5b6673';
export const GRID = '#e5e9ee';
export const PAPER = '#ffffff';

/** Okabe & Ito (2008): tellable apart with every common colour blindness. Grey stands for what was measured. */
export const BLUE = '#0072B2';
export const VERMILION = '#D55E00';
export const GREEN = '#009E73';
export const PURPLE = '#7B3294';
export const SKY = '#56B4E9';
export const AMBER = '#E69F00';
export const YELLOW = '#F0E442';
/** The last of Okabe & Ito, and three of other hue and lightness: for pictures with more lines than these. */
export const PINK = '#CC79A7';
export const BROWN = '#8C5A2B';
export const OLIVE = '#6F7D00';
export const NAVY = '#2F3E75';
/** For rims of what is filled with blue. */
export const PALE_BLUE = '#6FA8CF';
export const GREY = '#9aa5b1';

export const TEXT_SIZE = 12.5;
export const TITLE_SIZE = 17;
/** From the middle of a line of text to its baseline. */
export const MIDDLE = 4.4;

/** A line or a set of points that stands beside others: never by its colour alone. */
export interface Look {
  readonly colour: string;
  readonly dash: readonly number[];
  readonly symbol: PointSymbol;
}

/** For as many lines or sets of points as a picture has; they come round again after seven. */
export const LOOKS: readonly Look[] = [
  { colour: BLUE, dash: [], symbol: 'circle' },
  { colour: VERMILION, dash: [7, 4], symbol: 'diamond' },
  { colour: GREEN, dash: [2, 4], symbol: 'triangle' },
  { colour: PURPLE, dash: [10, 4, 2, 4], symbol: 'square' },
  { colour: AMBER, dash: [12, 5], symbol: 'cross' },
  { colour: SKY, dash: [4, 3], symbol: 'star' },
  { colour: MUTED, dash: [1, 3], symbol: 'circle' },
];

export const look = (index: number): Look => LOOKS[index % LOOKS.length] as Look;

/** Part of the way from one colour to another: 0 is `from`, 1 is `to`. */
export function mix(from: string, to: string, share: number): string {
  const channel = (at: number): string => {
    const [a, b] = [from, to].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number];
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** The colour dark enough for letters on white (contrast ≥ 4.5, WCAG 2.2 SC 1.4.3). */
export function lettering(colour: string): string {
  for (let share = 0; share < 1; share += 0.05) {
    const darker = mix(colour, INK, share);
    if (contrast(darker, PAPER) >= 4.5) return darker;
  }
  return INK;
}

/** Contrast ratio of WCAG 2.2, 1 … 21. */
export function contrast(a: string, b: string): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const linear = (at: number): number => {
    const x = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
}

/** Low loss is deep, high loss is pale; lightness rises evenly, so it reads in grey and with every colour blindness. */
const DEPTHS = ['#0b3c5d', '#1d6f8f', '#4fa3a5', '#a3cfb6', '#e3ecd0', '#fbf7e6'];

/** @param share 0 (deepest) … 1. */
export function depth(share: number): string {
  const at = Math.min(Math.max(share, 0), 1) * (DEPTHS.length - 1);
  const below = Math.min(Math.floor(at), DEPTHS.length - 2);
  return mix(DEPTHS[below] as string, DEPTHS[below + 1] as string, at - below);
}
