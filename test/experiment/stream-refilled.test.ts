import { describe, expect, it } from 'vitest';
import { log } from '../../src/base/elementary/scalar.js';
import { fit } from '../../src/experiment/fit.js';
import { fitStream } from '../../src/experiment/fit-stream.js';

const ROWS = 2_200_000;
const x = Float64Array.from({ length: ROWS }, (_, i) => ((i * 0.618034) % 1) * 4);
const y = Float64Array.from(x, (at, i) => Math.exp(0.5 * at + 1 + ((i * 0.754877) % 1) * 0.2));
const blocks = function* (change: (block: Float64Array, pass: number) => Float64Array = (block) => block, pass = 0) {
  for (let at = 0; at < ROWS; at += 100_000)
    yield { x: x.subarray(at, at + 100_000), y: change(y.subarray(at, at + 100_000), pass) };
};

describe('a stream of 2,200,000 rows, whose chunks are filled again and again', () => {
  it('has the figures of the rows in memory, also where the response is a function that could be kept as a column', async () => {
    const streamed = await fitStream('log(y) ~ a*x + b', { blocks: () => blocks() }, { memory: 1 });
    const whole = fit('y ~ a*x + b', { x, y: Float64Array.from(y, log) });
    expect(streamed.parameters.a.value).toBe(whole.parameters.a.value);
    expect(streamed.quality.rSquared).toBe(whole.quality.rSquared);
    expect(streamed.quality.rSquared).toBeGreaterThan(0.9);
  });

  it('is refused where a later pass has other numbers, as many as before', async () => {
    let passes = 0;
    const source = {
      blocks: () => blocks((block, pass) => (pass > 4 ? block.map((value) => value + 1e-12) : block), ++passes),
    };
    await expect(fitStream('y ~ a*exp(b*x)', source, { memory: 1, start: { a: 2, b: 0.4 } })).rejects.toMatchObject({
      code: 'data-changed',
      message: expect.stringContaining('other numbers in a later pass'),
    });
  });
});
