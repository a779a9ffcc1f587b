import { tableCsv } from '../data/write.js';
import type { Race } from '../experiment/race/conclusion.js';
import { rankingTable, tracesTable } from '../experiment/race/tables.js';
import { inTheme, type Theme } from '../figure/dark.js';
import { raceLandscape } from '../figure/race-landscape.js';
import { raceLoss } from '../figure/race-loss.js';
import { svg } from '../figure/svg.js';
import { jsonText } from './json-text.js';
import { png } from './raster.js';
import type { RecordFile } from './record.js';

/**
 * The record of a race of methods: `race.json`, `race.csv` (a row per method), `traces.csv` (their ways), the figures `loss` and, for two parameters and more, `landscape` as SVG and
 * PNG, and `command.txt`, the command that repeats it.
 */
export async function raceFiles(race: Race, command: string, theme: Theme = 'light'): Promise<RecordFile[]> {
  const figures = { loss: raceLoss(race.source), landscape: raceLandscape(race.source) };
  const files: RecordFile[] = [
    { name: 'race.json', data: jsonText(race.result) },
    { name: 'race.csv', data: tableCsv(rankingTable(race.result)) },
    { name: 'traces.csv', data: tableCsv(tracesTable(race)) },
    { name: 'command.txt', data: `${command}\n` },
  ];
  for (const [name, drawn] of Object.entries(figures)) {
    if (drawn === null) continue;
    const scene = inTheme(drawn, theme);
    files.push({ name: `${name}.svg`, data: svg(scene) }, { name: `${name}.png`, data: await png(scene) });
  }
  return files;
}
