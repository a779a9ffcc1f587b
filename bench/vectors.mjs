// CPU nanoseconds a row of loss, mean absolute error and gradient (or with them the triangular factor) by one thread, and milliseconds to compile, of kernels without vectors and with.
// npm run bench -- vectors [rows] [model|all] [gradient|qr]
import { build } from 'esbuild';

const sum = (count, term) => Array.from({ length: count }, (_, i) => term(i + 1)).join(' + ');
const names = (letter, count) => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
const MODELS = {
  line: ['a*x1 + b', ['a', 'b']],
  sine: ['W*sin(x1) + b', ['W', 'b']],
  'sine with frequency': ['W*sin(k*x1) + b', ['W', 'k', 'b']],
  decay: ['a*exp(-k*x1) + c', ['a', 'k', 'c']],
  peak: ['a*exp(-((x1 - m)/s)^2/2) + c', ['a', 'm', 's', 'c']],
  'logistic, 10 columns': [`sigmoid(b0 + ${sum(10, (i) => `b${i}*x${i}`)})`, ['b0', ...names('b', 10)]],
  'sum of 10 sines': [sum(10, (i) => `a${i}*sin(k${i}*x1)`), [...names('a', 10), ...names('k', 10)]],
  power: ['a*x1^k', ['a', 'k']],
  logarithm: ['a*log(x1) + b', ['a', 'b']],
  tanh: ['a*tanh(k*x1)', ['a', 'k']],
  erf: ['a*erf(k*x1)', ['a', 'k']],
  atan: ['a*atan(k*x1)', ['a', 'k']],
};

const entry = `
  export { columnMemory } from './src/backend/column-memory.ts';
  export { scalarWasm, wasm } from './src/backend/wasm/kernel.ts';
  export { parseExpression } from './src/language/index.ts';
  export { pointwise } from './src/objective/pointwise.ts';
  export { LOSSES } from './src/objective/losses/index.ts';`;
const { outputFiles } = await build({
  stdin: { contents: entry, resolveDir: `${import.meta.dirname}/..` },
  bundle: true,
  format: 'esm',
  write: false,
});
const core = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);

const rows = Number(process.argv[2] ?? 1e6);
const wanted = process.argv[3] ?? 'all';
const want = process.argv[4] ?? 'gradient';
const seconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

for (const [title, [formula, parameters]] of Object.entries(MODELS)) {
  if (wanted !== 'all' && wanted !== title) continue;
  const prediction = core.parseExpression(formula).expression;
  const used = names('x', title.includes('10 columns') ? 10 : 1);
  const data = new Map(
    [...used, 'y'].map((name, k) => [
      name,
      Float64Array.from({ length: rows }, (_, i) => (((i + 1) * (k + 7919)) % 1013) / 101.3 + 0.01),
    ]),
  );
  const point = Float64Array.from(parameters, (_, i) => 0.9 / (1 + i / 3));
  const cells = [core.scalarWasm, core.wasm].map((backend) => {
    const memory = core.columnMemory(data, rows, 0);
    const before = seconds();
    const objective = core.pointwise(
      {
        prediction,
        response: core.parseExpression('y').expression,
        parameters,
        columns: [...used, 'y'],
        loss: core.LOSSES.find(({ name }) => name === 'half-mse'),
        lossSettings: {},
      },
      memory,
      backend,
    );
    const request = { points: [point], want };
    const answer = objective.evaluate;
    const run = () => answer.call(objective, request);
    run();
    const first = seconds() - before;
    const times = [];
    for (const until = seconds() + 1; seconds() < until; ) {
      const start = seconds();
      run();
      times.push((seconds() - start) * 1e3);
    }
    // The least: a machine that is shared only ever adds.
    const least = times.reduce((a, b) => Math.min(a, b));
    return `${backend.name} ${((least * 1e6) / rows).toFixed(2).padStart(6)} ns/row, first ${(first * 1e3).toFixed(0).padStart(3)} ms`;
  });
  console.log(`${title.padEnd(22)} ${cells.join('   ')}`);
}
