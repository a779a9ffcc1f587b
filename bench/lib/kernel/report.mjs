// What the kernel benchmark says: a result as plain data, and as a line of a table.
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, platform, totalmem } from 'node:os';

export const PEERS = ['numpy-as-in-the-post', 'numpy', 'jax', 'torch', 'tfjs', 'js', 'scipy', 'memory-sum'];

export const machine = (versions) => ({
  cpu: cpus()[0]?.model ?? null,
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  platform: `${platform()} ${process.arch}`,
  node: process.version,
  largePages: largePages(),
  peers: versions,
});

/** Of Linux: `always`, `madvise` (only who asks for them, as NumPy does and JavaScript cannot) or `never`; null elsewhere. */
function largePages() {
  try {
    return /\[(\w+)\]/.exec(readFileSync('/sys/kernel/mm/transparent_hugepage/enabled', 'latin1'))?.[1] ?? null;
  } catch {
    return null;
  }
}

/**
 * Nanoseconds per row: medians in `nsPerRow` and `peers`, quartiles in `spread`, of a run all its epochs together. `wall` and `cpu` have the medians of both.
 * @param clock `wall` or `cpu`.
 */
export function resultOf({ name, rows, threads }, { samples, by, ways, missing }, clock) {
  const perRow = (seconds) => Number(((seconds * 1e9) / rows).toPrecision(4));
  const at = (values, share) =>
    quantile(
      [...values].sort((a, b) => a - b),
      share,
    );
  const median = (peer) => (samples[peer] === undefined ? null : perRow(at(samples[peer][clock], 0.5)));
  const each = (of) => Object.fromEntries(Object.entries(samples).map(([peer, sample]) => [peer, of(sample)]));
  const result = {
    name,
    rows,
    threads,
    nsPerRow: median('downhill'),
    peers: Object.fromEntries(PEERS.map((peer) => [peer, median(peer)])),
  };
  if (name.includes('-run-')) result.minimizeNsPerRow = median('downhill minimize');
  return {
    ...result,
    clock,
    spread: each(({ [clock]: times }) => (times.length < 2 ? null : [perRow(at(times, 0.25)), perRow(at(times, 0.75))])),
    wall: each(({ wall }) => perRow(at(wall, 0.5))),
    cpu: each(({ cpu }) => perRow(at(cpu, 0.5))),
    repeats: each(({ wall }) => wall.length),
    // The same sum in WebAssembly and by NumPy: their pages may differ.
    memorySums: Object.fromEntries(
      Object.entries(ways['memory-sum'] ?? {}).map(([way, sample]) => [way, perRow(at(sample[clock], 0.5))]),
    ),
    by: { tfjs: by.tfjs ?? null, 'memory-sum': by['memory-sum'] ?? null },
    missing: reasons(result, missing, samples),
  };
}

function reasons({ name, peers, nsPerRow }, missing, samples) {
  const absent = PEERS.filter((peer) => peers[peer] === null);
  if (nsPerRow === null) absent.unshift('downhill');
  const reason = (peer) => {
    if (peer === 'tfjs') return missing['tfjs-wasm'] ?? missing['tfjs-cpu'];
    return missing[peer];
  };
  // A backend that is not the one that was timed.
  const backends = Object.entries(missing).filter(([peer, why]) => peer.startsWith('tfjs-') && why.startsWith('computes'));
  const said = Object.fromEntries([...absent.map((peer) => [peer, reason(peer) ?? 'was not measured']), ...backends]);
  return name.includes('-run-') && samples['downhill minimize'] === undefined && nsPerRow !== null
    ? { ...said, 'downhill minimize': reason('downhill minimize') ?? 'was not measured' }
    : said;
}

/** Linear between the order statistics (Hyndman and Fan 1996, Am. Stat. 50, definition 7). */
function quantile(sorted, share) {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (at - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
}

export const figure = (value) => (value >= 1000 ? value.toFixed(0) : value.toPrecision(3));

/** Nanoseconds per row, and how many times as long as downhill. */
export const cell = (value, own) =>
  value === null ? '–' : own === null ? figure(value) : `${figure(value)} (${figure(value / own)}×)`;

export function table(results, headed) {
  const names = ['downhill', ...PEERS];
  const line = (cells) => cells.map((text, k) => (k < 3 ? text : text.padStart(Math.max(18, names[k - 3].length)))).join(' ');
  const lines = results.map((result) =>
    line([
      result.name.padEnd(17),
      result.rows.toExponential(0).replace('+', '').padStart(4),
      String(result.threads).padStart(3),
      `${result.nsPerRow === null ? '–' : figure(result.nsPerRow)}${half(result)}`,
      ...PEERS.map((peer) => cell(result.peers[peer], result.nsPerRow)),
    ]),
  );
  const title = 'ns per row, medians (× downhill, so that 2× took twice as long); ± half the distance of the quartiles';
  return [...(headed ? [title, line(['work'.padEnd(17), 'rows', 'thr', ...names])] : []), ...lines].join('\n');
}

function half({ nsPerRow, spread }) {
  const quartiles = spread.downhill;
  return nsPerRow === null || !quartiles ? '' : ` ± ${Math.round((50 * (quartiles[1] - quartiles[0])) / nsPerRow)}%`;
}
