import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, ripple, workshop } from './terminal.js';

const files = {
  'data.csv': ripple(20),
  'empty.csv': '',
  'header.csv': 'x,y\n',
  'ragged.csv': 'x,y\n1,2\n3,4,5\n6,7\n',
  'text.csv': 'x,y\n1,2\n2,abc\n3,4\n',
  'nan.csv': 'x,y\n1,2\n2,NaN\n3,\n4,8\n5,11\n',
  'binary.csv': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 1, 2, 3]),
  'file.txt': 'a file',
  'ko.csv': '온도,길이\n1,2\n2,4.1\n3,5.9\n4,8.2\n',
};

let room: ReturnType<typeof workshop>;
beforeAll(() => {
  room = workshop(files);
  mkdirSync('folder');
});
afterAll(() => room.leave());

const cases: readonly (readonly [what: string, words: readonly string[], exit: number, code: string, place: RegExp])[] = [
  ['a mistyped function', ['fit', 'data.csv', 'y ~ a*sinn(x)'], 1, 'function-unknown', /column 7/],
  ['a formula that ends too early', ['fit', 'data.csv', 'y ~ a*'], 1, 'unexpected-end', /formula/],
  ['a formula without ~', ['fit', 'data.csv', 'a*x + b'], 1, 'tilde-missing', /formula/],
  ['a formula of 50,000 parentheses', ['fit', 'data.csv', `y ~ ${'('.repeat(50_000)}x`], 1, 'formula-too-deep', /formula/],
  ['a formula without parameters', ['fit', 'data.csv', 'y ~ x'], 1, 'no-parameters', /formula/],
  ['a response that is no column', ['fit', 'data.csv', 'z ~ a*x + b'], 1, 'unknown-column', /z|column 1/],
  ['text in a used column', ['fit', 'text.csv', 'y ~ a*x + b'], 1, 'not-a-number', /text\.csv:3:2/],
  ['rows of different length', ['fit', 'ragged.csv', 'y ~ a*x + b'], 1, 'ragged-row', /ragged\.csv:3/],
  ['NaN and an empty cell in a used column', ['fit', 'nan.csv', 'y ~ a*x + b'], 1, 'not-finite', /nan\.csv:3:2/],
  ['an empty file', ['fit', 'empty.csv', 'y ~ a*x + b'], 1, 'empty-file', /empty\.csv/],
  ['a file with a header only', ['fit', 'header.csv', 'y ~ a*x + b'], 1, 'no-rows', /header\.csv/],
  ['a binary file', ['fit', 'binary.csv', 'y ~ a*x + b'], 1, 'not-text', /binary\.csv/],
  ['a folder', ['fit', 'folder', 'y ~ a*x + b'], 1, 'is-directory', /folder/],
  ['a missing file', ['fit', 'dat.csv', 'y ~ a*x + b'], 1, 'file-missing', /dat\.csv/],
  ['an empty pipe', ['fit', '-', 'y ~ a*x + b'], 1, 'empty-file', /<stdin>/],
  ['a condition that no row fulfils', ['fit', 'data.csv', 'y ~ a*x + b', '--where', 'x > 99'], 1, 'no-rows', /--where/],
  ['a start of no parameter', ['fit', 'data.csv', 'y ~ a*x + b', '--start', 'c=1'], 1, 'unknown-parameter', /--start/],
  [
    'a folder for output below a file',
    ['fit', 'data.csv', 'y ~ a*x + b', '--out', 'file.txt/out'],
    1,
    'folder-is-file',
    /file\.txt/,
  ],
  ['a file for output', ['fit', 'data.csv', 'y ~ a*x + b', '--out', 'file.txt'], 1, 'folder-is-file', /file\.txt/],
  ['a learning rate of 0', ['fit', 'data.csv', 'y ~ a*x + b', '--learning-rate', '0'], 2, 'rate-not-positive', /--learning-rate/],
  [
    'a learning rate of -1',
    ['fit', 'data.csv', 'y ~ a*x + b', '--learning-rate', '-1'],
    2,
    'rate-not-positive',
    /--learning-rate/,
  ],
  [
    'a learning rate of NaN',
    ['fit', 'data.csv', 'y ~ a*x + b', '--learning-rate', 'NaN'],
    2,
    'rate-not-positive',
    /--learning-rate/,
  ],
  [
    'a learning rate that nobody knows',
    ['fit', 'data.csv', 'y ~ a*x + b', '--learning-rate', 'automatic'],
    2,
    'rate-not-positive',
    /--learning-rate/,
  ],
  [
    'a learning rate for gradient descent with Adam',
    ['fit', 'data.csv', 'y ~ a*x + b', '--method', 'adam', '--learning-rate', 'adgd'],
    2,
    'rate-not-possible',
    /--learning-rate/,
  ],
  ['no epochs', ['fit', 'data.csv', 'y ~ a*x + b', '--epochs', '0'], 2, 'epochs-out-of-range', /--epochs/],
  ['1e99 epochs', ['fit', 'data.csv', 'y ~ a*x + b', '--epochs', '1e99'], 2, 'epochs-out-of-range', /--epochs/],
  ['half an epoch', ['fit', 'data.csv', 'y ~ a*x + b', '--epochs', '1.5'], 2, 'epochs-out-of-range', /--epochs/],
  ['a negative seed', ['fit', 'data.csv', 'y ~ a*x + b', '--seed', '-1'], 2, 'seed-out-of-range', /--seed/],
  ['an unknown method', ['fit', 'data.csv', 'y ~ a*x + b', '--method', 'adma'], 2, 'method-unknown', /--method/],
  ['an unknown loss', ['fit', 'data.csv', 'y ~ a*x + b', '--loss', 'hubert'], 2, 'loss-unknown', /--loss/],
  [
    'an unknown setting',
    ['fit', 'data.csv', 'y ~ a*x + b', '--method', 'adam', '--set', 'beta=0.9'],
    2,
    'setting-unknown',
    /beta/,
  ],
  ['a setting without a number', ['fit', 'data.csv', 'y ~ a*x + b', '--set', 'beta1'], 2, 'setting-invalid', /--set/],
  [
    'an unknown figure',
    ['fit', 'data.csv', 'y ~ a*x + b', '--figures', 'los', '--out', 'never'],
    2,
    'figure-unknown',
    /--figures/,
  ],
  ['an unknown language', ['fit', 'data.csv', 'y ~ a*x + b', '--lang', 'fr'], 2, 'lang-unknown', /--lang/],
  [
    'weights and sigma at once',
    ['fit', 'data.csv', 'y ~ a*x + b', '--weights', 'x', '--sigma', 'x'],
    2,
    'options-conflict',
    /--sigma/,
  ],
  [
    'absolute sigma without sigma',
    ['fit', 'data.csv', 'y ~ a*x + b', '--absolute-sigma'],
    2,
    'options-conflict',
    /--absolute-sigma/,
  ],
  [
    'a study of no seeds',
    ['fit', 'data.csv', 'y ~ a*x + b', '--method', 'gd', '--learning-rate', '0.1', '--study', 'seeds=0'],
    2,
    'study-seeds-out-of-range',
    /--study/,
  ],
  [
    'a study of abc seeds',
    ['fit', 'data.csv', 'y ~ a*x + b', '--method', 'gd', '--learning-rate', '0.1', '--study', 'seeds=abc'],
    2,
    'study-seeds-out-of-range',
    /--study/,
  ],
  [
    'a study of something else',
    ['fit', 'data.csv', 'y ~ a*x + b', '--method', 'gd', '--learning-rate', '0.1', '--study', 'runs=9'],
    2,
    'study-malformed',
    /--study/,
  ],
  [
    'a study without seeds',
    ['fit', 'data.csv', 'y ~ a*x + b', '--method', 'gd', '--learning-rate', '0.1', '--study', 'success=a > 0'],
    2,
    'study-seeds-out-of-range',
    /--study/,
  ],
  [
    'a success of no parameter',
    ['fit', 'data.csv', 'y ~ a*x + b', '--method', 'gd', '--learning-rate', '0.1', '--study', 'seeds=9, success=c > 0'],
    1,
    'success-name-unknown',
    /success, column 1/,
  ],
  ['a study where nothing is drawn', ['fit', 'data.csv', 'y ~ a*x + b', '--study', 'seeds=9'], 1, 'nothing-drawn', /--study/],
  ['an unknown option', ['fit', 'data.csv', 'y ~ a*x + b', '--epoch', '3'], 2, 'unknown-option', /--epoch/],
  ['an option without its value', ['fit', 'data.csv', 'y ~ a*x + b', '--epochs'], 2, 'option-value-missing', /--epochs/],
  ['a missing formula', ['fit', 'data.csv'], 2, 'argument-missing', /fit/],
  ['a formula that the shell split', ['fit', 'data.csv', 'y', '~', 'a*x'], 2, 'too-many-arguments', /fit/],
  ['an unknown command', ['fti', 'data.csv'], 2, 'unknown-command', /fti/],
  [
    'a value for an option that takes none',
    ['fit', 'data.csv', 'y ~ a*x + b', '--profile=yes'],
    2,
    'option-without-value',
    /--profile/,
  ],
  ['an option before no command', ['--epochs', '3'], 2, 'unknown-command', /3/],
  ['an unknown generator', ['generate', 'x = uniform(0, 1)', '--random', 'mt'], 2, 'random-unknown', /--random/],
  ['no rows to generate', ['generate', 'x = uniform(0, 1)', '--rows', '0'], 2, 'rows-out-of-range', /--rows/],
  ['a method that has no page', ['methods', 'adma'], 2, 'method-unknown', /adma/],
  ['a function that has no page', ['functions', 'sinn'], 2, 'function-unknown', /sinn/],
  ['a result that is none', ['predict', 'data.csv', 'data.csv'], 1, 'not-a-result', /data\.csv/],
  ['a document that is data', ['run', 'data.csv'], 1, 'document-without-blocks', /data\.csv/],
  ['an empty document', ['run', 'empty.csv'], 1, 'empty-file', /empty\.csv/],
  ['a document that is not there', ['run', 'post.md'], 1, 'file-missing', /post\.md/],
];

describe('bad input', () => {
  for (const [what, words, exit, code, place] of cases)
    it(`${what} is ${code}, exit ${exit}, one paragraph on stderr and nothing on stdout`, async () => {
      const before = readdirSync('.');
      const spoken = await call(words, { stdin: '' });
      expect([spoken.exit, spoken.stdout]).toEqual([exit, '']);
      expect(spoken.stderr).toMatch(/^downhill: [^\n]+ \([^\n]+\)\n(?: {2}[^\n]*\n)*$/);
      expect(spoken.stderr).not.toMatch(/\bat .*\.[jt]s:|Error:/);
      expect(readdirSync('.')).toEqual(before);

      const json = await call(['--json', ...words], { stdin: '' });
      expect([json.exit, json.stderr]).toEqual([exit, '']);
      const error = JSON.parse(json.stdout) as Record<string, string>;
      expect(Object.keys(error)).toEqual(['schema', 'code', 'message', 'place', 'advice']);
      expect([error.schema, error.code]).toEqual(['downhill.error/1', code]);
      expect(error.place).toMatch(place);
      expect(error.message).not.toBe('');
      expect(error.advice).not.toBe('');
    });

  it('under a mistake in a formula there is a caret', async () => {
    const { stderr } = await call(['fit', 'data.csv', 'y ~ a*sinn(x)']);
    expect(stderr).toMatch(/\n {2}y ~ a\*sinn\(x\)\n {2} {6}\^{4}\n/);
  });

  it('with skip-invalid is left out, with a note in the result', async () => {
    const { exit, stdout } = await call(['fit', 'nan.csv', 'y ~ a*x + b', '--skip-invalid', '--json']);
    const result = JSON.parse(stdout);
    expect([exit, result.data.rows, result.data.skipped]).toEqual([0, 3, 2]);
    expect(result.findings.map((finding: { code: string }) => finding.code)).toContain('data-not-finite');
  });

  it('leaves no folder behind where the formula is wrong', async () => {
    await call(['fit', 'data.csv', 'y ~ a*sinn(x)', '--out', 'never/made']);
    expect(existsSync('never')).toBe(false);
  });

  it('of one row, or of a constant column, is no error but a fit with a finding', async () => {
    const one = JSON.parse((await call(['fit', '-', 'y ~ a*x + b', '--json'], { stdin: 'x,y\n1,2\n' })).stdout);
    expect(one.schema).toBe('downhill.fit/1');
    expect(one.findings.map((finding: { code: string }) => finding.code)).toContain('under-determined');
    const constant = JSON.parse((await call(['fit', '-', 'y ~ a*x + b', '--json'], { stdin: 'x,y\n1,2\n1,3\n1,4\n' })).stdout);
    expect(constant.findings.map((finding: { code: string }) => finding.code)).toContain('constant-column');
  });
});
