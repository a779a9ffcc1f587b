import { buildSync } from 'esbuild';
import { join } from 'node:path';
const { outputFiles } = buildSync({ entryPoints: [join(import.meta.dirname, '../test/optimize/descent/all.ts')], bundle: true, write: false, format: 'esm', platform: 'node' });
const D = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
const starts = Number(process.argv[2] ?? 18), share = Number(process.argv[3] ?? 1e-6), most = 20000;
const set = process.argv[4] === 'held' ? D.HELD_OUT : D.DESCENTS;
const which = (process.argv[5] ?? 'auto').split(',');
const q = (v, p) => [...v].sort((a, b) => a - b)[Math.min(v.length - 1, Math.floor(p * v.length))];
const all = Object.fromEntries(which.map((w) => [w, []]));
const fails = Object.fromEntries(which.map((w) => [w, 0]));
for (const [p, problem] of set.entries()) {
  const least = D.leastOf(problem);
  const base = []; const per = Object.fromEntries(which.map((w) => [w, []])); const bad = Object.fromEntries(which.map((w) => [w, 0]));const ev=[];
  for (const start of D.startsOf(problem, starts, 100 + p)) {
    const target = D.targetOf(problem.evaluate, start, least, share);
    const best = D.bestConstant(problem.evaluate, start, target, most, D.centreOf(problem.evaluate, start));
    base.push(best);
    for (const w of which) {
      const n = D.evaluationsOf(problem.evaluate, start, target, most, D.STEPS[w]());
      if (w===which[0]) ev.push(n);
      if (n === null) { if (best !== null) { bad[w]++; fails[w]++; } }
      else if (best !== null) { per[w].push(n / best); all[w].push(n / best); }
    }
  }
  console.log(problem.name.padEnd(22), 'best', String(q(base.map(b=>b??Infinity), .5)).padStart(7), 'none', base.filter((b) => b === null).length, 'auto evals', q(ev.map(e=>e??Infinity),.5), 'max', Math.max(...ev.map(e=>e??Infinity)),
    ...which.map((w) => `| ${w} ${q(per[w], .5)?.toFixed(3)} max ${Math.max(...per[w]).toFixed(2)} fail ${bad[w]}`));
}
for (const w of which) console.log(w, 'median', q(all[w], .5).toFixed(3), 'worst', Math.max(...all[w]).toFixed(2), 'failures', fails[w], 'of', all[w].length + fails[w]);
