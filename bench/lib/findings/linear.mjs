// What is known of a model that is linear in its parameters: curvatures, its minimum, and where a constant rate gets.

/** Mean of φφᵀ over the rows: the Hessian of half the mean square. @param design columns, one a parameter. */
function gram(design) {
  const rows = design[0].length;
  return design.map((u) => design.map((v) => u.reduce((sum, x, i) => sum + x * v[i], 0) / rows));
}

/** Jacobi's rotations (1846) of a symmetric matrix: { values, vectors } descending; vectors[k] belongs to values[k]. */
function eigen(matrix) {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = a.map((_, i) => a.map((__, j) => Number(i === j)));
  for (let sweep = 0; sweep < 60; sweep++)
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        if (a[p][q] === 0) continue;
        const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const [c, s] = [1 / Math.hypot(t, 1), t / Math.hypot(t, 1)];
        for (const row of a) [row[p], row[q]] = [c * row[p] - s * row[q], s * row[p] + c * row[q]];
        for (let k = 0; k < size; k++) [a[p][k], a[q][k]] = [c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]];
        for (const row of v) [row[p], row[q]] = [c * row[p] - s * row[q], s * row[p] + c * row[q]];
        a[p][q] = 0;
        a[q][p] = 0;
      }
  const order = a.map((_, k) => k).sort((i, j) => a[j][j] - a[i][i]);
  return { values: order.map((k) => a[k][k]), vectors: order.map((k) => v.map((row) => row[k])) };
}

/** Gauss's elimination with the largest pivot. */
function solved(matrix, right) {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let k = 0; k < rows.length; k++) {
    const best = rows.slice(k).reduce((top, row, i) => (Math.abs(row[k]) > Math.abs(rows[top][k]) ? k + i : top), k);
    [rows[k], rows[best]] = [rows[best], rows[k]];
    for (let i = k + 1; i < rows.length; i++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= rows.length; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  const x = rows.map(() => 0);
  for (let k = rows.length - 1; k >= 0; k--)
    x[k] = (rows[k].at(-1) - x.reduce((sum, value, j) => (j > k ? sum + rows[k][j] * value : sum), 0)) / rows[k][k];
  return x;
}

/** The model design·θ beside y: its Hessian with eigenvalues, its least-squares minimum, the loss and mean absolute error there, and standard errors. */
export function facts(design, y) {
  const rows = y.length;
  const hessian = gram(design);
  const { values, vectors } = eigen(hessian);
  const minimum = solved(
    hessian,
    design.map((u) => u.reduce((sum, x, i) => sum + x * y[i], 0) / rows),
  );
  const residuals = y.map((value, i) => design.reduce((sum, u, j) => sum + u[i] * minimum[j], 0) - value);
  const floor = residuals.reduce((sum, r) => sum + r * r, 0) / (2 * rows);
  const mae = residuals.reduce((sum, r) => sum + Math.abs(r), 0) / rows;
  const variance = (2 * floor) / Math.max(1, rows - design.length);
  const errors = minimum.map((_, j) => Math.sqrt(vectors.reduce((sum, v, k) => sum + v[j] ** 2 / values[k], 0) * variance));
  return { hessian, values, vectors, minimum, floor, mae, errors };
}

/** Loss above the floor after so many epochs of one rate from minimum + offset: ½ Σ λ c² (1 − rate·λ)^2N, c along the eigenvectors. */
export function gap({ values, vectors }, offset, rate, epochs) {
  return values.reduce((sum, value, k) => {
    const c = vectors[k].reduce((dot, x, j) => dot + x * offset[j], 0);
    return sum + 0.5 * value * c * c * (1 - rate * value) ** (2 * epochs);
  }, 0);
}
