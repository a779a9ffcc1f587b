import { DownhillError } from '../base/errors.js';
import { nearest } from '../base/nearest.js';
import { type Experiment, readExperiment } from './block.js';
import type { BlockIssue } from './block-issue.js';
import { type FencedBlock, fencedBlocks } from './fenced-blocks.js';
import { type FrontMatter, readFrontMatter } from './front-matter.js';
import { missingStep } from './quoted-result.js';
import { findReferences, type ResultReference } from './result-references.js';
import { SourceText } from './source-text.js';
import { parseYaml, type YamlBlock } from './yaml-block.js';

/** Markdown with experiments in it. */
export interface ExperimentDocument {
  /** Its name, for messages. */
  readonly source: string;
  readonly text: string;
  readonly frontMatter: FrontMatter;
  /** In the order of the text; at least one. */
  readonly blocks: readonly DocumentBlock[];
  /** Results that the text quotes, in the order of the text. */
  readonly references: readonly ResultReference[];
}

export interface DocumentBlock {
  readonly id: string;
  readonly experiment: Experiment;
  /** 1-based line of the opening fence. */
  readonly line: number;
  /** Offsets of the whole block in the text, fences included. */
  readonly start: number;
  readonly end: number;
}

/**
 * Reads an experiment document: front matter, the blocks fenced ```` ```downhill ````, and the results that its text quotes.
 *
 * Everything that can be known without running is checked here. @throws DownhillError for the first mistake in the order of the text, with
 * its line shown; its advice names the places of the others.
 *
 * @example parseDocument('```downhill\nid: line\ndata: points.csv\nmodel: y ~ a*x + b\n```\n', 'post.md').blocks[0].id // 'line'
 */
export function parseDocument(text: string, sourceName: string): ExperimentDocument {
  const source = new SourceText(text, sourceName);
  const frontMatter = readFrontMatter(source);
  const { blocks: fenced, code } = fencedBlocks(source, frontMatter.length);
  if (fenced.length === 0)
    throw new DownhillError(
      'document-without-blocks',
      `${sourceName} holds no experiment`,
      'add a block fenced ```downhill with id, data and model in it',
      {
        place: sourceName,
      },
    );
  const mistakes: Mistake[] = [];
  const blocks: DocumentBlock[] = [];
  for (const block of fenced) {
    const { line } = source.position(block.start);
    const experiment = readBlock(block, frontMatter, mistakes, (id) => sameId(blocks, id));
    if (experiment !== null) blocks.push({ id: experiment.id, experiment, line, start: block.start, end: block.end });
  }
  // A reference to a block that could not be read is no mistake of its own.
  const references = findReferences(source, code, frontMatter.length);
  if (mistakes.length === 0) mistakes.push(...references.flatMap((reference) => checkReference(reference, blocks)));
  if (mistakes.length > 0) throw firstOf(mistakes, source);
  return { source: sourceName, text, frontMatter, blocks, references };
}

interface Mistake {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
  readonly start: number;
  readonly end: number;
}

function firstOf(mistakes: readonly Mistake[], source: SourceText): DownhillError {
  const [first, ...others] = [...mistakes].sort((a, b) => a.start - b.start) as [Mistake, ...Mistake[]];
  if (others.length === 0) return source.error(first, first.start, first.end);
  const places = others.slice(0, 5).map((other) => source.place(other.start));
  const more = `${others.length} more mistake${others.length === 1 ? '' : 's'} at ${places.join(', ')}${others.length > places.length ? ', …' : ''}`;
  return source.error({ ...first, advice: `${first.advice} (${more})` }, first.start, first.end);
}

/** @param earlier the line of an earlier block of the same name, or null. */
function readBlock(
  block: FencedBlock,
  defaults: FrontMatter,
  mistakes: Mistake[],
  earlier: (id: string) => number | null,
): Experiment | null {
  const before = mistakes.length;
  const yaml = parseYaml(block.content);
  if ('issue' in yaml) {
    mistakes.push({ ...yaml.issue, start: block.offset(yaml.issue.start), end: block.offset(yaml.issue.end) });
    return null;
  }
  const read = readExperiment(yaml.value, defaults);
  if ('issues' in read) {
    mistakes.push(...read.issues.map((issue) => locate(issue, yaml, block)));
    return null;
  }
  const line = earlier(read.experiment.id);
  if (line !== null) {
    const at = yaml.locate(['id'], 'value');
    mistakes.push({
      code: 'id-duplicate',
      message: `the id "${read.experiment.id}" is taken by the block in line ${line}`,
      advice: 'give each block an id of its own; letter case does not make a difference',
      start: block.offset(at.start),
      end: block.offset(at.end),
    });
  }
  return mistakes.length === before ? read.experiment : null;
}

function locate(issue: BlockIssue, yaml: YamlBlock, block: FencedBlock): Mistake {
  const { code, message, advice, path } = issue;
  if (path.length === 0) return { code, message, advice, start: block.start, end: block.start + 1 };
  const cut = issue.at === 'value' ? yaml.cut(path) : null;
  if (cut !== null) return { ...cut, start: block.offset(cut.start), end: block.offset(cut.end) };
  const at = issue.span === undefined ? yaml.locate(path, issue.at) : yaml.within(path, issue.span);
  return { code, message, advice, start: block.offset(at.start), end: block.offset(at.end) };
}

/** Folders of two ids that differ in letter case only are one folder on many disks. */
const sameId = (blocks: readonly DocumentBlock[], id: string): number | null =>
  blocks.find((block) => block.id.toLowerCase() === id.toLowerCase())?.line ?? null;

function checkReference(reference: ResultReference, blocks: readonly DocumentBlock[]): Mistake[] {
  const { id, path, start, end } = reference;
  const block = blocks.find((candidate) => candidate.id === id);
  if (block === undefined) {
    const ids = blocks.map((candidate) => candidate.id);
    const close = nearest(id, ids);
    const advice = close === null ? `the experiments here are ${ids.join(', ')}` : `did you mean ${close}?`;
    return [{ code: 'reference-unknown', message: `there is no experiment "${id}" in this document`, advice, start, end }];
  }
  const missing = missingStep(path, block.experiment);
  return missing === null ? [] : [{ code: 'reference-unknown', ...missing, start, end }];
}
