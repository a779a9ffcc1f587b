import { describe, expect, it } from 'vitest';
import { columnMemory } from '../../src/backend/column-memory.js';
import { type BackendKind, backendFor } from '../../src/backend/index.js';
import { parseExpression } from '../../src/language/index.js';
import { halfMse } from '../../src/objective/losses/half-mse.js';
import { pointwise } from '../../src/objective/pointwise.js';
import { spread } from '../expression/random-expression.js';

const point = Float64Array.of(0.75, -0.3);
const drawn = (rows: number, seed: number): Float64Array => Float64Array.from({ length: rows }, (_, i) => 4 * spread(i, seed));

function objectiveOf(kind: BackendKind, rows: number, { first = 0, spare = 0 } = {}) {
  const model = {
    prediction: parseExpression('a*sin(b*x)').expression,
    response: parseExpression('y').expression,
    parameters: ['a', 'b'],
    columns: ['x', 'y'],
    loss: halfMse,
    lossSettings: {},
  };
  const columns = new Map([0, 1].map((k) => [['x', 'y'][k] as string, drawn(first + rows, k).subarray(first)]));
  return pointwise(model, columnMemory(columns, rows, spare), backendFor(kind));
}

describe.each(['interpreter', 'wasm', 'auto'] as const)('a batch of some of the rows (%s)', (kind) => {
  it('that follow each other needs no room behind the columns, and has the bits of a problem of these rows alone', () => {
    const [rows, first, taken] = [6000, 7, 2220];
    const batch = Uint32Array.from({ length: taken }, (_, i) => first + i);
    for (const want of ['value', 'gradient', 'hessian', 'qr'] as const) {
      const [part] = objectiveOf(kind, rows).evaluate({ points: [point], want, batch });
      const [alone] = objectiveOf(kind, taken, { first }).evaluate({ points: [point], want });
      expect(part).toEqual(alone);
    }
  });

  it('that do not follow each other is refused where there is no room for it: what lies behind a column is another one', () => {
    const objective = objectiveOf(kind, 300, { spare: 3 });
    const batch = Uint32Array.of(3, 1, 2, 7);
    expect(() => objective.evaluate({ points: [point], want: 'gradient', batch })).toThrow('room for 3');
  });
});
