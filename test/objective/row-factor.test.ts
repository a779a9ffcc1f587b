import { describe, expect, it } from 'vitest';
import { columnMemory } from '../../src/backend/column-memory.js';
import { BLOCK } from '../../src/backend/fold.js';
import { type BackendKind, backendFor } from '../../src/backend/index.js';
import { parseExpression } from '../../src/language/index.js';
import { LOSSES } from '../../src/objective/losses/index.js';
import { pointwise } from '../../src/objective/pointwise.js';
import { spread } from '../expression/random-expression.js';

const rows = BLOCK + 300;
const columns = new Map([
  ['x', Float64Array.from({ length: rows }, (_, i) => spread(i) * 4)],
  ['y', Float64Array.from({ length: rows }, (_, i) => Math.round(spread(i, 1)))],
  ['w', Float64Array.from({ length: rows }, (_, i) => 0.5 + spread(i, 2))],
]);
const point = Float64Array.of(0.75, -0.3);

describe.each(LOSSES)('the factor with the loss $name', (loss) => {
  const settings = Object.fromEntries(
    Object.entries(loss.settings).map(([key, setting]) => [key, setting.default === 'auto' ? 1.5 : setting.default]),
  );
  const answers = (['interpreter', 'wasm', 'auto'] as const).map((kind: BackendKind) => {
    const model = {
      prediction: parseExpression('a*sin(x) + b').expression,
      response: parseExpression('y').expression,
      parameters: ['a', 'b'],
      columns: ['x', 'y'],
      loss,
      lossSettings: settings,
      weight: 'w',
    };
    const { evaluate } = pointwise(model, columnMemory(columns, rows, 100), backendFor(kind));
    const batch = Uint32Array.from({ length: 90 }, (_, i) => 7 * i);
    return (['qr', 'gradient'] as const).map((want) => [
      ...evaluate({ points: [point], want }),
      ...evaluate({ points: [point], want, batch }),
    ]);
  });

  it('comes with the bits of loss, mean absolute error and gradient that the gradient alone has', () => {
    for (const [factor, gradient] of answers)
      factor?.forEach((answer, k) => {
        const { loss: value, mae, gradient: slope } = answer;
        expect({ loss: value, mae, gradient: slope }).toEqual(gradient?.[k]);
      });
  });

  it('has the same bits on every backend', () => {
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});
