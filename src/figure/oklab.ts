import { cbrt, pow } from '../base/elementary/scalar.js';

/** Lightness 0 … 1 and two axes of colour, in which equal steps look equal (Ottosson 2020, A perceptual color space for image processing). */
export interface Oklab {
  readonly lightness: number;
  readonly a: number;
  readonly b: number;
}

/** @param colour `#rrggbb`. */
export function toOklab(colour: string): Oklab {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255)) as Triple;
  const l = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

/** @returns `#rrggbb`; what no screen can show is brought into its range channel by channel. */
export function fromOklab({ lightness, a, b }: Oklab): string {
  const l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
  const m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
  const s = cube(lightness - 0.0894841775 * a - 1.291485548 * b);
  const channels: Triple = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${channels.map((x) => byte(encoded(Math.min(Math.max(x, 0), 1)))).join('')}`;
}

type Triple = [number, number, number];

const cube = (x: number): number => x * x * x;
/** sRGB, IEC 61966-2-1. */
const linear = (x: number): number => (x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4));
const encoded = (x: number): number => (x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055);
const byte = (x: number): string =>
  Math.round(x * 255)
    .toString(16)
    .padStart(2, '0');
