import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '../../src/data/read.js';
import { parseDocument } from '../../src/experiment/document.js';
import { unmet } from '../../src/experiment/expectation.js';
import type { QuotableResult } from '../../src/experiment/quoted-result.js';
import { runExperiment } from '../../src/experiment/run.js';
import { substituteResults } from '../../src/experiment/substitute-results.js';

const FOLDER = resolve(import.meta.dirname, '../../examples');

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.md')))
  describe(`examples/${name}`, () => {
    const path = join(FOLDER, name);
    const document = parseDocument(readFileSync(path, 'utf8'), name);
    const results = new Map<string, QuotableResult>();
    beforeAll(async () => {
      for (const { experiment } of document.blocks) {
        const { result, final } = await runExperiment(experiment, {
          readData: async ({ file }) => readTable(readFileSync(join(dirname(path), file)), { source: file }),
        });
        results.set(experiment.id, { ...result, final });
      }
    });

    for (const { experiment } of document.blocks)
      it(`${experiment.id} ends as its author says`, () => {
        expect(experiment.expect).toBeDefined();
        expect(unmet(experiment.expect!, results.get(experiment.id)!)).toBe(null);
      });

    it('quotes results that exist', () => {
      expect(document.references.length).toBeGreaterThan(5);
      expect(substituteResults(document.text, document.references, results)).not.toContain('{{downhill');
    });
  });

describe('examples/gradient-descent.md', () => {
  const text = readFileSync(join(FOLDER, 'gradient-descent.md'), 'utf8');
  const { blocks } = parseDocument(text, 'gradient-descent.md');

  it('runs each experiment with the gradient of the post and with the true one, all else equal', () => {
    const [written, exact] = [blocks.filter(({ id }) => !id.endsWith('-true')), blocks.filter(({ id }) => id.endsWith('-true'))];
    expect(exact.map(({ id }) => id)).toEqual(written.map(({ id }) => `${id}-true`));
    for (const [i, block] of written.entries()) {
      const { gradient, snapshots, ...rest } = block.experiment.fit;
      const { snapshots: others, ...twin } = exact[i]!.experiment.fit;
      expect(gradient, block.id).toBeDefined();
      expect(twin).toEqual(rest);
      expect(exact[i]?.experiment.data).toEqual(block.experiment.data);
    }
  });
});
