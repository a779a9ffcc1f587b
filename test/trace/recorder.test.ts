import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Epoch } from '../../src/optimize/outcome.js';
import { recorder } from '../../src/trace/recorder.js';

const epoch = (k: number, loss: number, final = false): Epoch => ({
  epoch: k,
  point: Float64Array.of(k, -k),
  loss,
  mae: loss / 2,
  gradientNorm: loss * 3,
  rate: k === 0 ? Number.NaN : 0.1,
  evaluations: k + 1,
  ...(final ? { final: true as const } : {}),
});

/** A trace of these losses, at epochs 0, 1, 2, … */
function traced(losses: readonly number[], capacity: number) {
  const record = recorder({ parameters: ['W', 'b'], capacity });
  losses.forEach((loss, k) => {
    record.observe(epoch(k, loss));
  });
  return record.trace();
}

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const losses = fc.array(
  fc.oneof({ weight: 20, arbitrary: finite }, { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY) }),
  {
    minLength: 1,
    maxLength: 3000,
    size: 'max',
  },
);

describe('a recorder', () => {
  it('keeps every row to the bit while they fit', () => {
    const values = Array.from({ length: 64 }, (_, k) => Math.sin(k));
    const trace = traced(values, 64);
    expect(trace.length).toBe(64);
    expect([...trace.loss]).toEqual(values);
    expect([...trace.epoch]).toEqual(values.map((_, k) => k));
    expect([...trace.mae]).toEqual(values.map((loss) => loss / 2));
    expect([...trace.gradientNorm]).toEqual(values.map((loss) => loss * 3));
    expect(trace.rate[0]).toBeNaN();
    expect(trace.values.map((column) => column[63])).toEqual([63, -63]);
    expect(trace.seen).toBe(64);
    expect(trace.final).toBeUndefined();
  });

  it('of nothing is an empty trace', () => {
    const trace = recorder({ parameters: ['W'] }).trace();
    expect([trace.length, trace.seen, trace.values.length, trace.snapshots.points.length]).toEqual([0, 0, 1, 0]);
  });

  it('never keeps more rows than its capacity, always the first and the last, in ascending epochs, each as it was', () => {
    fc.assert(
      fc.property(losses, fc.integer({ min: 8, max: 100 }), (values, capacity) => {
        const trace = traced(values, capacity);
        expect(trace.length).toBeLessThanOrEqual(capacity);
        expect(trace.length).toBeGreaterThanOrEqual(Math.min(values.length, Math.floor(capacity / 4)));
        expect(trace.seen).toBe(values.length);
        expect([trace.epoch[0], trace.epoch[trace.length - 1]]).toEqual([0, values.length - 1]);
        for (let i = 0; i < trace.length; i++) {
          const k = trace.epoch[i] as number;
          if (i > 0) expect(k).toBeGreaterThan(trace.epoch[i - 1] as number);
          expect(trace.loss[i]).toBe(values[k]);
          expect(trace.values[0]?.[i]).toBe(k);
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('loses no spike: the greatest and the least loss of the whole run are kept, and of each bucket between neighbours', () => {
    fc.assert(
      fc.property(losses, fc.integer({ min: 8, max: 100 }), (values, capacity) => {
        const height = (loss: number): number => (Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY);
        const trace = traced(values, capacity);
        const kept = [...trace.loss].map(height);
        expect(Math.max(...kept)).toBe(Math.max(...values.map(height)));
        expect(Math.min(...kept)).toBe(Math.min(...values.map(height)));
        // The buckets, worked out from the definition: 1, then 4, 8, 16, … wide.
        let width = 1;
        const rows = (w: number): number[] => {
          const inner = values.slice(1, -1);
          const found = new Set([0, values.length - 1]);
          for (let from = 0; from < inner.length; from += w) {
            const bucket = inner.slice(from, from + w).map(height);
            found.add(1 + from + bucket.indexOf(Math.min(...bucket)));
            found.add(1 + from + bucket.indexOf(Math.max(...bucket)));
          }
          return [...found].sort((a, b) => a - b);
        };
        while (rows(width).length > capacity) width = width === 1 ? 4 : 2 * width;
        const expected = new Set(rows(width));
        const wider = new Set(rows(width === 1 ? 4 : 2 * width));
        // A bucket that was full for a moment may have made the recorder double once more.
        const got = [...trace.epoch];
        expect(got.every((k) => expected.has(k)) || got.every((k) => wider.has(k))).toBe(true);
        expect([expected.size, wider.size]).toContain(got.length);
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  it('shows a spike of one epoch in a hundred thousand', () => {
    const values = Array.from({ length: 100_000 }, (_, k) => (k === 54_321 ? 1e9 : 1 / (k + 1)));
    const trace = traced(values, 256);
    const at = trace.loss.indexOf(1e9);
    expect(trace.epoch[at]).toBe(54_321);
    expect(trace.length).toBeLessThanOrEqual(256);
  });

  it('gives the same trace for the same epochs, and goes on after a look at it', () => {
    const values = Array.from({ length: 500 }, (_, k) => Math.cos(k));
    const record = recorder({ parameters: ['W', 'b'], capacity: 32 });
    values.forEach((loss, k) => {
      record.observe(epoch(k, loss));
      if (k % 50 === 0) record.trace();
    });
    expect(record.trace()).toEqual(traced(values, 32));
  });

  it('copies what it is given', () => {
    const record = recorder({ parameters: ['W', 'b'] });
    const first = epoch(0, 1);
    record.observe(first);
    first.point[0] = 99;
    expect(record.trace().values[0]?.[0]).toBe(0);
    expect(record.trace().snapshots.points[0]).toEqual(Float64Array.of(0, -0));
  });

  it('marks a trace whose last row stands after the last update', () => {
    const record = recorder({ parameters: ['W', 'b'] });
    record.observe(epoch(0, 1));
    record.observe(epoch(1, 0.5, true));
    expect(record.trace().final).toBe(true);
  });

  it.each([
    [1, 512, 1],
    [1, 513, 2],
    [20, 200, 20],
    [20, 10_241, 40],
    [7, 100_000, 224],
  ])('takes snapshots every %d of %d epochs, at last every %d, at most 512', (every, epochs, last) => {
    const record = recorder({ parameters: ['W', 'b'], capacity: 8, snapshotEvery: every });
    for (let k = 0; k < epochs; k++) record.observe(epoch(k, 1));
    const { snapshots } = record.trace();
    expect(snapshots.every).toBe(last);
    expect(snapshots.points.length).toBeLessThanOrEqual(512);
    expect([...snapshots.epoch]).toEqual(Array.from({ length: Math.ceil(epochs / last) }, (_, i) => i * last));
    snapshots.points.forEach((point, i) => {
      expect(point[0]).toBe(snapshots.epoch[i]);
    });
  });

  it.each([{ capacity: 7 }, { capacity: 8.5 }, { capacity: Number.NaN }, { snapshotEvery: 0 }])('refuses %o', (options) => {
    expect(() => recorder({ parameters: [], ...options })).toThrow('must be a whole number ≥');
  });
});
