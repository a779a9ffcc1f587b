/**
 * Text of a function (downhill, options) → string: 200 random models of two parameters over two columns, fitted to rows from 1 to some blocks of them, as one reads the result.
 * It runs in every engine as it is, so it is text, and draws by a generator of its own.
 */
export const RANDOM_MODELS = `(downhill, options = {}) => {
  const { fit, OPERATIONS } = downhill;
  let state = 20261126;
  const draw = (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const pick = (list) => list[draw(list.length)];
  const calls = OPERATIONS.filter(({ operator }) => operator === undefined);
  const signs = ['+', '-', '*', '/'];
  const term = (depth) => {
    if (depth === 0 || draw(6) === 0) return pick(['x', 'z', 'p', 'q', '2', '0.5', 'x', 'z']);
    if (draw(3) === 0) return '(' + term(depth - 1) + ' ' + pick(signs) + ' ' + term(depth - 1) + ')';
    const { name, arity, sample } = pick(calls);
    const inside = (i) => {
      const inner = term(depth - 1);
      // Mostly within the domain: a model that is not finite says little.
      if (draw(12) === 0) return inner;
      const [low, high] = sample[Math.min(i, sample.length - 1)];
      return low + ' + ' + (high - low) + '*sigmoid(' + inner + ')';
    };
    return name + '(' + Array.from({ length: typeof arity === 'number' ? arity : arity[0] }, (_, i) => inside(i)).join(', ') + ')';
  };
  const special = [0, -0, 1, -1, 5e-324, 1e-300, 1e8, -1e22, 700, -745];
  const out = [];
  for (let k = 0; k < 200; k++) {
    const formula = 'y ~ p*' + term(3) + ' + q*' + term(2) + ' + p';
    const rows = k % 10 === 9 ? 9000 + draw(9000) : 1 + draw(2500);
    const oddities = k % 4 === 3 ? 40 : 1e9;
    const cell = () => (draw(oddities) === 0 ? pick(special) : draw(2000001) / 250000 - 4);
    const columns = Object.fromEntries(['x', 'z', 'y'].map((name) => [name, Float64Array.from({ length: rows }, cell)]));
    const run = { method: pick(['gd', 'adam', 'momentum']), learningRate: 1e-3, epochs: 9, stop: 'epoch >= 4', start: { p: 0.7, q: -0.3 }, ...options };
    let found;
    try {
      const { outcome, parameters, quality, stop } = fit(formula, columns, run);
      found = [outcome, parameters.p.value, parameters.q.value, quality.loss, quality.mae, stop.evaluations].map(String);
    } catch (error) {
      found = [error.code ?? String(error)];
    }
    out.push([formula, rows, ...found].join(' | '));
  }
  return out.join('\\n');
}`;
