import type { Lang } from '../base/text.js';

/**
 * A picture as data: what `svg.ts`, the raster, the terminal and later a canvas draw. Lengths are CSS pixels, y grows downwards, numbers
 * are finite. Colours are `#rrggbb`. Marks are drawn in their order.
 */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** For `<title>`: what the picture is. */
  readonly title: string;
  /** For `<desc>` and alt text: what the picture shows, in a sentence with numbers. */
  readonly description: string;
  readonly lang: Lang;
  readonly background: string;
  readonly marks: readonly Mark[];
  /** The area and scales of the data, for clipping, terminal plots and later interaction. */
  readonly plot?: Plot;
  /** How marks with `frames` move; the marks themselves show the last frame. */
  readonly animation?: Animation;
}

/** Frames follow each other evenly for `seconds`, the last one stays for `hold` seconds, then all begins again. */
export interface Animation {
  readonly frames: number;
  readonly seconds: number;
  readonly hold: number;
}

export interface Plot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly xAxis: AxisRange;
  readonly yAxis: AxisRange;
}

/** `symlog`: sign(v) · log10(1 + |v|/constant); through 0, and on epochs a logarithmic axis that has the start. */
export type AxisScale = 'linear' | 'log' | 'symlog';

export interface AxisRange {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly scale: AxisScale;
  /** For `symlog`; default 1. */
  readonly constant?: number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

interface Styled {
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly opacity?: number;
  readonly dash?: readonly number[];
  /** Round ends and joins: a piece of no length is a dot. */
  readonly round?: boolean;
  /** Only what lies in the plot area is seen. */
  readonly clip?: boolean;
  /** What the mark means to the terminal and to tests: `observed`, `curve`, `grid`, `axis`, `trajectory`. */
  readonly role?: string;
}

export type Mark = GroupMark | LineMark | RectMark | PointsMark | PathMark | TextMark | RasterMark;

export interface GroupMark extends Styled {
  readonly kind: 'group';
  readonly marks: readonly Mark[];
}

export interface LineMark extends Styled {
  readonly kind: 'line';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface RectMark extends Styled {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
}

/** Equal symbols: xs and ys have one length. Above 2,000 they become one path. */
export interface PointsMark extends Styled {
  readonly kind: 'points';
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly radius: number;
  readonly symbol: PointSymbol;
}

/** SVG path data of straight lines, arcs and relative steps (M L H V A l h Z). `frames` for an animation of `d`. */
export interface PathMark extends Styled {
  readonly kind: 'path';
  readonly d: string;
  readonly frames?: readonly string[];
}

export interface TextMark extends Styled {
  readonly kind: 'text';
  /** The baseline. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight?: 400 | 600;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Degrees, clockwise, around (x, y). */
  readonly rotate?: number;
  /** The colour of an outline behind the letters. */
  readonly halo?: string;
  readonly frames?: readonly string[];
}

/** RGBA pixels, row-major, stretched over the rectangle. */
export interface RasterMark extends Styled {
  readonly kind: 'raster';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly pixels: Uint8Array;
}

export type PointSymbol = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'star';
