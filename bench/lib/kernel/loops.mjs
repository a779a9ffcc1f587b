// What one would write by hand in JavaScript: a loop over typed arrays for each model. The reference of the checks.

/** By model: (point, columns, y) → [loss, mean absolute error, ...gradient]. */
export const LOOPS = {
  line([W, b], [x], y) {
    let [loss, mae, dW, db] = [0, 0, 0, 0];
    for (let i = 0; i < y.length; i++) {
      const r = W * x[i] + b - y[i];
      loss += r * r;
      mae += Math.abs(r);
      dW += r * x[i];
      db += r;
    }
    return means(y.length, loss / 2, mae, dW, db);
  },
  sine([W, b], [x], y) {
    let [loss, mae, dW, db] = [0, 0, 0, 0];
    for (let i = 0; i < y.length; i++) {
      const s = Math.sin(x[i]);
      const r = W * s + b - y[i];
      loss += r * r;
      mae += Math.abs(r);
      dW += r * s;
      db += r;
    }
    return means(y.length, loss / 2, mae, dW, db);
  },
  decay([A, k, c], [x], y) {
    let [loss, mae, dA, dk, dc] = [0, 0, 0, 0, 0];
    for (let i = 0; i < y.length; i++) {
      const e = Math.exp(-k * x[i]);
      const r = A * e + c - y[i];
      loss += r * r;
      mae += Math.abs(r);
      dA += r * e;
      dk -= r * A * e * x[i];
      dc += r;
    }
    return means(y.length, loss / 2, mae, dA, dk, dc);
  },
  gauss([A, m, s, c], [x], y) {
    let [loss, mae, dA, dm, ds, dc] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < y.length; i++) {
      const z = (x[i] - m) / s;
      const e = Math.exp((-z * z) / 2);
      const r = A * e + c - y[i];
      const slope = (r * A * e * z) / s;
      loss += r * r;
      mae += Math.abs(r);
      dA += r * e;
      dm += slope;
      ds += slope * z;
      dc += r;
    }
    return means(y.length, loss / 2, mae, dA, dm, ds, dc);
  },
  logistic10(p, columns, y) {
    let [loss, mae, d0] = [0, 0, 0];
    const d = new Float64Array(10);
    const [x1, x2, x3, x4, x5, x6, x7, x8, x9, x10] = columns;
    for (let i = 0; i < y.length; i++) {
      const eta =
        p[0] +
        (p[1] * x1[i] + p[2] * x2[i] + p[3] * x3[i] + p[4] * x4[i] + p[5] * x5[i]) +
        (p[6] * x6[i] + p[7] * x7[i] + p[8] * x8[i] + p[9] * x9[i] + p[10] * x10[i]);
      const e = Math.exp(-Math.abs(eta));
      const r = (eta >= 0 ? 1 / (1 + e) : e / (1 + e)) - y[i];
      loss += Math.max(eta, 0) + Math.log1p(e) - y[i] * eta;
      mae += Math.abs(r);
      d0 += r;
      d[0] += r * x1[i];
      d[1] += r * x2[i];
      d[2] += r * x3[i];
      d[3] += r * x4[i];
      d[4] += r * x5[i];
      d[5] += r * x6[i];
      d[6] += r * x7[i];
      d[7] += r * x8[i];
      d[8] += r * x9[i];
      d[9] += r * x10[i];
    }
    return means(y.length, loss, mae, d0, ...d);
  },
  sines20(p, [x], y) {
    let [loss, mae] = [0, 0];
    const d = new Float64Array(20);
    const sines = new Float64Array(10);
    const cosines = new Float64Array(10);
    for (let i = 0; i < y.length; i++) {
      let eta = 0;
      for (let k = 0; k < 10; k++) {
        const angle = p[2 * k + 1] * x[i];
        sines[k] = Math.sin(angle);
        cosines[k] = Math.cos(angle);
        eta += p[2 * k] * sines[k];
      }
      const r = eta - y[i];
      loss += r * r;
      mae += Math.abs(r);
      for (let k = 0; k < 10; k++) {
        d[2 * k] += r * sines[k];
        d[2 * k + 1] += r * p[2 * k] * x[i] * cosines[k];
      }
    }
    return means(y.length, loss / 2, mae, ...d);
  },
};

const means = (rows, ...sums) => sums.map((sum) => sum / rows);

/** Gradient descent by an epoch: as many updates unless the mean absolute error is below 0.001 before, then [...point, loss]. */
export function descend(epoch, start, rate, epochs) {
  const point = [...start];
  for (let k = 0; k < epochs; k++) {
    const [, mae, ...gradient] = epoch(point);
    if (mae < 0.001) break;
    for (let j = 0; j < point.length; j++) point[j] -= rate * gradient[j];
  }
  return [...point, epoch(point)[0]];
}
