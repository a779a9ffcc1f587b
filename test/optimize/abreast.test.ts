import { describe, expect, it } from 'vitest';
import type { Request } from '../../src/base/evaluation.js';
import { abreast, pointsFor } from '../../src/optimize/abreast.js';
import type { Stepping } from '../../src/optimize/method.js';
import { METHODS } from '../../src/optimize/methods/index.js';
import { drive, minimizing } from '../../src/optimize/minimize.js';
import { constant } from '../../src/optimize/step-size.js';

const answer = ([x]: Float64Array) => ({ loss: x! * x!, mae: Math.abs(x!), gradient: Float64Array.of(2 * x!) });
const way = (start: number, rate: number, name = 'gd') =>
  minimizing({
    method: METHODS.find((method) => method.name === name)!,
    start: Float64Array.of(start),
    stepSize: constant(rate),
    epochs: 40,
    stop: 'loss < 1e-6',
  });
const RUNS = [
  [1, 0.1],
  [-3, 0.4],
  [2, 0.9],
  [0, 0.1],
  [5, 1.2],
] as const;

describe('ways side by side', () => {
  it('each is the way that it is alone, to the last bit, whatever the points of a request', () => {
    const alone = RUNS.map(([start, rate]) => drive(way(start, rate), ({ points }) => points.map(answer)));
    for (const most of [1, 2, 3, undefined]) {
      const together = drive(
        abreast(
          RUNS.map(([start, rate]) => way(start, rate)),
          most,
        ),
        ({ points }) => points.map(answer),
      );
      expect(together).toEqual(alone);
    }
  });

  it('an epoch of all is one request, and those that have ended are no more part of it', () => {
    const sizes: number[] = [];
    drive(abreast(RUNS.map(([start, rate]) => way(start, rate))), ({ points }) => {
      sizes.push(points.length);
      return points.map(answer);
    });
    expect(sizes[0]).toBe(5);
    // The fourth starts at the minimum.
    expect(sizes[1]).toBe(4);
    const alone = RUNS.map(([start, rate]) => drive(way(start, rate), ({ points }) => points.map(answer)));
    expect(sizes.length).toBe(Math.max(...alone.map(({ passes }) => passes)));
    expect(sizes.at(-1)).toBeLessThan(4);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  it('requests that want different things, or some of the rows, are not mixed', () => {
    function* asking(request: Request): Stepping<number> {
      return (yield request).length;
    }
    const point = Float64Array.of(1);
    const seen: string[] = [];
    const counts = drive(
      abreast([
        asking({ points: [point, point], want: 'value' }),
        asking({ points: [point], want: 'gradient' }),
        asking({ points: [point], want: 'value' }),
        asking({ points: [point], want: 'value', exact: true }),
        asking({ points: [point], want: 'value', batch: Uint32Array.of(0) }),
        asking({ points: [point], want: 'directional2', direction: point }),
      ]),
      ({ points, want, exact, batch, direction }) => {
        seen.push([want, points.length, exact, batch?.length, direction?.length].join());
        return points.map(answer);
      },
    );
    expect(counts).toEqual([2, 1, 1, 1, 1, 1]);
    expect(seen).toEqual(['value,3,,,', 'gradient,1,,,', 'value,1,true,,', 'value,1,,1,', 'directional2,1,,,1']);
  });

  it('a request has fewer points the more rows there are, and never fewer than 16', () => {
    expect([pointsFor(100), pointsFor(1e5), pointsFor(1e8)]).toEqual([40_000, 40, 16]);
  });
});
