import type { Lang } from '../base/text.js';
import { readTable } from '../data/read.js';
import type { Example } from '../diagnose/diagnosis.js';
import { experimentOf } from './block.js';
import { runExperiment } from './run.js';
import type { Run } from './run-result.js';

/** Runs the worked example of a finding; its file is the text beside its block. @throws DownhillError for a block that cannot be read. */
export const runExample = ({ block, csv = '' }: Example, lang: Lang = 'en'): Promise<Run> =>
  runExperiment(
    experimentOf(block),
    { readData: async ({ file }) => readTable(new TextEncoder().encode(csv), { source: file }) },
    { lang },
  );
