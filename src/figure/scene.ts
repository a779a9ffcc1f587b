/**
 * A picture as data: what `svg.ts`, the raster, the terminal and later a canvas draw. Lengths are CSS pixels, y grows downwards, numbers
 * are finite. Colours are `#rrggbb`.
 */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** For `<title>`: what the picture is. */
  readonly title: string;
  /** For `<desc>` and alt text: what the picture shows, in a sentence with numbers. */
  readonly description: string;
  readonly lang: 'en' | 'ko';
  readonly background: string;
  readonly marks: readonly Mark[];
  /** The area and scales of the data, for terminal plots and later interaction. */
  readonly plot?: Plot;
}

export interface Plot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly xAxis: AxisRange;
  readonly yAxis: AxisRange;
}

export interface AxisRange {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly scale: 'linear' | 'log';
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

interface Styled {
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly opacity?: number;
  readonly dash?: readonly number[];
  /** Name of a clip rectangle: the plot area. */
  readonly clip?: boolean;
  /** What the mark means to the terminal and to tests: `observed`, `curve`, `grid`, `axis`, `trajectory`. */
  readonly role?: string;
}

export type Mark =
  | ({ readonly kind: 'group'; readonly marks: readonly Mark[] } & Styled)
  | ({ readonly kind: 'line'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number } & Styled)
  | ({ readonly kind: 'rect'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly radius?: number } & Styled)
  /** Equal circles (or other symbols): xs and ys have one length. One path above 2,000 points. */
  | ({ readonly kind: 'points'; readonly xs: Float64Array; readonly ys: Float64Array; readonly radius: number; readonly symbol: Symbol } & Styled)
  /** SVG path data: absolute commands only. `frames` for an animation of `d`. */
  | ({ readonly kind: 'path'; readonly d: string; readonly frames?: readonly string[] } & Styled)
  | ({ readonly kind: 'text'; readonly x: number; readonly y: number; readonly text: string; readonly size: number; readonly weight?: 400 | 600; readonly anchor?: 'start' | 'middle' | 'end'; readonly rotate?: number; readonly halo?: string } & Styled)
  /** RGBA pixels, row-major, stretched over the rectangle. */
  | ({ readonly kind: 'raster'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly columns: number; readonly rows: number; readonly pixels: Uint8Array } & Styled);

export type Symbol = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'star';
