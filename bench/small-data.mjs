// CPU of fits of 10 to 5,000 rows by backend: the first fit of a process, and the median of the next ten.
// npm run bench -- small-data [fits]
import { spawnSync } from 'node:child_process';

const MODELS = [
  ['y ~ a*x + b', (x) => 2 * x + 1, { a: 1, b: 0 }],
  ['y ~ W*sin(k*x) + b', (x) => 10 * Math.sin(1.2 * x) + 1.5, { W: 8, k: 1.1, b: 0 }],
  [
    'y ~ b1*exp(-b2*x) + b3*exp(-(x - b4)^2/b5^2)',
    (x) => 10 * Math.exp(-0.3 * x) + 5 * Math.exp(-((x - 5) ** 2) / 2),
    { b1: 8, b2: 0.2, b3: 4, b4: 4.8, b5: 1.2 },
  ],
];
const ROWS = [10, 100, 1000, 5000];
const BACKENDS = ['auto', 'wasm', 'interpreter'];

if (process.argv[2] === 'child') {
  const [model, rows, backend, fits] = process.argv.slice(3).map(Number);
  const { fit } = await import('../dist/index.js');
  const [formula, truth, start] = MODELS[model];
  const x = Float64Array.from({ length: rows }, (_, i) => (10 * i) / rows);
  const y = x.map((value, i) => truth(value) + ((i * 7919) % 1013) / 1013 - 0.5);
  const times = Array.from({ length: fits }, () => {
    const before = process.cpuUsage();
    fit(formula, { x, y }, { start, backend: BACKENDS[backend] });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  console.log(JSON.stringify(times));
} else {
  const fits = Number(process.argv[2] ?? 11);
  const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
  console.log(`first fit / median of the next ${fits - 1}, CPU ms`);
  for (const [model, [formula]] of MODELS.entries())
    for (const rows of ROWS) {
      const cells = BACKENDS.map((name, backend) => {
        const { stdout } = spawnSync(process.execPath, [import.meta.filename, 'child', model, rows, backend, fits].map(String), {
          encoding: 'utf8',
        });
        const [first, ...rest] = JSON.parse(stdout);
        return `${name} ${first.toFixed(1).padStart(6)} / ${median(rest).toFixed(1).padStart(5)}`;
      });
      console.log(`${formula.padEnd(46)} ${String(rows).padStart(5)} rows   ${cells.join('   ')}`);
    }
}
