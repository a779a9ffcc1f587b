import { fixed } from './path.js';
import type { PointSymbol } from './scene.js';

/** Outlines around the origin that look equally large beside a circle of radius 1. */
const OUTLINES: Readonly<Record<Exclude<PointSymbol, 'circle'>, readonly (readonly [number, number])[]>> = {
  square: [
    [-0.89, -0.89],
    [0.89, -0.89],
    [0.89, 0.89],
    [-0.89, 0.89],
  ],
  diamond: [
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
  ],
  triangle: [
    [0, -1.32],
    [1.22, 0.86],
    [-1.22, 0.86],
  ],
  cross: [
    [-1.2, -0.4],
    [-0.4, -0.4],
    [-0.4, -1.2],
    [0.4, -1.2],
    [0.4, -0.4],
    [1.2, -0.4],
    [1.2, 0.4],
    [0.4, 0.4],
    [0.4, 1.2],
    [-0.4, 1.2],
    [-0.4, 0.4],
    [-1.2, 0.4],
  ],
  star: [
    [0, -1.5],
    [0.43, -0.47],
    [1.5, -0.47],
    [0.65, 0.23],
    [0.97, 1.33],
    [0, 0.67],
    [-0.97, 1.33],
    [-0.65, 0.23],
    [-1.5, -0.47],
    [-0.43, -0.47],
  ],
};

/** A symbol as path data. @param radius of the circle that it stands beside. */
export function symbolPath(symbol: PointSymbol, x: number, y: number, radius: number): string {
  if (symbol === 'circle') {
    const r = fixed(radius);
    return `M${fixed(x - radius)} ${fixed(y)}A${r} ${r} 0 1 1 ${fixed(x + radius)} ${fixed(y)}A${r} ${r} 0 1 1 ${fixed(x - radius)} ${fixed(y)}Z`;
  }
  // Relative steps: half as long as places, and there may be thousands.
  const corners = OUTLINES[symbol].map(([dx, dy]) => [dx * radius, dy * radius] as const);
  const [first, ...others] = corners as [readonly [number, number], ...(readonly [number, number])[]];
  const steps = others.map(([dx, dy], i) => {
    const [bx, by] = corners[i] as readonly [number, number];
    return `l${fixed(dx - bx)} ${fixed(dy - by)}`;
  });
  return `M${fixed(x + first[0])} ${fixed(y + first[1])}${steps.join('')}Z`;
}
