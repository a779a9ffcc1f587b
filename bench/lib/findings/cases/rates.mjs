// Gradient descent at constant rates on models that are linear in their parameters: what becomes of it follows from the eigenvalues.
import { gap } from '../linear.mjs';
import { linearCase } from '../linear-case.mjs';

const positive = (name, must, make) => ({ name, sort: 'positive', must, make });
const near = (name, make) => ({ name, sort: 'near', make });

/** gd from minimum + offset at one rate. */
const descent = ({ formula, data }, { start }, learningRate, epochs, more = {}) => ({
  formula,
  data,
  options: { method: 'gd', learningRate, epochs: Math.max(1, Math.ceil(epochs)), start, ...more },
});
/** Epochs after which e^−20 of the slowest part is left. */
const enough = ({ values }, rate) => 20 / Math.min(rate * values.at(-1), Math.max(1e-9, 2 - rate * values[0])) + 30;

/** Two columns of one size that go along with each other: eigenvalues of about 1 ± ρ. */
function correlated(draw, condition) {
  const made = linearCase(draw, {
    width: 2,
    constant: false,
    rows: draw.count(50, 2000),
    mix: (condition - 1) / (condition + 1),
  });
  return made;
}

export const RATES = [
  positive('rate too high', ['rate-too-high'], (draw) => {
    const made = linearCase(draw);
    const over = draw.scale(0.05, 20);
    return descent(
      made,
      made.away(draw.sign),
      (2 + over) / made.values[0],
      2 + (draw.uniform(1, 3) * Math.log(1e5)) / (2 * Math.log1p(over)),
    );
  }),
  positive('rate too high for a gradient without its mean', ['rate-too-high', 'gradient-scaled'], (draw) => {
    const made = linearCase(draw, { rows: draw.count(20, 500) });
    const factor = made.data.y.length;
    const rate = draw.uniform(0.3, 1.5) / made.values[0];
    return descent(made, made.away(draw.sign), rate, 12, { gradient: made.gradient(factor) });
  }),
  positive('oscillation', ['oscillation'], (draw) => {
    const made = linearCase(draw);
    const epochs = draw.count(24, 300);
    const left = draw.uniform(0.05, 0.7) ** (1 / (2 * epochs));
    const away = made.away(
      draw.sign,
      made.values.map((_, k) => (k === 0 ? 1 : 1e-3)),
    );
    return { ...descent(made, away, (1 + left) / made.values[0], epochs), may: ['too-few-epochs'] };
  }),
  near('a high rate that arrives', (draw) => {
    const made = linearCase(draw);
    const rate = draw.uniform(1.2, 1.9) / made.values[0];
    return descent(made, made.away(draw.sign), rate, enough(made, rate));
  }),
  positive('too few epochs', ['too-few-epochs'], (draw) => {
    const made = linearCase(draw, { noise: draw.scale(0.003, 0.1) });
    const away = made.away(draw.sign);
    const rate = draw.uniform(0.02, 0.3) / made.values[0];
    const wanted = draw.uniform(0.02, 0.5) * gap(made, away.offset, rate, 0);
    let epochs = 1;
    while (gap(made, away.offset, rate, epochs) > wanted) epochs++;
    return descent(made, away, rate, epochs);
  }),
  near('a low rate and epochs enough', (draw) => {
    const made = linearCase(draw);
    const rate = draw.uniform(0.05, 0.5) / made.values[0];
    return descent(made, made.away(draw.sign), rate, enough(made, rate));
  }),
  positive('ill-conditioned by correlation', ['ill-conditioned'], (draw) => {
    const made = correlated(draw, draw.scale(3e3, 1e5));
    const epochs = draw.uniform(0.02, 0.25) * made.condition;
    return {
      ...descent(made, made.away(draw.sign), 1 / made.values[0], Math.min(epochs, 3000)),
      may: ['too-few-epochs', 'collinear', 'error-exceeds-value'],
    };
  }),
  positive('ill-conditioned by size', ['ill-conditioned'], (draw) => {
    const made = linearCase(draw, { width: draw.integer(2, 3), constant: false, units: false, spread: draw.uniform(45, 75) });
    return {
      ...descent(made, made.away(draw.sign), 1 / made.values[0], draw.uniform(0.05, 0.2) * made.condition),
      may: ['too-few-epochs'],
    };
  }),
  near('too few epochs, well-conditioned', (draw) => {
    const made = linearCase(draw, { width: 2, noise: draw.scale(0.003, 0.1) });
    const epochs = draw.integer(2, 5);
    const rate = draw.uniform(0.02, 0.1) / made.values[0];
    return { ...descent(made, made.away(draw.sign), rate, epochs), must: ['too-few-epochs'] };
  }),
  positive('columns of different sizes', ['bad-scaling'], (draw) => {
    const made = linearCase(draw, { width: draw.integer(2, 3), constant: false, units: false, spread: draw.scale(300, 1e6) });
    return {
      ...descent(made, made.away(draw.sign), draw.uniform(0.3, 1.5) / made.values[0], draw.count(50, 1000)),
      may: ['ill-conditioned', 'too-few-epochs'],
    };
  }),
  near('columns of little different sizes', (draw) => {
    const made = linearCase(draw, { width: 2, constant: false, units: false, spread: draw.uniform(2, 5) });
    const rate = 1 / made.values[0];
    return descent(made, made.away(draw.sign), rate, enough(made, rate));
  }),
  near('columns of different sizes, solved at once', (draw) => {
    const made = linearCase(draw, { width: 3, constant: false, units: false, spread: draw.scale(300, 1e6) });
    return { formula: made.formula, data: made.data, options: {} };
  }),
  positive('a threshold below the floor', ['threshold-below-floor'], (draw) => {
    const made = linearCase(draw, { rows: draw.count(60, 3000), noise: draw.scale(0.01, 0.3) });
    const rate = draw.uniform(0.4, 1.5) / made.values[0];
    const share = draw.uniform(0.1, 0.85);
    const stop = draw.chance(0.5) ? `mae < ${made.mae * share}` : `loss < ${made.floor * share}`;
    return descent(made, made.away(draw.sign), rate, enough(made, rate), { stop });
  }),
  near('a threshold above the floor', (draw) => {
    const made = linearCase(draw, { noise: draw.scale(0.01, 0.3) });
    const rate = draw.uniform(0.4, 1.5) / made.values[0];
    return descent(made, made.away(draw.sign), rate, enough(made, rate), { stop: `mae < ${made.mae * draw.uniform(1.1, 2)}` });
  }),
  near('a threshold without noise', (draw) => {
    const made = linearCase(draw, { noise: 0 });
    const rate = draw.uniform(0.4, 1.5) / made.values[0];
    return descent(made, made.away(draw.sign), rate, enough(made, rate) + 1000, { stop: `mae < ${1e-3 * made.size}` });
  }),
];
