import { tableCsv } from '../data/write.js';
import { sweepFigure } from '../experiment/sweep/figure.js';
import type { Sweep } from '../experiment/sweep/result.js';
import { ratesTable, runsTable } from '../experiment/sweep/tables.js';
import { inTheme, type Theme } from '../figure/dark.js';
import { svg } from '../figure/svg.js';
import { jsonText } from './json-text.js';
import { png } from './raster.js';
import type { RecordFile } from './record.js';

/** The record of a sweep: `sweep.json`, `rates.csv`, `runs.csv`, the map as SVG and PNG, and `command.txt`, the command that repeats it. */
export async function sweepFiles(
  found: Sweep,
  { command, theme }: { readonly command: string; readonly theme: Theme },
): Promise<RecordFile[]> {
  const scene = inTheme(sweepFigure(found), theme);
  return [
    { name: 'sweep.json', data: jsonText(found) },
    { name: 'rates.csv', data: tableCsv(ratesTable(found)) },
    { name: 'runs.csv', data: tableCsv(runsTable(found)) },
    { name: 'map.svg', data: svg(scene) },
    { name: 'map.png', data: await png(scene) },
    { name: 'command.txt', data: `${command}\n` },
  ];
}
