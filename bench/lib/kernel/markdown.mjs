// The table of docs/performance.md, written there by `npm run bench -- kernel --markdown`.
import { cell, figure, PEERS } from './report.mjs';

const row = (cells) => `| ${cells.join(' | ')} |`;

/** @returns Markdown: machine and versions, then a table of epochs and one of runs. */
export function markdown({ machine, results }) {
  const { cpu, cores, memoryGiB, node, peers } = machine;
  const part = (title, kept) => (kept.length === 0 ? [] : [`### ${title}`, '', ...table(kept), '']);
  return [
    `${cpu}, ${cores} cores, ${memoryGiB} GiB, Node ${node}; ${Object.entries(peers)
      .filter(([kind]) => kind !== 'node')
      .map(([, version]) => version)
      .join('; ')}.`,
    '',
    ...part(
      'An epoch: loss, mean absolute error and gradient',
      results.filter(({ name }) => name.endsWith('-epoch')),
    ),
    ...part(
      'A run of 200 epochs',
      results.filter(({ name }) => name.includes('-run-')),
    ),
  ].join('\n');
}

function table(results) {
  const runs = results.some(({ minimizeNsPerRow }) => minimizeNsPerRow !== undefined);
  const names = ['work', 'rows', 'threads', 'downhill', ...(runs ? ['of it `minimize`'] : []), ...PEERS];
  return [
    row(names),
    row(names.map((_, k) => (k === 0 ? '---' : '---:'))),
    ...results.map((result) => {
      const { name, rows, threads, nsPerRow, minimizeNsPerRow, peers, spread } = result;
      return row([
        name,
        rows.toExponential(0).replace('+', ''),
        threads,
        own(nsPerRow, spread.downhill),
        ...(runs ? [minimizeNsPerRow === null ? '–' : figure(minimizeNsPerRow)] : []),
        ...PEERS.map((peer) => cell(peers[peer], nsPerRow)),
      ]);
    }),
  ];
}

const own = (nsPerRow, quartiles) =>
  nsPerRow === null ? '–' : `${figure(nsPerRow)}${quartiles ? ` [${figure(quartiles[0])}, ${figure(quartiles[1])}]` : ''}`;
