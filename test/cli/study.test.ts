import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, workshop } from './terminal.js';

const waves = Array.from({ length: 30 }, (_, i) => `${i / 4},${Math.sin(i / 2)}`).join('\n');
const block = (id: string, more: string): string => `\`\`\`downhill
id: ${id}
seed: 7
random: numpy
data:
  rows: 100
  columns:
    X: uniform(0, 1) * 10
    Y: 10*sin(X) + 1.5
model: Y ~ W*sin(X) + b
start:
  W: uniform(-1, 1)
  b: uniform(-1, 1)
method: gd
learning rate: 0.7
epochs: 200
stop: mae < 0.001
figures: []
${more}\`\`\`
`;
const WRITTEN = 'gradient:\n  W: mean((prediction - Y) * X)\n  b: mean(prediction - Y)\n';
const STUDY = "study: { seeds: 20, success: 'abs(W - 10) < 0.5 and abs(b - 1.5) < 0.5' }\n";
const FIXED = '```downhill\nid: fixed\ndata: waves.csv\nmodel: y ~ a*x + b\nfigures: []\n```\n';

let room: ReturnType<typeof workshop>;
beforeAll(() => {
  room = workshop({
    'waves.csv': `x,y\n${waves}\n`,
    'post.md': `It succeeds for {{downhill written.study.arms.both.successes}} of {{downhill written.study.seeds}}.\n\n${block('written', WRITTEN + STUDY)}\n${block('exact', '')}\n${FIXED}`,
    'fixed.md': FIXED,
    'wrong.md': block('wrong', 'study: { seeds: 1 }\n'),
    'still.md': FIXED.replace('figures', 'study: { seeds: 5 }\nfigures'),
  });
});
afterAll(() => room.leave());

const flat = (text: string): string => text.replace(/\s+/g, ' ');
const FIT = ['fit', 'waves.csv', 'y ~ a*sin(w*x)', '--method', 'gd', '--learning-rate', '0.02', '--epochs', '300', '--no-plot'];

describe('a study on the command line', () => {
  it('of a document is told by a row per kind of run, the criterion and what decides, and stands in the result', async () => {
    const { exit, stdout } = await call(['run', 'post.md', '--only', 'written']);
    expect(exit).toBe(0);
    // By NumPy's loop: test/data/study.json.
    expect(stdout).toContain('Study of 20 seeds  written');
    expect(stdout).toMatch(/ {2}data and start +20\.0% \(4\/20\) +8\.1–41\.6% +\S+ +diverged 9/);
    expect(stdout).toMatch(/ {2}the start alone +100\.0% \(20\/20\)/);
    expect(stdout).toMatch(/ {2}the data alone +20\.0% \(4\/20\)/);
    expect(flat(stdout)).toContain('success: abs(W - 10) < 0.5 and abs(b - 1.5) < 0.5. The data decide, not the start.');
    expect(flat(stdout)).toContain('warning irreproducible written Whether this run succeeds is a matter of luck');
    const { study } = JSON.parse(readFileSync('post.downhill/written/result.json', 'utf8'));
    expect(study).toMatchObject({ seeds: 20, success: 0.2, decides: 'data', arms: { both: { successes: 4 } } });
    expect((await call(['run', 'post.md', '--only', 'written', '--lang', 'ko'])).stdout).toContain('시드 20개로 되풀이한 결과');
  });

  it('--study is made of every block in which something is drawn, takes what a block says of success, and is in the command that repeats it', async () => {
    const { exit, stdout } = await call(['run', 'post.md', '--study', 'seeds=5', '--json', '--out', 'asked']);
    expect(exit).toBe(0);
    const studies = JSON.parse(stdout).experiments.map((one: { study?: { seeds: number } }) => one.study?.seeds);
    expect(studies).toEqual([5, 5, undefined]);
    const [written, exact] = JSON.parse(stdout).experiments;
    expect(written.study.criterion).toBe('abs(W - 10) < 0.5 and abs(b - 1.5) < 0.5');
    expect(exact.study.criterion).toContain('a stop rule on mae or loss was met');
    expect(readFileSync('asked/exact/command.txt', 'utf8')).toBe('downhill run post.md --only exact --study seeds=5\n');
  });

  it('of a file varies the start alone, with a criterion that may hold commas', async () => {
    const words = [...FIT, '--start', 'a=1, w=uniform(1, 3)', '--study', 'seeds=20, success=max(abs(w - 2), abs(a - 1)) < 0.1'];
    const { stdout } = await call(words);
    expect(stdout).toMatch(/\n {2}the start alone +\d+\.\d% \(\d+\/20\)/);
    expect(stdout).not.toContain('data');
    expect(flat(stdout)).toContain('success: max(abs(w - 2), abs(a - 1)) < 0.1. What is drawn decides.');
    const { study } = JSON.parse((await call([...words, '--json'])).stdout);
    // Starts from 1.5 to 2.5 or so lead to w = 2.
    expect(study.arms.start.successes).toBeGreaterThanOrEqual(4);
    expect(study.arms.start.successes).toBeLessThanOrEqual(16);
    expect(study.arms.start.parameters.w.median).toBeGreaterThan(1);
  });

  it('says of runs that end alike whether they succeed or fail', async () => {
    const told = async (success: string, lang: string): Promise<string> => {
      const words = [...FIT, '--start', 'a=1, w=uniform(1.9, 2.1)', '--study', `seeds=5, success=${success}`, '--lang', lang];
      return flat((await call(words)).stdout);
    };
    expect(await told('a > 100', 'en')).toContain('nearly all runs fail.');
    expect(await told('a < 100', 'en')).toContain('nearly all runs succeed.');
    expect(await told('a > 100', 'ko')).toContain('실행이 거의 모두 실패합니다.');
  });

  it('is left out on Ctrl-C, which is said, and exits 130', async () => {
    const words = [...FIT, '--start', 'a=1, w=uniform(1, 3)', '--study', 'seeds=1000'];
    const { exit, stdout, stderr } = await call(words, { interruptAt: 320 });
    expect(exit).toBe(130);
    expect(stdout).not.toContain('Study');
    expect(stderr).toContain('the run is complete; its study of other seeds was left out');
  });

  it('where no block draws anything is an error, as is a study that cannot be, at its place', async () => {
    const fixed = await call(['run', 'fixed.md', '--study', 'seeds=5']);
    expect([fixed.exit, fixed.stderr]).toEqual([
      1,
      expect.stringContaining('fixed: a study repeats a run with other seeds, but nothing'),
    ]);
    const still = await call(['run', 'still.md']);
    expect([still.exit, still.stderr]).toEqual([1, expect.stringContaining('(still.md:1)')]);
    const wrong = await call(['run', 'wrong.md']);
    expect([wrong.exit, wrong.stderr]).toEqual([
      1,
      expect.stringContaining('study.seeds must be an integer from 2 to 1e5, got 1'),
    ]);
  });
});
