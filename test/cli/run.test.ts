import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, ripple, workshop } from './terminal.js';

const block = (id: string, more = ''): string => `\`\`\`downhill
id: ${id}
seed: 7
data:
  rows: 30
  columns:
    x: uniform(0, 1)
    y: 2*x + 1
model: y ~ a*x + b
start: { a: 0, b: 0 }
method: gd
learning rate: 0.5
epochs: 20
figures: []
${more}\`\`\`
`;
const FILE = '```downhill\nid: from-file\ndata: data/points.csv\nmodel: y ~ a*x + b\nfigures: [data]\n```\n';

let room: ReturnType<typeof workshop>;
beforeAll(() => {
  room = workshop({
    'post/data/points.csv': ripple(20),
    'post/post.md': `---\nlang: ko\n---\n\n기울기는 {{downhill one.a | 2}}입니다.\n\n${block('one')}\n${block('two', 'stop: mae < 10\n')}\n${FILE}`,
    'expect.md': `${block('met', 'expect: out-of-epochs\n')}\n${block('unmet', 'expect: [converged]\n')}`,
    'quote.md': `{{downhill one.finding.overflow.message}}\n\n${block('one')}`,
    'missing.md': `${block('one')}\n${FILE.replace('points', 'point')}`,
    'wrong.md': `${block('one', 'epochs: 0\n')}`,
    'late.md': `${block('one')}\n${FILE.replace('data/points.csv', 'post/data/points.csv').replace('a*x', 'a*z + a*x').replace('model', 'where: z > 0\nmodel')}`,
  });
});
afterAll(() => room.leave());

describe('downhill run', () => {
  it('writes a folder per experiment and an index beside the document, and nothing into the document', async () => {
    const before = readFileSync('post/post.md', 'utf8');
    const { exit, stdout } = await call(['run', 'post/post.md']);
    expect(exit).toBe(0);
    expect(readdirSync('post/post.downhill').sort()).toEqual(['from-file', 'one', 'run.json', 'two']);
    expect(readdirSync('post/post.downhill/one').sort()).toEqual(['command.txt', 'fitted.csv', 'result.json', 'trace.csv']);
    expect(readdirSync('post/post.downhill/from-file')).toEqual(expect.arrayContaining(['data.svg', 'data.png']));
    expect(readFileSync('post/post.downhill/one/command.txt', 'utf8')).toBe('downhill run post.md --only one\n');
    expect(readFileSync('post/post.md', 'utf8')).toBe(before);
    // In the language of the front matter.
    expect(stdout).toContain('실험');
    expect(stdout).toContain('에포크를 다 씀');
  });

  it('prints under --json the index that it writes', async () => {
    const { exit, stdout, stderr } = await call(['run', 'post/post.md', '--json', '--out', 'record']);
    expect([exit, stderr]).toEqual([0, '']);
    expect(readFileSync('record/run.json', 'utf8')).toBe(stdout);
    const index = JSON.parse(stdout);
    expect(index.schema).toBe('downhill.run/1');
    expect(index.experiments.map((experiment: { id: string }) => experiment.id)).toEqual(['one', 'two', 'from-file']);
    const [one, two, file] = index.experiments;
    expect(Object.keys(one).slice(0, 2)).toEqual(['id', 'schema']);
    expect(one.files).toEqual(['one/result.json', 'one/trace.csv', 'one/fitted.csv', 'one/command.txt']);
    expect(one.final.mae).toBeGreaterThan(0);
    expect(one.parameters.a).toMatchObject({ start: 0, truth: 2 });
    expect([one.lang, one.data.source, file.data.source]).toEqual(['ko', '<generated>', 'data/points.csv']);
    expect(two.outcome).toBe('stopped-by-rule');
  });

  it('writes the same bytes from another working folder into another folder', async () => {
    await call(['run', 'post/post.md', '--out', 'first']);
    process.chdir('post');
    await call(['run', 'post.md', '--out', '../deep/second', '--lang', 'ko']);
    process.chdir('..');
    const names = readdirSync('first', { recursive: true, encoding: 'utf8' }).sort();
    expect(readdirSync('deep/second', { recursive: true, encoding: 'utf8' }).sort()).toEqual(names);
    for (const name of names.filter((each) => /\.\w+$/.test(each)))
      expect(readFileSync(`deep/second/${name}`).equals(readFileSync(`first/${name}`)), name).toBe(true);
  });

  it('runs only what it is told to, and leaves what earlier runs wrote', async () => {
    await call(['run', 'post/post.md', '--only', 'one', '--out', 'partial']);
    writeFileSync('partial/note.txt', 'mine');
    const { stdout } = await call(['run', 'post/post.md', '--only', 'two', '--out', 'partial', '--json']);
    expect(JSON.parse(stdout).experiments.map((experiment: { id: string }) => experiment.id)).toEqual(['two']);
    expect(readdirSync('partial').sort()).toEqual(['note.txt', 'one', 'run.json', 'two']);
    const unknown = await call(['run', 'post/post.md', '--only', 'from-fil']);
    expect([unknown.exit, unknown.stderr]).toEqual([2, expect.stringContaining('did you mean from-file?')]);
  });

  it('exits 0 for a named outcome, 3 under --strict and where an expectation is not met', async () => {
    expect((await call(['run', 'expect.md', '--only', 'met'])).exit).toBe(0);
    expect((await call(['run', 'expect.md', '--only', 'met', '--strict'])).exit).toBe(3);
    const unmet = await call(['run', 'expect.md']);
    expect([unmet.exit, unmet.stderr]).toEqual([3, 'downhill: unmet: expected converged, got out-of-epochs\n']);
  });

  it('ends on Ctrl-C with the blocks that it has and exits 130', async () => {
    const { exit, stdout } = await call(['run', 'post/post.md', '--json', '--out', 'cancelled'], { interruptAt: 2 });
    expect(exit).toBe(130);
    const outcomes = JSON.parse(stdout).experiments.map((experiment: { outcome: string }) => experiment.outcome);
    expect(outcomes).toEqual(['cancelled']);
  });

  const mistakes: readonly (readonly [what: string, file: string, code: string, place: RegExp])[] = [
    ['a block that is wrong', 'wrong.md', 'key-duplicate', /^wrong\.md:15:1$/],
    ['a file of data that is not there', 'missing.md', 'file-missing', /^missing\.md:17, .*point\.csv$/],
    ['a quoted figure that no result has', 'quote.md', 'reference-unknown', /^quote\.md:1:1$/],
    ['a column that only the data could tell', 'late.md', 'unknown-column', /^late\.md:17/],
  ];
  for (const [what, file, code, place] of mistakes)
    it(`${what} is ${code}, exit 1, and nothing is written`, async () => {
      const { exit, stdout } = await call(['run', file, '--json']);
      const error = JSON.parse(stdout);
      expect([exit, error.code]).toEqual([1, code]);
      expect(error.place).toMatch(place);
      expect(existsSync(file.replace('.md', '.downhill'))).toBe(false);
    });
});
