// One line of the benchmark: every peer computes the same, is checked against the loop by hand, and is timed only then.
import { EPOCHS, MODELS } from './models.mjs';
import { KINDS } from './workers.mjs';

/** What a float64 and a float32 peer may differ by, relative to the largest of loss, MAE, and gradient each. */
const TOLERANCE = { float64: 1e-10, float32: 1e-3 };

/** @returns { samples: { peer: { wall, cpu } }, missing: { peer: sentence }, wrong: [sentence], versions }. */
export async function measure({ name, model, work, rows, threads }, settings, workerOf) {
  const found = { samples: {}, missing: {}, wrong: [], versions: {} };
  let reference = null;
  for (const [kind, { peers, threads: threaded }] of Object.entries(KINDS)) {
    const without = (why) => {
      for (const peer of peers) found.missing[peer] ??= why;
    };
    if (threads > 1 && !threaded && kind !== 'node') {
      without('has no threads for this work');
      continue;
    }
    const worker = workerOf(kind);
    if (worker === null) {
      without('is not installed');
      continue;
    }
    const loaded = await worker.ask({ ask: 'load', model, rows, spec: MODELS[model], epochs: EPOCHS });
    if (loaded.failed !== undefined) {
      without(loaded.failed);
      continue;
    }
    found.versions[kind] = loaded.version;
    // The loop by hand first: it is the reference.
    const order = kind === 'node' ? ['js', ...peers.filter((peer) => peer !== 'js')] : peers;
    for (const peer of order) {
      const job = { peer, work };
      if (!loaded.peers.includes(peer)) {
        found.missing[peer] ??= `${rows} rows do not fit`;
        continue;
      }
      if (threads > 1 && kind === 'node' && peer !== 'js') {
        found.missing[peer] ??= 'has no threads yet';
        continue;
      }
      const estimate = work === 'run' ? await runTime(worker, peer) : 0;
      if (estimate > settings.limit && peer !== 'js') {
        found.missing[peer] = `a run would take ${Math.round(estimate)} s, more than --limit ${settings.limit}`;
        continue;
      }
      const answer = await worker.ask({ ...job, ask: 'values' });
      if (answer.failed !== undefined) {
        found.missing[peer] = answer.failed;
        continue;
      }
      if (peer === 'js') reference = answer.values;
      const off = peer === 'memory-sum' ? 0 : difference(peer, answer.values, reference, work);
      const allowed = TOLERANCE[kind === 'tfjs' ? 'float32' : 'float64'];
      if (!(off <= allowed)) {
        found.missing[peer] = `computes something else: differs by ${off.toExponential(1)}, more than ${allowed}`;
        found.wrong.push(`${name}, ${rows} rows: ${peer} ${found.missing[peer]}`);
        continue;
      }
      if (threads > 1 && kind === 'node') {
        found.missing[peer] ??= 'has no threads';
        continue;
      }
      const samples = await sampled(worker, job, settings, estimate);
      if (samples.failed !== undefined) found.missing[peer] = samples.failed;
      else keep(found.samples, peer.startsWith('tfjs-') ? 'tfjs' : peer, samples);
    }
    await worker.ask({ ask: 'drop' });
  }
  return found;
}

/** Seconds that all epochs of a run will take: of one that is not the first, 0 for what has no epochs or is short. */
async function runTime(worker, peer) {
  if (['scipy', 'memory-sum', 'downhill minimize'].includes(peer)) return 0;
  await worker.ask({ ask: 'values', peer, work: 'epoch' });
  const { seconds } = await worker.ask({ ask: 'values', peer, work: 'epoch' });
  return (seconds ?? 0) * EPOCHS;
}

/** Where a single run takes longer than all repeats may, it is measured once; the checked one compiled and warmed. */
async function sampled(worker, job, { repeats, budget }, estimate) {
  if (estimate <= budget) return worker.ask({ ...job, ask: 'time', repeats, budget });
  return worker.ask({ ...job, ask: 'time', repeats: 1, budget, cold: true });
}

/** The faster of two ways to the same peer. */
function keep(samples, peer, next) {
  const best = ({ cpu }) => Math.min(...cpu);
  if (samples[peer] === undefined || best(next) < best(samples[peer])) samples[peer] = next;
}

/** Loss, MAE and gradient are compared apart, each relative to its own size. scipy goes another way to the same minimum: only not above the run's end. */
function difference(peer, values, reference, work) {
  const last = reference[reference.length - 1];
  if (peer === 'scipy') return Math.max(0, values[values.length - 1] / last - 1);
  if (values.length !== reference.length) return Number.NaN;
  const groups =
    work === 'epoch'
      ? [
          [0, 1],
          [1, 2],
          [2, reference.length],
        ]
      : [
          [0, reference.length - 1],
          [reference.length - 1, reference.length],
        ];
  return Math.max(
    ...groups.map(([from, to]) => {
      const wanted = reference.slice(from, to);
      const size = Math.max(...wanted.map(Math.abs));
      return Math.max(...wanted.map((value, j) => Math.abs(values[from + j] - value))) / size;
    }),
  );
}
