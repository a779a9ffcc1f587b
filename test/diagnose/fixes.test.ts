import { describe, expect, it } from 'vitest';
import type { Example } from '../../src/diagnose/diagnosis.js';
import type { Fix } from '../../src/diagnose/finding.js';
import { DIAGNOSES } from '../../src/diagnose/findings/index.js';
import type { FitResult } from '../../src/experiment/result.js';
import { runExample } from '../../src/experiment/run-example.js';

/** A fix that changes these keys changes what the loss is, or when it is low enough: the two are not comparable. */
const LOSS = ['loss', 'loss settings', 'sigma', 'weights', 'stop'];
/** Of the loss: two ways to one minimum end as far apart as their tolerances. */
const ROUNDING = 1e-9;

const FIXES: { code: string; example: Example; fix: Fix; before: FitResult }[] = [];
for (const { code, example } of DIAGNOSES) {
  const { result } = await runExample(example);
  const fix = result.findings.find((finding) => finding.code === code)?.fix;
  if (fix !== undefined) FIXES.push({ code, example, fix, before: result });
}

describe('the fix of a finding', () => {
  it('is proposed by three findings at least', () => {
    expect(FIXES.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['lower-minimum-found', 'rate-too-high', 'responses-differ-in-scale']),
    );
  });

  for (const { code, example, fix, before } of FIXES)
    it(`${code}: with it in the example's block the finding is gone, and the loss not higher (by more than ${ROUNDING} of it)`, async () => {
      const { result } = await runExample({ ...example, block: { ...example.block, ...fix } });
      expect(result.findings.map((finding) => finding.code)).not.toContain(code);
      const highest = (before.quality.loss ?? Number.POSITIVE_INFINITY) * (1 + ROUNDING);
      if (!LOSS.some((key) => key in fix)) expect(result.quality.loss ?? Number.NaN).toBeLessThanOrEqual(highest);
      if ('stop' in fix) expect(result.outcome).toBe('stopped-by-rule');
    });
});
