import type { Backend, ColumnMemory, Kernel } from '../backend/program.js';
import type { Answer, Request } from '../base/evaluation.js';
import { once } from '../base/once.js';
import type { Expression } from '../expression/node.js';
import { gather } from './gather.js';
import { type HandWrittenGradient, writtenGradient } from './hand-written-gradient.js';
import type { Loss } from './loss.js';
import type { Objective } from './objective.js';
import { byBlocks, rowBlocks } from './row-blocks.js';
import { rowExpressions } from './row-expressions.js';
import { rowFactor } from './row-factor.js';
import { type ScaledSums, scaledSums } from './scaled-sums.js';

export interface PointwiseModel {
  /** η, over columns and parameters. */
  readonly prediction: Expression;
  /** y, over columns. */
  readonly response: Expression;
  readonly parameters: readonly string[];
  /** The columns that prediction and response read. */
  readonly columns: readonly string[];
  readonly loss: Loss;
  readonly lossSettings: Readonly<Record<string, number>>;
  /** A column of weights with mean 1. */
  readonly weight?: string;
  /**
   * Only for robust losses: the weights are 1/σ², so that a row is Σ ρ(√w r) rather than Σ w ρ(r). A residual is large against its own σ, and `delta` is that of a
   * row of weight 1.
   */
  readonly standardised?: boolean;
  /** Followed instead of ∇f where it is given. */
  readonly gradient?: HandWrittenGradient;
}

/** What is made of sums alone. */
type Sums = 'value' | 'gradient' | 'gram' | 'hessian';

interface Summing {
  readonly kernel: Kernel;
  readonly scale: ScaledSums['scale'];
  /** For the sums at one point. */
  readonly room: Float64Array;
}

/**
 * f(x) = (1/n) Σ wᵢ ρ(ηᵢ(x), yᵢ) by one kernel pass over the rows: loss, mean absolute error, gradient and Gauss–Newton
 * matrix are sums of expressions, so one compiled program fills all that a request wants.
 */
export function pointwise(model: PointwiseModel, memory: ColumnMemory, backend: Backend): Objective {
  const programs = rowExpressions(model);
  const columns = model.weight === undefined ? model.columns : [...model.columns, model.weight];
  const written = model.gradient === undefined ? null : writtenGradient(model.gradient, model.parameters, model);
  const kernels = new Map<string, Kernel>();
  const kernel = (what: string, outputs: () => readonly Expression[], extra: readonly string[] = []): Kernel => {
    let made = kernels.get(what);
    if (made === undefined) {
      // What a hand-written gradient sums is not the model's own.
      const list = written === null ? programs.outputs(what, outputs) : outputs();
      made = backend.compile({ parameters: [...model.parameters, ...extra], columns, outputs: list }, memory);
      kernels.set(what, made);
    }
    return made;
  };
  const count = model.parameters.length;
  const scaled = new Map<string, Summing>();
  /** With a kernel whose outputs after the first `skipped` are sums of {@link scaledSums}. */
  const summing = (what: string, outputs: () => readonly Expression[], skipped = 0): Summing => {
    let made = scaled.get(what);
    if (made === undefined) {
      const apart = (): ScaledSums => {
        const list = outputs().slice(skipped);
        return scaledSums(list, { first: 2, count: written === null ? list.length : 2, parameters: model.parameters, columns });
      };
      const sums = written === null ? programs.scaled(what, apart) : apart();
      const whole = kernel(what, () => [...outputs().slice(0, skipped), ...sums.rows]);
      made = { kernel: whole, scale: sums.scale, room: new Float64Array(sums.rows.length) };
      scaled.set(what, made);
    }
    return made;
  };

  const gradientSums = written === null ? count : written.sums.length;
  const firstSums = (): Expression[] => [...programs.value(), ...(written === null ? programs.gradient() : written.sums)];
  const means = (sums: Float64Array, rows: number): { loss: number; mae: number } => ({
    loss: (sums[0] as number) / rows,
    mae: (sums[1] as number) / rows,
  });
  const gradientOf = (sums: Float64Array, rows: number, point: Float64Array): Float64Array =>
    written === null ? divided(sums, 2, count, rows) : written.combine(sums, 2, rows, point);

  /** A pass of what a gradient sums, and of the slope of the mean absolute error. */
  const errorSlope = (point: Float64Array, from: number, to: number): Answer => {
    const first = 2 + gradientSums;
    const out = new Float64Array(first + count);
    const { kernel: slopes, scale } = summing('error-slope', () => [...firstSums(), ...programs.errorSlope()]);
    slopes.sum(point, from, to, out);
    scale(out, 0, point);
    const rows = to - from;
    return { ...means(out, rows), gradient: gradientOf(out, rows, point), maeSlope: divided(out, first, count, rows) };
  };

  const sums = (what: Sums, points: readonly Float64Array[], from: number, to: number): Answer[] => {
    const { kernel: sum, scale, room } = scaled.get(what) ?? summing(what, () => sumsOf(what));
    const answer = (out: Float64Array, point: Float64Array): Answer => {
      scale(out, 0, point);
      return answerOf(what, out, to - from, point);
    };
    if (points.length === 1) {
      const point = points[0] as Float64Array;
      sum.sum(point, from, to, room);
      return [answer(room, point)];
    }
    const outs = points.map(() => new Float64Array(room.length));
    sum.sumMany(points, from, to, outs);
    return outs.map((out, i) => answer(out, points[i] as Float64Array));
  };

  const sumsOf = (what: Sums): readonly Expression[] => {
    if (what === 'value') return programs.value();
    return what === 'gradient' ? firstSums() : [...firstSums(), ...programs[what]()];
  };

  const answerOf = (what: Sums, out: Float64Array, rows: number, point: Float64Array): Answer => {
    const { loss, mae } = means(out, rows);
    if (what === 'value') return { loss, mae };
    const gradient = gradientOf(out, rows, point);
    if (what === 'gradient') return { loss, mae, gradient };
    const square = symmetric(count, (k) => (out[2 + gradientSums + k] as number) / rows);
    return what === 'gram' ? { loss, mae, gradient, gram: square } : { loss, mae, gradient, hessian: square };
  };

  /** All by one pass, because the rows share nearly everything with the gradient. */
  const rowsAndSums = () => summing('qr', () => [...programs.rows(), ...firstSums()], count + 1);
  const factorOf = once(() => rowFactor(count, gradientSums + 2));
  const factor = (point: Float64Array, from: number, to: number): Answer => {
    const { kernel: rows, scale } = rowsAndSums();
    const { sums: out, r, qtr } = factorOf()(rows, point, from, to);
    scale(out, 0, point);
    return { ...means(out, to - from), gradient: gradientOf(out, to - from, point), r, qtr };
  };

  const blocksOf = once(() => rowBlocks(count + 1, gradientSums + 2));
  const perRow = (point: Float64Array, from: number, to: number): Answer => {
    const root = 1 / Math.sqrt(to - from);
    const residuals = new Float64Array(to - from);
    const jacobian = new Float64Array((to - from) * count);
    const { kernel: whole, scale } = rowsAndSums();
    const out = blocksOf()(whole, point, from, to, (block, rows, start) => {
      for (let i = 0; i < rows; i++) residuals[start - from + i] = (block[count * rows + i] as number) * root;
      for (let k = 0; k < count; k++)
        for (let i = 0; i < rows; i++) jacobian[(start - from + i) * count + k] = (block[k * rows + i] as number) * root;
    });
    scale(out, 0, point);
    return { ...means(out, to - from), residuals, jacobian };
  };

  const along = model.parameters.map((_, j) => `@direction${j}`);
  const second = (point: Float64Array, direction: Float64Array, from: number, to: number): Answer => {
    const out = new Float64Array(to - from);
    kernel('directional2', () => [programs.second(along)], along).map(joined(point, direction), from, to, out);
    const scale = 1 / Math.sqrt(to - from);
    return { ...(sums('value', [point], from, to)[0] as Answer), second: out.map((value) => value * scale) };
  };

  const bend = (point: Float64Array, direction: Float64Array, from: number, to: number): Answer => {
    const out = new Float64Array(2 + count);
    const outputs = (): readonly Expression[] => [...programs.value(), ...programs.bend(along)];
    kernel('acceleration', outputs, along).sum(joined(point, direction), from, to, out);
    return { ...means(out, to - from), bend: divided(out, 2, count, to - from) };
  };

  const answers = ({ points, want, direction = new Float64Array(count) }: Request, from: number, to: number): Answer[] => {
    switch (want) {
      case 'qr':
        return points.map((point) => factor(point, from, to));
      case 'residual-jacobian':
        return points.map((point) => perRow(point, from, to));
      case 'error-slope':
        return points.map((point) => errorSlope(point, from, to));
      case 'directional2':
        return points.map((point) => second(point, direction, from, to));
      case 'acceleration':
        return points.map((point) => bend(point, direction, from, to));
      default:
        return sums(want, points, from, to);
    }
  };

  const predicting = (scale: 'model' | 'mean'): Kernel => {
    const output = scale === 'model' ? model.prediction : model.loss.mean(model.prediction);
    // Mostly the mean is what the model says, and one kernel does for both.
    return kernel(output === model.prediction ? 'predict' : 'predict-mean', () => [output]);
  };

  return {
    parameters: model.parameters,
    rows: memory.rows,
    evaluate: (request) => {
      const [from, to] = request.batch === undefined ? [0, memory.rows] : gather(memory, columns, request.batch);
      return answers(request, from, to);
    },
    predict: (point, scale) => {
      const out = new Float64Array(memory.rows);
      predicting(scale).map(point, 0, memory.rows, out);
      return out;
    },
    predictor: (point, scale) => byBlocks(predicting(scale), point, memory.rows),
  };
}

function divided(values: Float64Array, start: number, count: number, by: number): Float64Array {
  const out = new Float64Array(count);
  for (let k = 0; k < count; k++) out[k] = (values[start + k] as number) / by;
  return out;
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

/** P×P from its lower triangle by rows. */
function symmetric(size: number, entry: (k: number) => number): Float64Array {
  const out = new Float64Array(size * size);
  let k = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const value = entry(k++);
      out[i * size + j] = value;
      out[j * size + i] = value;
    }
  return out;
}
