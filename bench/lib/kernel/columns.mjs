// The data of a model: numbers that every language makes to the same bits from the row's number, so that nothing has to be handed over.

/** Odd multipliers: row i of column k is frac(i·m/2³²), a Weyl sequence (Weyl 1916, Math. Ann. 77). `worker.py` has the same rule. */
const multiplier = (k) => (Math.imul(k, 0x9e3779b2) + 0x6c8e9cf5) | 1;

/** Fills with frac((i + 1)·m/2³²)·width + from. */
function weyl(out, k, from, width) {
  const m = multiplier(k);
  for (let i = 0; i < out.length; i++) out[i] = ((Math.imul(i + 1, m) >>> 0) / 4294967296) * width + from;
}

/** @param room makes an array of zeros for each column: `(rows) => Float64Array`. @returns the columns and the response. */
export function columnsOf(model, rows, room) {
  const columns = model.columns.map(({ from, width }, k) => {
    const out = room(rows);
    weyl(out, k + 1, from, width);
    return out;
  });
  const y = room(rows);
  weyl(y, 0, 0, 1);
  const predicted = prediction(model, columns);
  if (model.loss === 'logistic') for (let i = 0; i < rows; i++) y[i] = y[i] < 1 / (1 + Math.exp(-predicted(i))) ? 1 : 0;
  else for (let i = 0; i < rows; i++) y[i] = predicted(i) + model.noise * (y[i] - 0.5);
  return { columns, y };
}

function prediction({ parameters, truth, columns: specs }, columns) {
  const [x] = columns;
  const [a, b, c, d] = truth;
  switch (parameters.join(' ')) {
    case 'A k c':
      return (i) => a * Math.exp(-b * x[i]) + c;
    case 'A m s c':
      return (i) => a * Math.exp(-((x[i] - b) ** 2) / (2 * c * c)) + d;
    case 'W b':
      return specs[0].width === 1 ? (i) => a * x[i] + b : (i) => a * Math.sin(x[i]) + b;
    default:
      return specs.length > 1
        ? (i) => columns.reduce((sum, column, k) => sum + truth[k + 1] * column[i], a)
        : (i) => {
            let sum = 0;
            for (let k = 0; k < truth.length; k += 2) sum += truth[k] * Math.sin(truth[k + 1] * x[i]);
            return sum;
          };
  }
}
