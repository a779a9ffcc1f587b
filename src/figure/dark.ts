import { fromOklab, toOklab } from './oklab.js';
import type { Mark, RasterMark, Scene } from './scene.js';
import {
  AMBER,
  BLUE,
  BROWN,
  contrast,
  GREEN,
  GREY,
  GRID,
  INK,
  MUTED,
  NAVY,
  OLIVE,
  PALE_BLUE,
  PAPER,
  PINK,
  PURPLE,
  SKY,
  VERMILION,
  YELLOW,
} from './theme.js';

/** What a picture is looked at on. */
export type Theme = 'light' | 'dark';

/**
 * The scene for a dark page: the same marks in other colours. Letters keep a contrast of at least 4.5 (WCAG 2.2 SC 1.4.3); the colours of a landscape stay,
 * because they stand for losses.
 *
 * @example
 * const scene = CHARTS[0].draw(runFit('y ~ a*x', tableFromArrays({ x: [1, 2, 3], y: [2.1, 3.9, 6.2] })).source(), {});
 * inTheme(scene, 'dark').background // '#14181f'
 */
export function inTheme(scene: Scene, theme: Theme): Scene {
  if (theme === 'light') return scene;
  // What lies on a landscape lies on its light colours.
  const onRelief = scene.marks.some((mark) => mark.role === 'relief');
  const marks = scene.marks.map((mark) => (onRelief && isOnRelief(mark) ? mark : darkMark(mark)));
  return { ...scene, background: darkened(scene.background), marks };
}

const DARK_PAPER = '#14181f';

/** Chosen by eye: the palette's hues, light enough to be as strong on dark as they are on white. */
const COLOURS: Readonly<Record<string, string>> = {
  [PAPER]: DARK_PAPER,
  [INK]: '#e8ecf1',
  [MUTED]: '#a3aebb',
  [GRID]: '#29313b',
  [GREY]: '#8793a1',
  [BLUE]: '#4ea8e6',
  [VERMILION]: '#f3833b',
  [GREEN]: '#2fc296',
  [PURPLE]: '#c38fd9',
  [AMBER]: '#f0b63c',
  [SKY]: '#7cc9f5',
  [YELLOW]: YELLOW,
  [PALE_BLUE]: '#5b93bd',
  [PINK]: '#e59bc6',
  [BROWN]: '#cc9766',
  [OLIVE]: '#b5c234',
  [NAVY]: '#93a4ea',
};

/** For colours that were numbers in between. */
const LOWER: ReadonlyMap<string, string> = new Map(Object.entries(COLOURS).map(([colour, dark]) => [colour.toLowerCase(), dark]));

/** Roles whose colours are numbers. */
const KEPT: ReadonlySet<string> = new Set(['relief', 'scale']);

const ON_RELIEF: ReadonlySet<string> = new Set(['casing', 'trajectory', 'start', 'end', 'exit', 'truth']);
const isOnRelief = (mark: Mark): boolean => ON_RELIEF.has(mark.role ?? '') || (mark.kind === 'text' && mark.halo !== undefined);

function darkMark(mark: Mark): Mark {
  if (KEPT.has(mark.role ?? '') && mark.kind !== 'text') return mark;
  const { fill, stroke } = mark;
  const coloured = {
    ...(fill === undefined ? {} : { fill: mark.kind === 'text' ? readable(darkened(fill)) : darkened(fill) }),
    ...(stroke === undefined ? {} : { stroke: darkened(stroke) }),
  };
  if (mark.kind === 'group') return { ...mark, ...coloured, marks: mark.marks.map(darkMark) };
  if (mark.kind === 'text') return { ...mark, ...coloured, ...(mark.halo === undefined ? {} : { halo: darkened(mark.halo) }) };
  return mark.kind === 'raster' ? { ...mark, ...coloured, pixels: darkPixels(mark) } : { ...mark, ...coloured };
}

/** As far from the dark page as the colour is from white. */
function darkened(colour: string): string {
  const known = COLOURS[colour] ?? LOWER.get(colour);
  if (known !== undefined || !colour.startsWith('#')) return known ?? colour;
  const lab = toOklab(colour);
  return fromOklab({ ...lab, lightness: DARKEST + (1 - lab.lightness) * (LIGHTEST - DARKEST) });
}

const DARKEST = 0.21;
const LIGHTEST = 1;

function readable(colour: string): string {
  const { a, b, lightness } = toOklab(colour);
  for (let raised = lightness; raised < 1; raised += 0.02) {
    const lighter = fromOklab({ a, b, lightness: raised });
    if (contrast(lighter, DARK_PAPER) >= 4.5) return raised === lightness ? colour : lighter;
  }
  return COLOURS[INK] as string;
}

/** A raster of points has one colour in many opacities. */
function darkPixels({ pixels }: RasterMark): Uint8Array {
  const dark = Uint8Array.from(pixels);
  const seen = new Map<number, readonly number[]>();
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 0) continue;
    const key = ((pixels[at] as number) << 16) | ((pixels[at + 1] as number) << 8) | (pixels[at + 2] as number);
    let channels = seen.get(key);
    if (channels === undefined) {
      const colour = darkened(`#${key.toString(16).padStart(6, '0')}`);
      channels = [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));
      seen.set(key, channels);
    }
    dark.set(channels, at);
  }
  return dark;
}
