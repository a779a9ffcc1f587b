import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/publish/markdown/parse-markdown.js';
import type { Prose } from '../../../src/publish/post.js';
import { read } from './read.js';

/** Read-mes of the packages that publishing is built of, as large as a blog's posts: prices, shell variables, regular expressions, tables, HTML. */
const FOLDER = resolve(import.meta.dirname, '../../../node_modules');
const PACKAGES = [
  'commander',
  'diff',
  'debug',
  'chokidar',
  'katex',
  'yaml',
  'smol-toml',
  'any-ascii',
  'micromark',
  'write-file-atomic',
  'csv-parse',
  'd3-scale',
  'esbuild',
  'picocolors',
  'fastest-levenshtein',
  'node-diff3',
];

const texts = PACKAGES.flatMap((name) =>
  readdirSync(join(FOLDER, name))
    .filter((file) => /^readme\.md$/i.test(file))
    .map((file) => ({ name, text: readFileSync(join(FOLDER, name, file), 'utf8') })),
);

describe('read-mes', () => {
  const proses = new Map<string, Prose>();
  beforeAll(async () => {
    for (const { name, text } of texts) proses.set(name, await read(text));
  });

  it('are there', () => expect(texts.length).toBeGreaterThan(12));

  it('put back from their spans they are the same, byte for byte', () => {
    for (const { name, text } of texts) {
      let out = '';
      let at = 0;
      for (const span of proses.get(name)?.spans ?? []) {
        out += text.slice(at, span.start) + (span.kind === 'html' ? span.html : text.slice(span.start, span.end));
        at = span.end;
      }
      expect(out + text.slice(at)).toBe(text);
    }
  });

  it('have as much code as micromark sees', () => {
    const count = (node: { type: string; children?: readonly unknown[] }): number =>
      (node.type === 'code' || node.type === 'inlineCode' ? 1 : 0) +
      (node.children ?? []).reduce((sum: number, child) => sum + count(child as Parameters<typeof count>[0]), 0);
    for (const { name, text } of texts)
      expect([name, proses.get(name)?.spans.filter(({ kind }) => kind === 'code').length]).toEqual([
        name,
        count(parseMarkdown(text)),
      ]);
  });

  it('hold no formula: every dollar in them is a shell’s, a price or code', () => {
    for (const { name, text } of texts)
      expect([
        name,
        ...(proses.get(name)?.spans ?? []).filter(({ kind }) => kind === 'math').map(({ start, end }) => text.slice(start, end)),
      ]).toEqual([name]);
  });
});
