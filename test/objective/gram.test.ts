import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnMemory } from '../../src/backend/column-memory.js';
import { backendFor } from '../../src/backend/index.js';
import type { Answer, Request } from '../../src/base/evaluation.js';
import { randomStream } from '../../src/base/random/stream.js';
import { parseExpression, parseGradient } from '../../src/language/index.js';
import { affineGradient } from '../../src/objective/affine-gradient.js';
import { gram } from '../../src/objective/gram.js';
import { halfMse } from '../../src/objective/losses/half-mse.js';
import type { Objective } from '../../src/objective/objective.js';
import { type PointwiseModel, pointwise } from '../../src/objective/pointwise.js';
import { METHODS } from '../../src/optimize/methods/index.js';
import { minimize, type RunOptions, type RunResult } from '../../src/optimize/minimize.js';
import type { Epoch } from '../../src/optimize/outcome.js';
import { armijo, constant } from '../../src/optimize/step-size.js';
import type { StopRule } from '../../src/optimize/stop.js';

/** Random columns on scales and offsets of their own, a response with noise or without, a constant, weights. */
interface Case {
  readonly seed: number;
  readonly columns: number;
  readonly spread: number;
  readonly offset: number;
  readonly noise: number;
  readonly constant: boolean;
  readonly weighted: boolean;
}

const cases: fc.Arbitrary<Case> = fc.record({
  seed: fc.nat(1e6),
  columns: fc.integer({ min: 1, max: 4 }),
  spread: fc.constantFrom(1, 10),
  offset: fc.constantFrom(0, 0, 1, 3),
  noise: fc.constantFrom(0, 1e-3, 1),
  constant: fc.boolean(),
  weighted: fc.boolean(),
});

const ROWS = 80;

function problem({ seed, columns, spread, offset, noise, constant: hasConstant, weighted }: Case) {
  const stream = randomStream('pcg64', seed);
  const random = (): number => stream.normal(0, 1);
  const draw = (): Float64Array => Float64Array.from({ length: ROWS }, random);
  const data = new Map<string, Float64Array>();
  for (let k = 0; k < columns; k++) {
    const scale = k % 2 === 0 ? spread : 1 / spread;
    data.set(
      `z${k}`,
      draw().map((x) => scale * (x + offset)),
    );
  }
  const parameters = [...data.keys()].map((_, k) => `b${k}`);
  const truth = parameters.map(() => 3 * random());
  const terms = parameters.map((name, k) => `${name}*z${k}`);
  data.set(
    'y',
    draw().map((e, i) =>
      truth.reduce((sum, b, k) => sum + b * ((data.get(`z${k}`) as Float64Array)[i] as number), 1 + noise * e),
    ),
  );
  data.set(
    'w',
    draw().map((x) => 0.2 + Math.abs(x)),
  );
  const names = hasConstant ? [...parameters, 'c'] : parameters;
  const model: PointwiseModel = {
    prediction: parseExpression([...terms, ...(hasConstant ? ['c'] : [])].join(' + ')).expression,
    response: parseExpression('y').expression,
    parameters: names,
    columns: [...data.keys()],
    loss: halfMse,
    lossSettings: {},
    ...(weighted ? { weight: 'w' } : {}),
  };
  const start = Float64Array.from(names, random);
  const size = Math.sqrt((data.get('y') as Float64Array).reduce((sum, y) => sum + y * y, 0) / ROWS);
  return { model, data, start, size, memory: columnMemory(data, ROWS, 0) };
}

/** Counts requests to objectives of rows: each is a pass. */
function counting(objective: Objective, count: { passes: number }): Objective {
  return {
    ...objective,
    evaluate: (request) => {
      count.passes++;
      return objective.evaluate(request);
    },
  };
}

function both({ model, memory }: Pick<ReturnType<typeof problem>, 'model' | 'memory'>) {
  const count = { passes: 0 };
  const plain = pointwise(model, memory, backendFor('auto'));
  const { gradient, ...own } = model;
  const squares = gradient === undefined ? plain : pointwise(own, memory, backendFor('auto'));
  const written = affineGradient(model, memory, backendFor('auto'));
  const watched =
    written === null
      ? null
      : {
          at: (point: Float64Array, anchor: Float64Array) => {
            const answer = written.at(point, anchor);
            count.passes += answer.passes;
            return answer;
          },
        };
  const made = gram({
    plain: counting(squares, count),
    squares: counting(squares, count),
    centring: null,
    weighted: model.weight !== undefined,
  });
  return { plain, fast: watched === null ? made(null) : made(watched, counting(plain, count)), written, count };
}

interface Way {
  readonly result: RunResult;
  readonly epochs: Epoch[];
}

function way(objective: Objective, run: Omit<RunOptions, 'onEpoch'>): Way {
  const epochs: Epoch[] = [];
  const result = minimize(objective.evaluate, {
    ...run,
    onEpoch: (epoch) => epochs.push({ ...epoch, point: epoch.point.slice() }),
  });
  return { result, epochs };
}

/** Where a method amplifies rounding: so many times what the same rows in other orders change of their way. */
const AMPLIFIED = 1000;

/** Within a tolerance of the largest value of a coordinate on the way, and of the loss beyond what rounding of the residuals changes of it; or as near as rows in another order come. */
function expectSame(plain: Way, fast: Way, size: number, shaken: readonly Way[] = [], tolerance = 1e-10): void {
  expect(fast.epochs.length).toBe(plain.epochs.length);
  const reach = (plain.epochs[0] as Epoch).point.map((x) => Math.abs(x));
  const trembling = { point: reach.map(() => 0), loss: 0 };
  const rounding = 64 * Number.EPSILON * size;
  plain.epochs.forEach((epoch, k) => {
    const other = fast.epochs[k] as Epoch;
    const near = shaken.map(({ epochs }) => epochs[k] ?? (epochs.at(-1) as Epoch));
    epoch.point.forEach((x, j) => {
      reach[j] = Math.max(reach[j] as number, Math.abs(x));
      trembling.point[j] = Math.max(trembling.point[j] as number, ...near.map(({ point }) => Math.abs(x - (point[j] as number))));
      const allowed = Math.max(tolerance * (reach[j] as number), AMPLIFIED * (trembling.point[j] as number));
      expect(Math.abs(x - (other.point[j] as number)), `epoch ${k}, parameter ${j}`).toBeLessThanOrEqual(allowed);
    });
    trembling.loss = Math.max(trembling.loss, ...near.map(({ loss }) => Math.abs(epoch.loss - loss)));
    const allowed = tolerance * epoch.loss + rounding * Math.sqrt(2 * epoch.loss) + rounding * rounding;
    expect(Math.abs(epoch.loss - other.loss), `epoch ${k}, loss ${epoch.loss}`).toBeLessThanOrEqual(
      Math.max(allowed, AMPLIFIED * trembling.loss),
    );
  });
  expect(fast.result.outcome).toBe(plain.result.outcome);
  expect(fast.result.stop.reason).toBe(plain.result.stop.reason);
}

/** The rows in other orders: the same function, rounded otherwise. */
const reordered = ({ model, data }: ReturnType<typeof problem>): Objective[] =>
  [7, 19, 31, 43, 59, 71].map((stride) => {
    const order = (values: Float64Array): Float64Array => values.map((_, i) => values[(i * stride) % ROWS] as number);
    const columns = new Map([...data].map(([name, values]) => [name, order(values)]));
    return pointwise(model, columnMemory(columns, ROWS, 0), backendFor('auto'));
  });

/** Twice the mean of the diagonal of the Gram matrix over it: at most 2/λmax. */
function stableRate(objective: Objective, start: Float64Array): number {
  const { gram: matrix } = objective.evaluate({ points: [start], want: 'gram' })[0] as Required<Answer>;
  return 2 / start.reduce((sum, _, j) => sum + (matrix[j * start.length + j] as number), 0);
}

const method = (name: string) => METHODS.find((row) => row.name === name) as (typeof METHODS)[number];

describe('an objective from moments goes the way of the rows within 1e-10', () => {
  it.each([0.05, 0.5, 0.98])('by gradient descent at %f of the rate 2/trace', (share) => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const made = problem(drawn);
        const { plain, fast } = both(made);
        const run = {
          method: method('gd'),
          start: made.start,
          epochs: 150,
          stop: 'loss < -1',
          stepSize: constant(share * stableRate(plain, made.start)),
        };
        expectSame(way(plain, run), way(fast, run), made.size);
      }),
      { numRuns: 40, seed: 11 },
    );
  });

  it('by gradient descent that diverges: the guard ends it in the same epoch', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(1.5, 10, 1e30), (drawn, factor) => {
        const made = problem(drawn);
        const { plain, fast } = both(made);
        const rate = factor * made.start.length * stableRate(plain, made.start);
        const run = { method: method('gd'), start: made.start, epochs: 300, stepSize: constant(rate) };
        const before = way(plain, run);
        expect(['diverged', 'not-finite']).toContain(before.result.outcome);
        expectSame(before, way(fast, run), made.size);
      }),
      { numRuns: 40, seed: 12 },
    );
  });

  const others = METHODS.filter(({ minibatch, name }) => minibatch && name !== 'gd');
  it.each(others.map(({ name }) => name))('by %s', (name) => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const made = problem(drawn);
        const { plain, fast } = both(made);
        const own = name === 'momentum' || name === 'nesterov';
        const stepSize = constant(own ? 0.05 * stableRate(plain, made.start) : 0.05);
        const run = { method: method(name), start: made.start, epochs: 100, stop: 'loss < -1', stepSize };
        // An unstable way, which grows every rounding.
        const shaken = name === 'nadam' ? reordered(made).map((other) => way(other, run)) : [];
        expectSame(way(plain, run), way(fast, run), made.size, shaken);
      }),
      { numRuns: 30, seed: 13 },
    );
  });
});

describe('a search along a line, which divides differences of gradients by a millionth of the parameters', () => {
  it.each(['gd', 'lbfgs'])(
    'by %s goes the way of the rows within 1e-8, or as near as the same rows in other orders, until a millionth of the loss is left to gain',
    (name) => {
      fc.assert(
        fc.property(cases, (drawn) => {
          const made = problem(drawn);
          const { plain, fast } = both(made);
          const run = { method: method(name), start: made.start, epochs: 12, stop: 'loss < -1', stepSize: armijo() };
          const want = way(plain, run);
          const least = Math.min(...want.epochs.map(({ loss }) => loss));
          const until = want.epochs.filter(
            ({ loss }) => loss > least * (1 + 1e-6) && loss > 1e-12 * made.size * made.size,
          ).length;
          const cut = ({ epochs }: Way): Way => ({ result: want.result, epochs: epochs.slice(0, until) });
          fc.pre(until > 1);
          expectSame(
            cut(want),
            cut(way(fast, run)),
            made.size,
            reordered(made).map((other) => cut(way(other, run))),
            1e-8,
          );
        }),
        { numRuns: 20, seed: 14 },
      );
    },
  );

  it('by lbfgs, which converges, ends at the loss of the rows within 1e-10', () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const made = problem({ ...drawn, noise: 1 });
        const { plain, fast } = both(made);
        const run = { method: method('lbfgs'), start: made.start, epochs: 200 };
        const [want, got] = [way(plain, run).result, way(fast, run).result];
        expect(got.outcome).toBe(want.outcome);
        expect(Math.abs(got.answer.loss - want.answer.loss)).toBeLessThanOrEqual(1e-10 * want.answer.loss);
      }),
      { numRuns: 40, seed: 19 },
    );
  });
});

describe('stops on the mean absolute error', () => {
  it('end a run in the epoch in which the rows end it, for thresholds between its values and next to them', () => {
    const passes: number[] = [];
    fc.assert(
      fc.property(
        cases,
        fc.integer({ min: 0, max: 59 }),
        fc.constantFrom(0.3, 1e-9, 1 - 1e-9),
        fc.constantFrom('<', '<=', '>', '>='),
        fc.constantFrom(0.1, 0.6, 0.98, 1.2),
        (drawn, at, share, sign, rate) => {
          const made = problem(drawn);
          const { plain, fast, count } = both(made);
          const run = {
            method: method('gd'),
            start: made.start,
            epochs: 60,
            stepSize: constant(rate * stableRate(plain, made.start)),
          };
          const maes = way(plain, { ...run, stop: 'loss < -1' }).epochs.map(({ mae }) => mae);
          const [a, b] = [maes[Math.min(at, maes.length - 1)] as number, maes[Math.min(at + 1, maes.length - 1)] as number];
          // Noise-free runs arrive at what is left by rounding, which no two ways of computing share.
          fc.pre(Math.min(a, b) > 1e-9 * made.size && Math.abs(a - b) > 1e-3 * share * a);
          const stop = `mae ${sign} ${a + share * (b - a)}`;
          const want = way(plain, { ...run, stop });
          const got = way(fast, { ...run, stop });
          expectSame(want, got, made.size);
          if (want.result.outcome === 'stopped-by-rule')
            expect(Math.abs(got.result.last.mae - want.result.last.mae)).toBeLessThanOrEqual(1e-10 * want.result.last.mae);
          expect(got.result.passes).toBe(count.passes);
          expect(got.result.passes).toBeLessThanOrEqual(want.result.passes + 3);
          passes.push(got.result.passes);
        },
      ),
      { numRuns: 400, seed: 15 },
    );
    expect(passes.reduce((sum, n) => sum + n, 0) / passes.length).toBeLessThan(6);
  });

  it('look at the rows where a function decides, in every epoch', () => {
    const made = problem({ seed: 3, columns: 2, spread: 1, offset: 0, noise: 1, constant: true, weighted: false });
    const { plain, fast } = both(made);
    const seen: number[] = [];
    const run = { method: method('gd'), start: made.start, epochs: 20, stepSize: constant(0.2) };
    const want = way(plain, { ...run, stop: () => null });
    const watch: StopRule = ({ mae }) => {
      seen.push(mae);
      return null;
    };
    const got = way(fast, { ...run, stop: watch });
    expect(seen.every(Number.isFinite)).toBe(true);
    expectSame(want, got, made.size);
  });

  it('on loss, gradient and their changes end a run in the same epoch', () => {
    fc.assert(
      fc.property(
        cases,
        fc.constantFrom('loss', 'gradient', 'loss change', 'step'),
        fc.integer({ min: 1, max: 40 }),
        (drawn, what, at) => {
          const made = problem({ ...drawn, noise: 1 });
          const { plain, fast } = both(made);
          const run = {
            method: method('gd'),
            start: made.start,
            epochs: 60,
            stepSize: constant(0.5 * stableRate(plain, made.start)),
          };
          const { epochs } = way(plain, { ...run, stop: 'loss < -1' });
          const value = (k: number): number => {
            const [before, now] = [epochs[k - 1] as Epoch, epochs[k] as Epoch];
            if (what === 'loss') return now.loss;
            if (what === 'gradient') return now.gradientNorm;
            if (what === 'step') return Math.max(...now.point.map((x, j) => Math.abs(x - (before.point[j] as number))));
            return Math.abs(now.loss - before.loss) / Math.max(now.loss, before.loss);
          };
          const [a, b] = [value(at), value(at + 1)];
          fc.pre(Math.abs(a - b) > 1e-6 * a && a > 1e-9 * made.size);
          const stop = `${what} < ${0.5 * (a + b)}`;
          expectSame(way(plain, { ...run, stop }), way(fast, { ...run, stop }), made.size);
        },
      ),
      { numRuns: 120, seed: 16 },
    );
  });
});

describe('a gradient that is written by hand', () => {
  const written = (model: PointwiseModel, texts: (k: number) => string): PointwiseModel => ({
    ...model,
    gradient: model.parameters.map((_, k) => parseGradient(texts(k)).expression),
  });
  const column = (model: PointwiseModel, k: number): string => (model.parameters[k] === 'c' ? '1' : `z${k}`);

  it.each([
    ['right', (model: PointwiseModel, k: number) => `mean((prediction - y)*${column(model, k)})`],
    ['twice as long, as a sum', (model: PointwiseModel, k: number) => `2*sum(residual*${column(model, k)})/n`],
    [
      'wrong, with z0 where the column belongs',
      (model: PointwiseModel, k: number) => `mean((prediction - y)*z0) + 0.1*mean(residual*${column(model, k)})`,
    ],
    [
      'with a decay of the parameters',
      (model: PointwiseModel, k: number) => `mean(residual*${column(model, k)}) + 0.01*${model.parameters[k]}^3`,
    ],
    ['bent outside its means', (model: PointwiseModel, k: number) => `tanh(mean(residual*${column(model, k)}))`],
  ] as const)('%s: the way of the rows within 1e-10, in two passes and one for its sums', (_, text) => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const made = problem(drawn);
        const model = written(made.model, (k) => text(made.model, k));
        const { plain, fast, count } = both({ ...made, model });
        const run = {
          method: method('gd'),
          start: made.start,
          epochs: 80,
          stop: 'loss < -1',
          stepSize: constant(0.2 * stableRate(pointwise(made.model, made.memory, backendFor('auto')), made.start)),
        };
        const got = way(fast, run);
        expectSame(way(plain, run), got, made.size);
        expect(got.result.passes).toBe(count.passes);
        expect(got.result.passes).toBeLessThanOrEqual(4);
      }),
      { numRuns: 30, seed: 17 },
    );
  });

  it.each(['mean(abs(residual)*z0)', 'mean(residual^2)', 'mean(sign(residual)*z0)', 'mean(floor(b0)*z0)'])(
    '%s is not affine in the parameters and is left to the rows',
    (text) => {
      const made = problem({ seed: 3, columns: 2, spread: 1, offset: 0, noise: 1, constant: true, weighted: false });
      expect(both({ ...made, model: written(made.model, () => text) }).written).toBeNull();
    },
  );
});

describe('what an objective from moments answers', () => {
  const made = problem({ seed: 5, columns: 3, spread: 10, offset: 3, noise: 1, constant: true, weighted: true });
  const at = (request: Request, of: Objective): Required<Answer> => of.evaluate(request)[0] as Required<Answer>;

  it('loss, gradient and factor are those of the rows within 1e-12, as far from the start as one likes', () => {
    const { plain, fast } = both(made);
    fast.evaluate({ points: [made.start], want: 'gradient' });
    for (const factor of [1, -3, 1e6]) {
      const request = { points: [made.start.map((x, j) => factor * x + j)], want: 'qr' } as const;
      const [want, got] = [at(request, plain), at(request, fast)];
      expect(Math.abs(got.loss / want.loss - 1)).toBeLessThan(1e-12);
      for (const part of ['gradient', 'r', 'qtr'] as const) {
        const size = Math.max(...want[part].map(Math.abs));
        got[part].forEach((x, i) => {
          expect(Math.abs(x - (want[part][i] as number))).toBeLessThan(1e-12 * size);
        });
      }
    }
  });

  it('the mean absolute error lies within its bounds, and is exact where it was asked for', () => {
    fc.assert(
      fc.property(
        cases,
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 5, maxLength: 5 }),
        (drawn, moves) => {
          const other = problem(drawn);
          const { plain, fast } = both(other);
          const points = moves.map((by, k) => other.start.map((x, j) => x + by * (1 + ((j * 7 + k) % 3))));
          for (const point of points) {
            const want = at({ points: [point], want: 'value' }, plain).mae;
            const [low, high] = at({ points: [point], want: 'value' }, fast).maeWithin ?? [want, want];
            expect(low).toBeLessThanOrEqual(want);
            expect(high).toBeGreaterThanOrEqual(want);
            const exact = fast.evaluate({ points: [point, other.start], want: 'value', exact: true }) as Answer[];
            expect(exact.map(({ mae }) => mae)).toEqual(
              plain.evaluate({ points: [point, other.start], want: 'value' }).map(({ mae }) => mae),
            );
            expect(exact[0]?.passes).toBeLessThanOrEqual(2);
          }
        },
      ),
      { numRuns: 60, seed: 18 },
    );
  });

  it('minibatches, Jacobians and second derivatives come from the rows', () => {
    const { plain, fast } = both(made);
    for (const more of [
      { want: 'gradient', batch: Uint32Array.of(1, 5, 6) },
      { want: 'residual-jacobian' },
      { want: 'hessian' },
    ] as const) {
      const memory = columnMemory(made.data, ROWS, 3);
      const request = { points: [made.start], ...more };
      if ('batch' in more) {
        const rows = pointwise(made.model, memory, backendFor('auto'));
        const quick = gram({ plain: rows, squares: rows, centring: null, weighted: true })(null);
        expect(quick.evaluate(request)).toEqual(rows.evaluate(request));
      } else expect(fast.evaluate(request)).toEqual(plain.evaluate(request));
    }
  });

  it('columns that depend on each other are no obstacle: the way of the rows within 1e-10', () => {
    const same = new Map([...made.data, ['z1', made.data.get('z0') as Float64Array]]);
    const other = { ...made, memory: columnMemory(same, ROWS, 0) };
    const { plain, fast } = both(other);
    const run = {
      method: method('gd'),
      start: made.start,
      epochs: 100,
      stop: 'loss < -1',
      stepSize: constant(0.5 * stableRate(plain, made.start)),
    };
    expectSame(way(plain, run), way(fast, run), made.size);
  });

  it('without finite columns everything is left to the rows', () => {
    const broken = new Map([
      ...made.data,
      ['z1', (made.data.get('z1') as Float64Array).map((x, i) => (i === 3 ? Number.POSITIVE_INFINITY : x))],
    ]);
    const { plain, fast } = both({ ...made, memory: columnMemory(broken, ROWS, 0) });
    const request = { points: [made.start], want: 'gradient' } as const;
    const { passes, ...answer } = at(request, fast);
    expect(answer).toEqual(at(request, plain));
    expect(passes).toBe(2);
  });
});
