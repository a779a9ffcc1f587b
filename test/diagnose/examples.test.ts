import { describe, expect, it } from 'vitest';
import { DIAGNOSES } from '../../src/diagnose/findings/index.js';
import { blockYaml } from '../../src/experiment/block-yaml.js';
import { parseDocument } from '../../src/experiment/document.js';
import { runExample } from '../../src/experiment/run-example.js';

/** Errors that are about the same mistake as the finding itself. */
const BELONGS: Readonly<Record<string, readonly string[]>> = {
  // A parameter in place of a column, and one for each row that is missing, leave a combination undetermined.
  'name-nearly-column': ['not-identifiable'],
  'under-determined': ['not-identifiable'],
};

describe('the example of a finding', () => {
  for (const { code, severity, example } of DIAGNOSES) {
    it(`${code} is told it, in both languages, and no error that does not belong to it`, async () => {
      const { result } = await runExample(example);
      const korean = (await runExample(example, 'ko')).result;
      const found = result.findings.find((finding) => finding.code === code);
      expect(found?.severity).toBe(severity);
      const text = korean.findings.find((finding) => finding.code === code);
      for (const said of [text?.message, text?.advice]) expect(said).toMatch(/[가-힣]/);
      const errors = result.findings.filter((finding) => finding.severity === 'error').map((finding) => finding.code);
      expect([code, ...(BELONGS[code] ?? [])]).toEqual(expect.arrayContaining(errors));
    });

    it(`${code} is a block of at most 20 lines that a document can hold, and its file of at most 15`, () => {
      const text = blockYaml(example.block);
      const { blocks } = parseDocument(`\`\`\`downhill\n${text}\`\`\`\n`, 'example.md');
      expect(blocks).toHaveLength(1);
      expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
      expect((example.csv ?? '').trimEnd().split('\n').length).toBeLessThanOrEqual(15);
      expect(example.csv === undefined).toBe(example.block.data !== 'example.csv');
    });
  }
});
