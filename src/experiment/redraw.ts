import type { RandomStream } from '../base/random/stream.js';
import type { Table } from '../data/table.js';
import { topological } from '../expression/node.js';
import { parseExpression } from '../language/index.js';
import { DRAWS } from './draws.js';
import type { Begun } from './fit.js';
import type { Steps } from './in-steps.js';
import type { Solved } from './solve.js';

/** Data as a seed makes them, and the stream after them: starts are drawn from it. */
export interface Made {
  readonly table: Table;
  readonly stream: RandomStream;
}

/** A fit that can be made again with other random numbers. */
export interface Redraw {
  /** Other seeds make other data. */
  readonly drawsData: boolean;
  /** With derived columns, without the rows that are left out. Its stream is its own. */
  readonly data: (seed: number) => Made;
  /** As a fit of such data with this seed, statistics and findings left out. */
  readonly solve: (made: Made, seed: number) => Steps<{ readonly begun: Begun; readonly solved: Solved }>;
  /** The answer of downhill itself for such data: without method, start, gradient and stop. */
  readonly search: (made: Made, seed: number) => Steps<Solved>;
}

const NAMES = new Set(DRAWS.map(({ name }) => name));

/** Whether a data expression draws random numbers. @throws DownhillError where it does not parse. */
export const drawsIn = (text: string | number): boolean =>
  typeof text === 'string' &&
  topological([parseExpression(text, { functions: 'data' }).expression]).some(
    (node) => node.kind === 'call' && NAMES.has(node.operation),
  );
