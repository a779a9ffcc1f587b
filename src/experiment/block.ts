import { DownhillError } from '../base/errors.js';
import type { Lang } from '../base/text.js';
import { checkNames } from './block-check.js';
import { type BlockIssue, pathText } from './block-issue.js';
import { fitOptions } from './block-options.js';
import { checkShape, type WrittenBlock } from './block-schema.js';
import { type Expectation, readExpectation } from './expectation.js';
import { DEFAULT_FIGURES, type FigureRequest, readFigures } from './figure-requests.js';
import type { FitOptions } from './options.js';
import type { ShownPart } from './shown-parts.js';

/** A named run that can be repeated: data, model, method, and what is to be shown of it. */
export interface Experiment {
  /** Letters, digits, `-`, `_`: also the name of its folder, and the first word of references to it. */
  readonly id: string;
  readonly title?: string;
  readonly data: FileData | MadeData;
  readonly model: string;
  /** With `seed`, `random` and `lang`. */
  readonly fit: FitOptions;
  readonly figures: readonly FigureRequest[];
  /** What a published post shows of it, in the order of the list; absent: all of {@link SHOWN_PARTS}. */
  readonly show?: readonly ShownPart[];
  readonly expect?: Expectation;
}

export interface FileData {
  /** Relative to the document. */
  readonly file: string;
  readonly encoding?: string;
  readonly delimiter?: string;
}

interface MadeData {
  readonly rows: number;
  /** Drawn in this order; no name is an integer, which JavaScript would put first. */
  readonly columns: Readonly<Record<string, string>>;
}

/**
 * Checks an experiment that is written as plain data, with the keys of a document's block.
 *
 * @throws DownhillError for the first mistake; its place is the path of the key: `start.W`.
 * @example experimentOf({ id: 'line', data: { rows: 9, columns: { x: 'index', y: '2*x + 1' } }, model: 'y ~ a*x + b' }).figures.length // 3
 */
export function experimentOf(value: unknown): Experiment {
  const read = readExperiment(value);
  if ('experiment' in read) return read.experiment;
  const issue = read.issues[0] as BlockIssue;
  throw new DownhillError(issue.code, issue.message, issue.advice, { place: pathText(issue.path) || 'experiment' });
}

/** The experiment, or all that is wrong with it. @param defaults what the document says for all its blocks. */
export function readExperiment(
  value: unknown,
  defaults: { readonly lang?: Lang } = {},
): { readonly experiment: Experiment } | { readonly issues: readonly BlockIssue[] } {
  const shape = checkShape(value);
  if ('issues' in shape) return shape;
  const { block } = shape;
  const issues: BlockIssue[] = [];
  const figures = block.figures === undefined ? DEFAULT_FIGURES : readFigures(block.figures, ['figures'], issues);
  const expect = block.expect === undefined ? null : readExpectation(block.expect, issues);
  const lang = block.lang ?? defaults.lang;
  const experiment: Experiment = {
    id: block.id.normalize('NFC'),
    ...(block.title === undefined ? {} : { title: block.title }),
    data: dataOf(block),
    model: String(block.model),
    fit: { ...fitOptions(block, figures), ...(lang === undefined ? {} : { lang }) },
    figures,
    ...(block.show === undefined ? {} : { show: block.show }),
    ...(expect === null ? {} : { expect }),
  };
  issues.push(...checkNames(experiment, block.figures ?? []));
  return issues.length > 0 ? { issues } : { experiment };
}

function dataOf({ data }: WrittenBlock): FileData | MadeData {
  if (typeof data === 'string') return { file: data };
  if ('file' in data) return data;
  return {
    rows: data.rows,
    columns: Object.fromEntries(Object.entries(data.columns).map(([name, text]) => [name, String(text)])),
  };
}
