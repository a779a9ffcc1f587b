// One line of the benchmark: every peer computes the same, is checked against the loop by hand, and is timed only then.
import { check } from './check.mjs';
import { EPOCHS, MODELS } from './models.mjs';
import { KINDS } from './workers.mjs';

/** Ways to the same peer: the faster one counts. */
const PEER_OF = { 'tfjs-wasm': 'tfjs', 'tfjs-cpu': 'tfjs' };

const RUNS_ONLY = ['scipy', 'downhill minimize'];

/** Their runs are no epochs of their own, or short. */
const WITHOUT_ESTIMATE = [...RUNS_ONLY, 'memory-sum'];

/**
 * @param settings { repeats, budget, limit }. @param workerOf kind → worker, or null.
 * @returns { samples: { peer: { wall, cpu } }, by: { peer: worker or backend }, ways: { peer: { worker: { wall, cpu } } }, missing: { peer: sentence }, wrong: [sentence], versions }.
 */
export async function measure(one, settings, workerOf) {
  const found = { samples: {}, by: {}, ways: {}, missing: {}, wrong: [], versions: {}, references: {} };
  for (const [kind, { peers }] of Object.entries(KINDS)) {
    const why = await measureKind(kind, one, settings, workerOf, found);
    if (why !== null) for (const peer of peers) found.missing[peer] ??= why;
  }
  return found;
}

/** All peers of a worker. @returns why there are none, or null. */
async function measureKind(kind, { name, model, work, rows, threads }, settings, workerOf, found) {
  const { peers, threads: threaded } = KINDS[kind];
  if (threads > 1 && !threaded) return 'has no threads for this work';
  const worker = workerOf(kind);
  if (worker === null) return 'is not installed';
  const loaded = await worker.ask({ ask: 'load', model, rows, spec: MODELS[model], epochs: EPOCHS });
  if (loaded.failed !== undefined) return loaded.failed;
  found.versions[kind] = loaded.version;
  for (const peer of peers) {
    const why =
      work === 'epoch' && RUNS_ONLY.includes(peer)
        ? 'has no epochs: it is timed beside runs'
        : loaded.peers.includes(peer)
          ? await measurePeer({ kind, worker, peer, work, threads }, settings, found)
          : `${rows} rows do not fit`;
    if (why === null) continue;
    found.missing[peer] ??= why.text ?? why;
    if (why.wrong) found.wrong.push(`${name}, ${rows} rows: ${peer} ${why.text}`);
  }
  await worker.ask({ ask: 'drop' });
  return null;
}

/** @returns why it was not timed, as a sentence or with `wrong` where that is an error; or null. */
async function measurePeer({ kind, worker, peer, work, threads }, settings, found) {
  const alone = threads > 1 && KINDS[kind].oneThread?.includes(peer);
  // The loop by hand is needed as the reference, though it is not timed.
  if (alone && peer !== 'js') return 'has one thread';
  const estimate = work === 'run' && !WITHOUT_ESTIMATE.includes(peer) ? await runTime(worker, peer) : 0;
  if (estimate > settings.limit && peer !== 'js')
    return `a run would take ${Math.round(estimate)} s, more than --limit ${settings.limit}`;
  const answer = await worker.ask({ ask: 'values', peer, work });
  if (answer.failed !== undefined) return answer.failed;
  const differs = check(kind, peer, work, answer.values, found.references);
  if (differs !== null) return differs;
  if (alone) return 'has one thread';
  const long = Math.max(estimate, work === 'run' && kind !== 'jax' ? answer.seconds : 0) > settings.budget;
  // Where a single run takes longer than all repeats may, it is measured once; the checked one compiled and warmed.
  const once = { repeats: 1, budget: settings.budget, cold: true };
  const samples = await worker.ask({ ask: 'time', peer, work, ...(long ? once : settings) });
  if (samples.failed !== undefined) return samples.failed;
  keep(found, PEER_OF[peer] ?? peer, samples, kind === 'tfjs' ? peer : kind);
  return null;
}

/** Seconds that all epochs of a run will take, from one that is not the first. */
async function runTime(worker, peer) {
  const epoch = { ask: 'values', peer, work: 'epoch' };
  await worker.ask(epoch);
  const { seconds } = await worker.ask(epoch);
  return (seconds ?? 0) * EPOCHS;
}

/** The faster of two ways to the same peer, and which it is; all of them beside it. */
function keep({ samples, by, ways }, peer, next, way) {
  ways[peer] = { ...ways[peer], [way]: next };
  const best = ({ cpu }) => Math.min(...cpu);
  if (samples[peer] !== undefined && best(next) >= best(samples[peer])) return;
  samples[peer] = next;
  by[peer] = way;
}
