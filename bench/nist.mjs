// NIST's reference problems: digits and CPU beside scipy, no starts, perturbed starts, linear sets, and which findings wrong fits carry.
// npm run bench -- nist [accuracy|linear|nostart|starts|flags …] [--json] [--repeats n]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { eagerOptimiser } from '../scripts/eager-optimiser.mjs';
import { digits, isRight, normals, problems, reference } from './lib/nist.mjs';
import { peerEnvironment, python } from './lib/peers.mjs';

const args = process.argv.slice(2);
const json = args.includes('--json');
const repeats = Number(args[args.indexOf('--repeats') + 1] ?? 5) || 5;
/** Of scipy: the most digits. */
const BEST = 'trf, x_scale=jac, tight, analytic';
const TURNS = 5;
const PARTS = ['accuracy', 'linear', 'nostart', 'starts', 'flags'];
const asked = args.filter((word) => PARTS.includes(word));
const wanted = asked.length > 0 ? asked : PARTS;
const nonlinear = problems('nist');
if (nonlinear === null) {
  console.error('the NIST problems are not here: name a folder that has nist/ and nist-linear/ in DOWNHILL_NIST');
  process.exit(1);
}
// CPU counts from here: loading and compiling the program is part of the price.
const cpuOf = async (work) => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
let downhill;
const loading = await cpuOf(async () => {
  downhill = await import('../dist/index.js');
});
const { fit, differentiate, simplify, numpy, parseFormula } = downhill;
const startOf = (problem, values) => Object.fromEntries(problem.params.map((name, j) => [name, values[j]]));
const valuesOf = (problem, result, key) => problem.params.map((name) => result.parameters[name][key] ?? Number.NaN);
const say = (...line) => json || console.log(...line);
const report = { schema: 'downhill.bench/1', name: 'nist' };
const atLeast = (list, limit) => list.filter((value) => value >= limit).length;

const parts = {
  async accuracy() {
    say('problem   start  parameters  errors  residual sum   evaluations  method  findings');
    const rows = [];
    let cpu = loading;
    let clock = 0;
    for (const problem of nonlinear)
      for (const [k, start] of problem.starts.entries()) {
        let result;
        const began = performance.now();
        cpu += await cpuOf(() => {
          result = fit(problem.formula, problem.columns, { start: startOf(problem, start) });
        });
        clock += performance.now() - began;
        const exact = reference(problem);
        const row = {
          problem: problem.name,
          start: k + 1,
          parameters: digits(valuesOf(problem, result, 'value'), exact.parameters),
          errors: digits(valuesOf(problem, result, 'standardError'), exact.errors),
          rss: digits([result.quality.rss], [exact.rss]),
          evaluations: result.stop.evaluations,
          method: result.method.name,
          findings: result.findings.map(({ code }) => code),
        };
        rows.push(row);
        say(
          `${row.problem.padEnd(10)} ${row.start}  ${[row.parameters, row.errors, row.rss].map((x) => x.toFixed(1).padStart(10)).join(' ')}  ${String(row.evaluations).padStart(12)}   ${row.method.padEnd(7)} ${row.findings.join(' ')}`,
        );
      }
    const summary = (list) => [4, 6, 8, 10, 12].map((limit) => atLeast(list, limit)).join('/');
    say(`\n${'≥ 4/6/8/10/12 digits of 54'.padEnd(42)} parameters      standard errors   CPU ms  wall ms`);
    const line = (name, parameters, errors, ms, clock) =>
      say(
        `${name.padEnd(42)} ${summary(parameters).padEnd(15)} ${summary(errors).padEnd(15)} ${ms.toFixed(0).padStart(8)} ${clock.toFixed(0).padStart(8)}`,
      );
    const pass = async () => {
      const began = performance.now();
      const ms = await cpuOf(() => {
        for (const problem of nonlinear)
          for (const start of problem.starts) fit(problem.formula, problem.columns, { start: startOf(problem, start) });
      });
      return { cpu: ms, wall: performance.now() - began };
    };
    // Later passes are what a fit costs in a process that lives: V8 has compiled what it will compile.
    const second = await pass();
    await pass();
    const fourth = await pass();
    const [p, e] = [rows.map((row) => row.parameters), rows.map((row) => row.errors)];
    line('downhill auto, fourth pass', p, e, fourth.cpu, fourth.wall);
    line('downhill auto, second pass', p, e, second.cpu, second.wall);
    line('downhill auto, first pass, import included', p, e, cpu, clock);
    say(
      `least digits: parameters ${Math.min(...p).toFixed(1)}, errors ${Math.min(...e).toFixed(1)}, residual sum ${Math.min(...rows.map((row) => row.rss)).toFixed(1)}`,
    );
    report.accuracy = { rows, cpu, wall: clock, second, fourth, processes: null, peers: null };
    const interpreter = python(['numpy', 'scipy']);
    if (interpreter === null) return;
    const input = nonlinear.map((problem) => ({
      ...problem,
      reference: reference(problem),
      derivatives: differentiate(parseFormula(problem.formula).equations[0].expression, problem.params).map((slope) =>
        numpy(simplify(slope)),
      ),
    }));
    const peerOf = (...names) => {
      const { stdout, stderr, status } = spawnSync(interpreter, [join(import.meta.dirname, 'lib/nist_peer.py'), ...names], {
        input: JSON.stringify(input),
        encoding: 'utf8',
        env: peerEnvironment(),
        maxBuffer: 1e8,
      });
      if (status !== 0) throw new Error(`scipy failed: ${stderr}`);
      return JSON.parse(stdout);
    };
    const { version, results } = peerOf();
    for (const [name, peer] of Object.entries(results))
      line(`scipy ${version} ${name}`, peer.parameters, peer.errors, peer.cpu, peer.wall);
    report.accuracy.peers = { version, results };
    // From the start of a process to its end, imports and all, in turns.
    const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
    const [own, library, peers] = [[], [], []];
    const young = (flags) => {
      const { stdout } = spawnSync(process.execPath, [...flags, join(import.meta.dirname, 'lib/nist_pass.mjs')], {
        encoding: 'utf8',
      });
      return JSON.parse(stdout).process;
    };
    for (let turn = 0; turn < TURNS; turn++) {
      own.push(young(eagerOptimiser));
      library.push(young([]));
      peers.push(peerOf(BEST).process);
    }
    report.accuracy.processes = { downhill: median(own), library: median(library), scipy: median(peers) };
    say(
      `a process that makes the 54 fits and ends, CPU from its start, median of ${TURNS}: downhill ${median(own).toFixed(0)} ms as its command line sets V8 and ${median(library).toFixed(0)} ms as a library, scipy ${BEST} ${median(peers).toFixed(0)} ms`,
    );
  },

  async linear() {
    say('\nlinear    parameters  errors  residual sum  condition  findings');
    report.linear = problems('nist-linear').map((problem) => {
      const result = fit(problem.formula, problem.columns);
      const exact = reference(problem);
      const row = {
        problem: problem.name,
        parameters: digits(valuesOf(problem, result, 'value'), exact.parameters),
        errors: digits(valuesOf(problem, result, 'standardError'), exact.errors),
        rss: digits([result.quality.rss], [exact.rss]),
        condition: result.quality.conditionNumber,
        findings: result.findings.map(({ code }) => code),
      };
      say(
        `${row.problem.padEnd(10)} ${[row.parameters, row.errors, row.rss].map((x) => x.toFixed(1).padStart(8)).join(' ')}  ${row.condition.toExponential(1).padStart(12)}  ${row.findings.join(' ')}`,
      );
      return row;
    });
  },

  async nostart() {
    const seeds = [1, 2, 3, 4, 5];
    say(`\nno start, seeds ${seeds.join(' ')}: searches that it took, × where the lowest minimum was missed`);
    const right = seeds.map(() => 0);
    report.nostart = { seeds, right, missed: [] };
    const cpu = await cpuOf(() => {
      for (const problem of nonlinear) {
        const cells = seeds.map((seed, s) => {
          const result = fit(problem.formula, problem.columns, { seed });
          if (isRight(problem, result.quality.rss)) {
            right[s]++;
            return String(result.search?.starts ?? 1);
          }
          report.nostart.missed.push({ problem: problem.name, seed });
          return '×';
        });
        say(`${problem.name.padEnd(10)} ${cells.map((cell) => cell.padStart(5)).join(' ')}`);
      }
    });
    say(`right, of ${nonlinear.length}: ${right.join(' ')} (${cpu.toFixed(0)} ms CPU)`);
  },

  async starts() {
    say(`\nstarts × exp(σz), ${repeats} a problem: share that ends in the lowest minimum`);
    report.starts = [];
    for (const sigma of [0.1, 0.3, 1])
      for (const [k, name] of ['far', 'near'].entries()) {
        let [right, all] = [0, 0];
        const missed = {};
        const cpu = await cpuOf(() => {
          for (const [p, problem] of nonlinear.entries())
            for (let repeat = 0; repeat < repeats; repeat++) {
              const z = normals(1000 * repeat + 17 * p + k);
              const start = problem.starts[k].map((value) => value * Math.exp(sigma * z()));
              const result = fit(problem.formula, problem.columns, { start: startOf(problem, start) });
              all++;
              if (isRight(problem, result.quality.rss)) right++;
              else missed[problem.name] = (missed[problem.name] ?? 0) + 1;
            }
        });
        report.starts.push({ sigma, start: name, right, all, missed });
        say(
          `σ = ${sigma} ${name.padEnd(5)} ${((100 * right) / all).toFixed(1)}%  ${cpu.toFixed(0)} ms CPU  ${Object.entries(missed)
            .map(([problem, count]) => `${problem} ${count}`)
            .join(', ')}`,
        );
      }
  },

  async flags() {
    say(
      `\n--method lm --starts 1 from starts × exp(σz), σ = 0.3 and 1, ${repeats} a problem: findings of severity warning or error`,
    );
    const table = { right: { fits: 0, flagged: 0, errors: 0, codes: {} }, wrong: { fits: 0, flagged: 0, errors: 0, codes: {} } };
    report.flags = { ...table, unflagged: [] };
    for (const sigma of [0.3, 1])
      for (const [p, problem] of nonlinear.entries())
        for (let repeat = 0; repeat < repeats; repeat++)
          for (const k of [0, 1]) {
            const z = normals(77 * repeat + 5 * k + 131 * p + 1);
            const start = problem.starts[k].map((value) => value * Math.exp(sigma * z()));
            const result = fit(problem.formula, problem.columns, { start: startOf(problem, start), method: 'lm', starts: 1 });
            const right = isRight(problem, result.quality.rss);
            const row = table[right ? 'right' : 'wrong'];
            const grave = result.findings.filter(({ severity }) => severity !== 'note');
            row.fits++;
            if (grave.length > 0) row.flagged++;
            else if (!right) report.flags.unflagged.push({ problem: problem.name, start: k + 1, sigma });
            if (grave.some(({ severity }) => severity === 'error')) row.errors++;
            for (const code of new Set(grave.map((finding) => finding.code))) row.codes[code] = (row.codes[code] ?? 0) + 1;
          }
    const codes = [...new Set([...Object.keys(table.right.codes), ...Object.keys(table.wrong.codes)])].sort();
    const { right, wrong } = table;
    say(`${''.padEnd(24)} ${`right (${right.fits})`.padStart(14)} ${`wrong (${wrong.fits})`.padStart(14)}`);
    const share = (count, of) => `${count} (${((100 * count) / Math.max(of, 1)).toFixed(1)}%)`;
    for (const code of codes)
      say(
        `${code.padEnd(24)} ${share(right.codes[code] ?? 0, right.fits).padStart(14)} ${share(wrong.codes[code] ?? 0, wrong.fits).padStart(14)}`,
      );
    say(
      `${'any warning or error'.padEnd(24)} ${share(right.flagged, right.fits).padStart(14)} ${share(wrong.flagged, wrong.fits).padStart(14)}`,
    );
    say(
      `${'any error'.padEnd(24)} ${share(right.errors, right.fits).padStart(14)} ${share(wrong.errors, wrong.fits).padStart(14)}`,
    );
    if (report.flags.unflagged.length > 0)
      say(`wrong and unflagged: ${report.flags.unflagged.map((row) => `${row.problem}/${row.start} σ ${row.sigma}`).join(', ')}`);
  },
};
for (const part of wanted) await parts[part]();
if (json) console.log(JSON.stringify(report));
