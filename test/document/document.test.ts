import { describe, expect, it } from 'vitest';
import { DownhillError } from '../../src/base/errors.js';
import { parseDocument } from '../../src/experiment/document.js';

/** The block of the format's description, to the letter. */
const SINE_NOISE = `id: sine-noise
seed: 7
random: numpy                  # the same numbers as np.random.seed(7); default: pcg64
data:
  rows: 100
  columns:                     # drawn in this order, starts after them, from one stream
    X: uniform(0, 1) * 10      # np.random.rand(100) * 10
    Y: 10*sin(X) + 1.5
    Y_1: Y + normal(0, 1)
model: Y_1 ~ W*sin(X) + b
start:
  W: uniform(-1, 1)
  b: uniform(-1, 1)
method: gd
learning rate: 0.01
epochs: 200
stop: mae < 0.001              # looked at before the update, as in the post
gradient:                      # optional: the author's own gradient, used as written and checked
  W: mean((prediction - Y_1) * X)
  b: mean(prediction - Y_1)
figures:                       # without this key: data, fit, loss; [] for none
  - data
  - fit: { every: 20 }
  - loss
  - compare: [Y, Y_1, prediction]
expect: out-of-epochs          # optional
`;

const fenced = (yaml: string): string => `\`\`\`downhill\n${yaml.replace(/\n*$/, '\n')}\`\`\`\n`;
const LINE = 'id: line\ndata: points.csv\nmodel: y ~ a*x + b\n';

function mistake(text: string, source = 'post.md'): DownhillError {
  try {
    parseDocument(text, source);
  } catch (error) {
    if (error instanceof DownhillError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The characters that an error points at. */
const pointed = ({ span }: DownhillError): string => span?.text.slice(span.start, span.end) ?? '';

describe('a document', () => {
  it('gives the block of the format description as options of a fit', () => {
    const [block] = parseDocument(fenced(SINE_NOISE), 'post.md').blocks;
    expect(block?.experiment).toEqual({
      id: 'sine-noise',
      data: { rows: 100, columns: { X: 'uniform(0, 1) * 10', Y: '10*sin(X) + 1.5', Y_1: 'Y + normal(0, 1)' } },
      model: 'Y_1 ~ W*sin(X) + b',
      fit: {
        seed: 7,
        random: 'numpy',
        start: { W: 'uniform(-1, 1)', b: 'uniform(-1, 1)' },
        method: 'gd',
        learningRate: 0.01,
        epochs: 200,
        stop: 'mae < 0.001',
        gradient: { W: 'mean((prediction - Y_1) * X)', b: 'mean(prediction - Y_1)' },
        snapshots: 20,
      },
      figures: [
        { chart: 'data', options: {}, name: 'data' },
        { chart: 'fit', options: { every: 20 }, name: 'fit' },
        { chart: 'loss', options: {}, name: 'loss' },
        { chart: 'compare', options: { names: ['Y', 'Y_1', 'prediction'] }, name: 'compare' },
      ],
      expect: { outcomes: ['out-of-epochs'], findings: [] },
    });
  });

  it('keeps the columns in the order in which they are drawn', () => {
    const [block] = parseDocument(fenced(SINE_NOISE), 'post.md').blocks;
    const data = block?.experiment.data;
    expect(data !== undefined && 'columns' in data ? Object.keys(data.columns) : []).toEqual(['X', 'Y', 'Y_1']);
  });

  it('draws data, fit and loss where figures are not named, and none for an empty list', () => {
    const names = (yaml: string) =>
      parseDocument(fenced(yaml), 'p.md').blocks[0]?.experiment.figures.map((figure) => figure.name);
    expect(names(LINE)).toEqual(['data', 'fit', 'loss']);
    expect(names(`${LINE}figures: []\n`)).toEqual([]);
    expect(names(`${LINE}figures: [fit, fit]\n`)).toEqual(['fit', 'fit-2']);
  });

  it('takes its language from the block, else from the front matter', () => {
    const text = `---\ntitle: 글\nlang: ko-KR\n---\n\n${fenced(LINE)}\n${fenced(`${LINE.replace('line', 'other')}lang: en\n`)}`;
    const document = parseDocument(text, 'post.md');
    expect(document.frontMatter.title).toBe('글');
    expect(document.blocks.map((block) => block.experiment.fit.lang)).toEqual(['ko', 'en']);
  });

  it('finds blocks in lists and quotes, with tildes, with Windows line ends, and behind a byte order mark', () => {
    const inList = `1. one\n\n   \`\`\`downhill\n   id: in-list\n   data: a.csv\n   model: y ~ a*x\n   \`\`\`\n\n> ~~~downhill\n> id: in-quote\n> data: a.csv\n> model: y ~ a*x\n> ~~~\n`;
    const document = parseDocument(`\uFEFF---\r\nlang: en\r\n---\r\n${inList.replaceAll('\n', '\r\n')}`, 'post.md');
    expect(document.blocks.map((block) => [block.id, block.line])).toEqual([
      ['in-list', 6],
      ['in-quote', 12],
    ]);
    const block = document.blocks[0];
    expect(document.text.slice(block?.start, block?.end)).toMatch(/^```downhill[\s\S]*```$/);
  });

  it('takes no other fence for a block', () => {
    const other =
      '```js\nid: x\n```\n\n```downhill-like\nid: y\n```\n\n    ```downhill\n    id: z\n    ```\n\n<!--\n```downhill\nid: c\n```\n-->\n\n';
    expect(parseDocument(other + fenced(LINE), 'post.md').blocks.map((block) => block.id)).toEqual(['line']);
  });

  it('reads a thematic break at its top as no front matter', () => {
    expect(parseDocument(`---\n\n${fenced(LINE)}`, 'post.md').frontMatter.length).toBe(0);
  });
});

describe('a mistake in a document', () => {
  const cases: readonly (readonly [what: string, text: string, code: string, place: string, pointed: string, advice: RegExp])[] =
    [
      [
        'an unknown key',
        fenced(`${LINE}lerning rate: 0.1`),
        'key-unknown',
        'post.md:5:1',
        'lerning rate',
        /did you mean "learning rate"\?/,
      ],
      ['a missing key', fenced('id: line\ndata: a.csv'), 'key-missing', 'post.md:1:1', '`', /model: y ~ a\*x \+ b/],
      [
        'a missing key below another',
        fenced('id: x\ndata:\n  columns:\n    y: index\nmodel: y ~ a'),
        'key-missing',
        'post.md:3:1',
        'data',
        /rows: 100/,
      ],
      ['a word for a number', fenced(`${LINE}epochs: many`), 'epochs-out-of-range', 'post.md:5:9', 'many', /1000/],
      ['no epochs', fenced(`${LINE}epochs: 0`), 'epochs-out-of-range', 'post.md:5:9', '0', /1000/],
      ['1e99 epochs', fenced(`${LINE}epochs: 1e99`), 'epochs-out-of-range', 'post.md:5:9', '1e99', /1000/],
      ['half an epoch', fenced(`${LINE}epochs: 2.5`), 'epochs-out-of-range', 'post.md:5:9', '2.5', /1000/],
      ['a learning rate of 0', fenced(`${LINE}learning rate: 0`), 'rate-not-positive', 'post.md:5:16', '0', /0\.01/],
      ['a negative learning rate', fenced(`${LINE}learning rate: -1`), 'rate-not-positive', 'post.md:5:16', '-1', /0\.01/],
      ['an unknown learning rate', fenced(`${LINE}learning rate: adgt`), 'rate-not-positive', 'post.md:5:16', 'adgt', /0\.01/],
      [
        'a learning rate that is no number',
        fenced(`${LINE}learning rate: .nan`),
        'rate-not-positive',
        'post.md:5:16',
        '.nan',
        /0\.01/,
      ],
      ['a seed beyond 32 bits', fenced(`${LINE}seed: 4294967296`), 'value-out-of-range', 'post.md:5:7', '4294967296', /seed: 7/],
      ['a list for a map', fenced(`${LINE}start: [1, 2]`), 'wrong-type', 'post.md:5:8', '[1, 2]', /./],
      ['a key without a value', fenced(`${LINE}where:`), 'wrong-type', 'post.md:5:1', 'where', /./],
      ['an unknown method', fenced(`${LINE}method: adma`), 'method-unknown', 'post.md:5:9', 'adma', /adam/],
      ['an unknown loss', fenced(`${LINE}loss: hubert`), 'loss-unknown', 'post.md:5:7', 'hubert', /huber/],
      [
        'an unknown setting',
        fenced(`${LINE}method: adam\nsettings:\n  bta1: 0.9`),
        'setting-unknown',
        'post.md:7:9',
        '0.9',
        /beta1/,
      ],
      ['an unknown figure', fenced(`${LINE}figures:\n  - data\n  - los`), 'figure-unknown', 'post.md:7:5', 'los', /loss/],
      [
        'an unknown option of a figure',
        fenced(`${LINE}figures:\n  - fit: { evry: 3 }`),
        'key-unknown',
        'post.md:6:12',
        'evry',
        /every/,
      ],
      [
        'a value of a figure out of its range',
        fenced(`${LINE}figures:\n  - fit: { every: 0 }`),
        'value-out-of-range',
        'post.md:6:19',
        '0',
        /./,
      ],
      ['an unknown expectation', fenced(`${LINE}expect: divrged`), 'expectation-unknown', 'post.md:5:9', 'divrged', /diverged/],
      ['a mistyped function', fenced(LINE.replace('a*x', 'a*sinn(x)')), 'function-unknown', 'post.md:4:14', 'sinn', /sin/],
      ['a formula without ~', fenced(LINE.replace('y ~ ', '')), 'tilde-missing', 'post.md:4:8', 'a*x + b', /y ~/],
      ['a stop rule that says nothing', fenced(`${LINE}stop: soon`), 'stop-malformed', 'post.md:5:7', 'soon', /./],
      [
        'a column that is not made yet',
        fenced('id: x\ndata:\n  rows: 9\n  columns:\n    A: B + 1\n    B: index\nmodel: B ~ a*A'),
        'unknown-column',
        'post.md:6:8',
        'B',
        /./,
      ],
      [
        'a start of no parameter',
        fenced(SINE_NOISE.replace('  W: uniform(-1, 1)', '  w: uniform(-1, 1)')),
        'unknown-parameter',
        'post.md:13:3',
        'w',
        /W/,
      ],
      [
        'a gradient of no parameter',
        fenced(SINE_NOISE.replace('  b: mean(pre', '  bb: mean(pre')),
        'unknown-parameter',
        'post.md:21:3',
        'bb',
        /b/,
      ],
      [
        'a figure of no column',
        fenced(SINE_NOISE.replace('[Y, Y_1,', '[Y, Y_2,')),
        'unknown-column',
        'post.md:26:18',
        'Y_2',
        /Y_1/,
      ],
      ['weights of no column', fenced(`${SINE_NOISE}weights: Z\n`), 'unknown-column', 'post.md:28:10', 'Z', /./],
      [
        'an integer for a column name',
        fenced('id: x\ndata:\n  rows: 9\n  columns:\n    2: index\nmodel: y ~ a'),
        'name-invalid',
        'post.md:6:5',
        '2',
        /letter/,
      ],
      ['an id with a slash', fenced(LINE.replace('line', '../line')), 'id-invalid', 'post.md:2:5', '../line', /./],
      [
        'two blocks of one id',
        `${fenced(LINE)}\n${fenced(LINE.replace('line', 'Line'))}`,
        'id-duplicate',
        'post.md:8:5',
        'Line',
        /id of its own/,
      ],
      ['a key given twice', fenced(`${LINE}data: b.csv`), 'key-duplicate', 'post.md:5:1', 'd', /keep one/],
      ['a tab', fenced('id: x\ndata:\n\trows: 3\nmodel: y ~ a'), 'yaml-tab', 'post.md:4:1', '\t', /spaces/],
      [
        'a colon in a formula',
        fenced('id: x\ndata: a.csv\nmodel: y ~ x > 0 ? a : b'),
        'yaml-misread',
        'post.md:4:8',
        'y ~ x > 0 ? a : b',
        /model: 'y ~ x > 0 \? a : b'/,
      ],
      [
        'a leading backtick',
        fenced('id: x\ndata: a.csv\nmodel: `net weight` ~ a*x'),
        'yaml-misread',
        'post.md:4:8',
        '`net weight` ~ a*x',
        /model: '`net weight` ~ a\*x'/,
      ],
      [
        'a comment sign in a name',
        fenced('id: x\ndata: a.csv\nmodel: y ~ a*`no #1` + b'),
        'yaml-misread',
        'post.md:4:8',
        'y ~ a*`no #1` + b',
        /model: 'y ~ a\*`no #1` \+ b'/,
      ],
      [
        'a comma in braces',
        fenced(`${LINE}start: { a: uniform(-1, 1), b: 0 }`),
        'yaml-misread',
        'post.md:5:13',
        'uniform(-1, 1)',
        /start: \{ a: 'uniform\(-1, 1\)', b: 0 \}/,
      ],
      [
        'commas in braces twice, which give a key "1)" twice',
        fenced(`${LINE}start: { a: uniform(-1, 1), b: uniform(-2, 1) }`),
        'yaml-misread',
        'post.md:5:13',
        'uniform(-1, 1)',
        /quote all of them: start: \{ a: 'uniform\(-1, 1\)', b: 'uniform\(-2, 1\)' \} – or write each on a line of its own/,
      ],
      [
        'a comma in braces that are open still',
        fenced(`${LINE}start: { a: uniform(-1, 1), b: 0`),
        'yaml-misread',
        'post.md:5:13',
        'uniform(-1, 1)',
        /quote it: start: \{ a: 'uniform\(-1, 1\)', b: 0/,
      ],
      [
        'two keys on one line',
        fenced(`${LINE}let: t: years(Date)`),
        'yaml-misread',
        'post.md:5:6',
        't: years(Date)',
        /next line/,
      ],
      ['an open quotation mark', fenced(`${LINE}title: "abc`), 'yaml-syntax', 'post.md:5:12', '', /./],
      ['a tag', fenced(`${LINE}title: !!js/function x`), 'yaml-tag', 'post.md:5:8', '!!js/function', /./],
      ['an alias of nothing', fenced(`${LINE}title: *nope`), 'yaml-alias', 'post.md:5:8', '*nope', /quote/],
      ['an alias of itself', fenced(`${LINE}figures: &a [*a]`), 'yaml-too-large', 'post.md:5:13', '[*a]', /smaller/],
      ['a list for a block', fenced('- id: x'), 'wrong-type', 'post.md:1:1', '`', /./],
      ['an empty block', fenced(''), 'wrong-type', 'post.md:1:1', '`', /./],
      ['a second word after the fence', '```downhill fig\nid: x\n```\n', 'fence-info', 'post.md:1:13', 'fig', /key/],
      ['a fence that stays open', `text\n\n\`\`\`downhill\n${LINE}`, 'fence-open', 'post.md:3:1', '```downhill', /end it/],
      ['a language that nobody speaks', `---\nlang: fr\n---\n${fenced(LINE)}`, 'lang-unknown', 'post.md:2:7', 'fr', /English/],
      [
        'front matter that is not YAML',
        `---\ntitle: a: b\n---\n${fenced(LINE)}`,
        'yaml-misread',
        'post.md:2:8',
        'a: b',
        /title: 'a: b'/,
      ],
      ['no block at all', '# only text\n', 'document-without-blocks', 'post.md', '', /```downhill/],
      [
        'a quoted result of no experiment',
        `{{downhill lin.a}}\n\n${fenced(LINE)}`,
        'reference-unknown',
        'post.md:1:1',
        '{{downhill lin.a}}',
        /line/,
      ],
      [
        'a quoted figure that does not exist',
        `see {{downhill line.mea}}\n\n${fenced(LINE)}`,
        'reference-unknown',
        'post.md:1:5',
        '{{downhill line.mea}}',
        /mae/,
      ],
      [
        'a quoted figure of a parameter that does not exist',
        `{{downhill line.a.intervall}}\n\n${fenced(LINE)}`,
        'reference-unknown',
        'post.md:1:1',
        '{{downhill line.a.intervall}}',
        /interval/,
      ],
      [
        'a rounding that is no number',
        `{{downhill line.a | x}}\n\n${fenced(LINE)}`,
        'reference-invalid',
        'post.md:1:1',
        '{{downhill line.a | x}}',
        /\| 3/,
      ],
    ];
  for (const [what, text, code, place, marked, advice] of cases)
    it(`${what} is ${code} at ${place.replace(/^post\.md:?/, '') || 'the document'}`, () => {
      const error = mistake(text);
      expect([error.code, error.place, pointed(error)]).toEqual([code, place, marked]);
      expect(error.advice).toMatch(advice);
      expect(error.usage).toBe(false);
    });

  it('is told with the places of all others', () => {
    const error = mistake(
      `${fenced(`${LINE}epochs: 0\nmethod: gdd\nfigures: [los]`)}\n${fenced(`${LINE.replace('line', 'other')}seed: -1`)}`,
    );
    expect(error.place).toBe('post.md:5:9');
    expect(error.advice).toContain('1 more mistake at post.md:14:7');
    const deeper = mistake(fenced(`${LINE}method: gdd\nfigures: [los]`));
    expect(deeper.place).toBe('post.md:5:9');
    expect(deeper.advice).toContain('1 more mistake at post.md:6:11');
  });

  it('is found at its place inside a list inside a quote', () => {
    const block = fenced(`${LINE}epochs: 0`)
      .trimEnd()
      .split('\n')
      .map((line) => `>   ${line}`)
      .join('\n');
    const error = mistake(`> - item\n>\n${block}\n`);
    expect([error.place, pointed(error)]).toEqual(['post.md:7:13', '0']);
  });

  it('is found inside quoted and folded formulas', () => {
    const single = mistake(fenced(`id: x\ndata: a.csv\nmodel: 'y ~ a*sinn(x)'`));
    expect([single.place, pointed(single)]).toEqual(['post.md:4:15', 'sinn']);
    const folded = mistake(fenced(`id: x\ndata: a.csv\nmodel: >\n  y ~ a*cos(x)\n  + b*sinn(x)`));
    expect([folded.place, pointed(folded)]).toEqual(['post.md:6:7', 'sinn']);
  });

  it('of a billion laughs ends at once', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `  - &l${i} [${i === 0 ? 'ha' : Array.from({ length: 10 }, () => `*l${i - 1}`).join(', ')}]`,
    );
    expect(mistake(fenced(`${LINE}figures:\n${levels.join('\n')}`)).code).toBe('yaml-too-large');
  });

  it('of nesting without end is one as well', () => {
    expect(mistake(fenced(`${LINE}figures: ${'['.repeat(100)}${']'.repeat(100)}`)).code).toBe('yaml-too-large');
  });

  it('with a key named __proto__ changes no prototype', () => {
    expect(mistake(fenced(`${LINE}__proto__:\n  polluted: 1`)).code).toBe('key-invalid');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
