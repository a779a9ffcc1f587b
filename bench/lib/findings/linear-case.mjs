// Random models that are linear in their parameters, with all that is known of them.
import { facts } from './linear.mjs';

const COLUMNS = ['speed', 'height', 'weight', 'age'];
const PARAMETERS = ['a', 'b', 'd', 'g'];

/**
 * y = Σ θₖ·columnₖ (+ c) + noise. @param asked { width of columns, constant, rows, noise as a share of the signal, units: x and y in 10^±6, spread of the columns' sizes, mix: what the second shares with the first }.
 * @returns { formula, data, names, design, start: (offset) → record, … } and the facts of it.
 */
export function linearCase(draw, asked = {}) {
  const {
    width = draw.integer(1, 3),
    constant = draw.chance(0.5),
    rows = draw.count(20, 3000),
    spread = 1,
    mix = 0,
    units = true,
  } = asked;
  const noise = asked.noise ?? draw.scale(0.003, 0.3);
  const unit = units && !constant ? 10 ** draw.uniform(-6, 6) : 1;
  const size = units ? 10 ** draw.uniform(-6, 6) : 1;
  const sizes = Array.from({ length: width }, (_, k) => unit * spread ** (width === 1 ? 0 : k / (width - 1)));
  const columns = sizes.map((s) =>
    draw.column(rows, draw.chance(0.5) ? () => s * draw.normal() : () => s * draw.uniform(-1.7, 1.7)),
  );
  if (mix > 0) columns[1] = columns[0].map((value, i) => mix * value + Math.sqrt(1 - mix * mix) * columns[1][i]);
  const design = constant ? [...columns, columns[0].map(() => 1)] : columns;
  const truth = design.map((_, j) => (draw.sign() * draw.uniform(0.5, 3) * size) / (j < width ? sizes[j] : 1));
  const signal = columns[0].map((_, i) => design.reduce((sum, u, j) => sum + u[i] * truth[j], 0));
  const deviation = noise * size * Math.sqrt(design.length);
  return withFacts({ columns, design, constant, y: signal.map((value) => value + draw.normal(0, deviation)), truth, size });
}

/** A line over x. */
export function lineCase(draw, { x, slope, intercept, noise }) {
  const y = x.map((value) => slope * value + intercept + draw.normal(0, noise));
  return withFacts({
    columns: [x],
    design: [x, x.map(() => 1)],
    constant: true,
    y,
    truth: [slope, intercept],
    size: Math.abs(intercept),
  });
}

function withFacts({ columns, design, constant, y, truth, size }) {
  const names = COLUMNS.slice(0, columns.length);
  const slopes = PARAMETERS.slice(0, columns.length);
  const parameters = [...slopes, ...(constant ? ['c'] : [])];
  const known = facts(design, y);
  const named = (values) => Object.fromEntries(parameters.map((name, j) => [name, values[j]]));
  return {
    ...known,
    formula: `y ~ ${[...names.map((name, k) => `${slopes[k]}*${name}`), ...(constant ? ['c'] : [])].join(' + ')}`,
    data: { ...Object.fromEntries(names.map((name, k) => [name, columns[k]])), y },
    parameters,
    names,
    truth,
    size,
    named,
    condition: known.values[0] / known.values.at(-1),
    /** The start so far from the minimum, in the eigenvectors, that each of them adds `shares[k]` (default 1) of one size² to the loss. */
    away(sign, shares = known.values.map(() => 1)) {
      const along = known.values.map((value, k) => sign() * size * Math.sqrt((2 * shares[k]) / value));
      const offset = truth.map((_, j) => known.vectors.reduce((sum, v, k) => sum + along[k] * v[j], 0));
      return { offset, start: named(known.minimum.map((value, j) => value + offset[j])) };
    },
    /** The true gradient of half the mean square, as one writes it, times a factor. */
    gradient: (factor = 1) => {
      const by = factor === 1 ? '' : `${factor}*`;
      const products = [...names.map((name) => `mean((prediction - y)*${name})`), 'mean(prediction - y)'];
      return Object.fromEntries(parameters.map((name, j) => [name, `${by}${products[j]}`]));
    },
  };
}
