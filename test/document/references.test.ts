import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/experiment/document.js';
import type { QuotableResult } from '../../src/experiment/quoted-result.js';
import { substituteResults } from '../../src/experiment/substitute-results.js';

const BLOCK = '```downhill\nid: run-1\ndata: points.csv\nmodel: y ~ W*x + b\n```\n';

const RESULT: QuotableResult = {
  schema: 'downhill.fit/1',
  formula: 'y ~ W*x + b',
  latex: 'y \\sim W x + b',
  data: { source: 'points.csv', rows: 4, skipped: 0, fingerprint: 'sha256:0' },
  parameters: {
    W: { value: 1.23456789, standardError: 0.5, interval: [0.12345, 2.34567], start: -0.5 },
    b: {
      value: -1209157.7238518621,
      standardError: null,
      interval: null,
      start: 0.25,
      truth: 1.5,
      distance: -1209159.2238518621,
    },
  },
  correlation: null,
  diagnostics: null,
  quality: {
    loss: 3e-7,
    rss: 1,
    rmse: 0.5,
    mae: 0.4567,
    rSquared: 0.99,
    degreesOfFreedom: 2,
    residualStandardDeviation: 0.7,
    aic: 1,
    bic: 2,
    adjustedRSquared: 0.98,
    aicc: 3,
    chiSquared: null,
    reducedChiSquared: null,
    chiSquaredProbability: null,
    conditionNumber: 3,
  },
  method: { name: 'gd', learningRate: 0.7, automatic: false, why: '' },
  outcome: 'diverged',
  stop: { reason: 'loss-above-limit', detail: 'loss 4e9 > 1e6 × 21', epochs: 64, evaluations: 65, passes: 65 },
  findings: [
    {
      code: 'gradient-wrong',
      severity: 'error',
      message: 'The gradient is wrong.',
      evidence: { eigenvalues: [0.5, -0.25] },
      advice: '',
    },
  ],
  seed: 7,
  lang: 'en',
  versions: { downhill: '0.1.0' },
  loss: 'half-mse',
  final: { mae: 2.2688, loss: 5, epoch: 63 },
};

const put = (text: string, result = RESULT): string => {
  const document = parseDocument(`${text}\n\n${BLOCK}`, 'post.md');
  return substituteResults(document.text, document.references, new Map([['run-1', result]])).slice(0, -BLOCK.length - 2);
};

describe('a quoted result', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['{{downhill run-1.W}}', '1.23456789'],
    ['{{downhill run-1.W | 3}}', '1.235'],
    ['{{ downhill run-1.W|0 }}', '1'],
    ['{{downhill run-1.W.interval | 2}}', '[0.12, 2.35]'],
    ['{{downhill run-1.W.standardError | 2}}', '0.50'],
    ['{{downhill run-1.b | 1}}', '-1209157.7'],
    ['{{downhill run-1.b.interval}}', '–'],
    ['{{downhill run-1.b.distance | 0}}', '-1209159'],
    ['{{downhill run-1.mae | 2}}', '0.46'],
    ['{{downhill run-1.final.mae | 2}}', '2.27'],
    ['{{downhill run-1.loss | 2}}', '3.00e-7'],
    ['{{downhill run-1.outcome}}', 'diverged'],
    ['{{downhill run-1.epochs}}', '64'],
    ['{{downhill run-1.stop.detail}}', 'loss 4e9 > 1e6 × 21'],
    ['{{downhill run-1.rows}}', '4'],
    ['{{downhill run-1.method.name}}', 'gd'],
    ['{{downhill run-1.finding.gradient-wrong.message}}', 'The gradient is wrong.'],
    ['{{downhill run-1.finding.gradient-wrong.evidence.eigenvalues | 1}}', '[0.5, -0.3]'],
    ['| {{downhill run-1.W \\| 3}} |', '| 1.235 |'],
    ['**{{downhill run-1.`W` | 1}}**', '**1.2**'],
  ];
  for (const [written, expected] of cases) it(`${written} becomes ${expected}`, () => expect(put(written)).toBe(expected));

  it('stays as it is in code of any kind', () => {
    const text = 'a `{{downhill run-1.W}}` b\n\n```liquid\n{{downhill run-1.W}}\n```\n\n    {{downhill run-1.W}}\n';
    expect(put(text)).toBe(text);
  });

  it('is not taken for one where the word goes on', () => {
    expect(put('{{downhillish run-1.W}} {{ site.title }}')).toBe('{{downhillish run-1.W}} {{ site.title }}');
  });

  it('of another experiment stays as it is', () => {
    const document = parseDocument(`{{downhill run-1.W}}\n\n${BLOCK}`, 'post.md');
    expect(substituteResults(document.text, document.references, new Map())).toBe(document.text);
  });

  it('that turns out not to be there is an error with its place', () => {
    const finding = '\n\n{{downhill run-1.finding.overflow.message}}';
    expect(() => put(finding)).toThrow(expect.objectContaining({ code: 'reference-unknown', place: 'post.md:3:1' }));
    expect(() => put('{{downhill run-1.stop}}')).toThrow(expect.objectContaining({ code: 'reference-not-a-value' }));
  });

  it('leaves every other character of the text as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('글 ', '*a* ', '\n\n', '{% raw %} ', '$x|y$ ', '<b>', '“', '\u{1F600}', '- '), {
          maxLength: 20,
        }),
        (parts) => {
          const around = parts.join('');
          expect(put(`x ${around} {{downhill run-1.epochs}} ${around}`)).toBe(`x ${around} 64 ${around}`);
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });
});
