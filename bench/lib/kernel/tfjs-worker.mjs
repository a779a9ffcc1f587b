// The worker of TensorFlow.js, from a throw-away folder of packages; float32, the only real type that it has.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { columnsOf } from './columns.mjs';
import { descend } from './loops.mjs';
import { EPOCHS } from './models.mjs';
import { PACKAGES } from './places.mjs';
import { serve } from './serve.mjs';

/** By model: the model's value from tensors. */
const predictionsBy = ({ add, addN, div, exp, mul, neg, sin, square, sub }) => {
  const line = ([W, b], [x]) => add(mul(x, W), b);
  return {
    line,
    sine: (p, [x]) => line(p, [sin(x)]),
    decay: ([A, k, c], [x]) => add(mul(exp(neg(mul(x, k))), A), c),
    gauss: ([A, m, s, c], [x]) => add(mul(exp(mul(square(div(sub(x, m), s)), -0.5)), A), c),
    logistic10: ([b0, ...b], columns) => add(addN(columns.map((x, k) => mul(x, b[k]))), b0),
    sines20: (p, [x]) => addN(Array.from({ length: 10 }, (_, k) => mul(sin(mul(x, p[2 * k + 1])), p[2 * k]))),
  };
};

/** (point) → [loss, mean absolute error, ...gradient] on the backend that is set. */
function epochOf(tf, predict, logistic, columns, y) {
  const { abs, keep, mean, mul, sigmoid, softplus, square, sub } = tf;
  return (point) =>
    tf.tidy(() => {
      let mae;
      const { value, grads } = tf.valueAndGrads((...parameters) => {
        const eta = predict(parameters, columns);
        mae = keep(mean(abs(sub(logistic ? sigmoid(eta) : eta, y))));
        return logistic ? mean(sub(softplus(eta), mul(eta, y))) : mul(mean(square(sub(eta, y))), 0.5);
      })(point.map((parameter) => tf.scalar(parameter)));
      const numbers = [value, mae, ...grads].map((tensor) => tensor.dataSync()[0]);
      mae.dispose();
      return numbers;
    });
}

export async function work(folder) {
  const require = createRequire(join(folder, 'package.json'));
  const tf = require(PACKAGES[0]);
  const wasm = require(PACKAGES[1]);
  wasm.setWasmPaths(`${dirname(require.resolve(PACKAGES[1]))}/`);
  const predictions = predictionsBy(tf);
  const held = [];
  await serve(`TensorFlow.js ${tf.version.tfjs}, float32`, async (name, model, rows) => {
    tf.dispose(held.splice(0));
    const peers = {};
    for (const backend of ['wasm', 'cpu']) {
      if (!(await tf.setBackend(backend))) continue;
      const data = columnsOf(model, rows, (length) => new Float64Array(length));
      const [y, ...columns] = [data.y, ...data.columns].map((column) => tf.tensor1d(Float32Array.from(column)));
      held.push(y, ...columns);
      const epoch = epochOf(tf, predictions[name], model.loss === 'logistic', columns, y);
      peers[`tfjs-${backend}`] = {
        use: () => tf.setBackend(backend),
        epoch: () => epoch(model.point),
        run: () => descend(epoch, model.point, model.rate, EPOCHS),
      };
    }
    return peers;
  });
}
