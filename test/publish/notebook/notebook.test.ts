import { describe, expect, it } from 'vitest';
import type { CodePart, PicturePart, Prose, Span } from '../../../src/publish/post.js';
import { hardNotebook, paintedPng } from '../hard-notebook.js';
import { memoryFiles } from '../memory-files.js';
import { code, data, ofCells, parts, reading, shortly, stream, text } from './read.js';

const png = (width = 4, height = 2): string => Buffer.from(paintedPng(width, height, [1, 2, 3])).toString('base64');
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"><path d="M0 0h9"/></svg>';

describe('the hard notebook', () => {
  const hard = hardNotebook();
  const read = () => reading(hard.bytes, { files: memoryFiles(hard.files), path: hard.name });

  it('shows every code cell byte for byte, every formula and every picture', async () => {
    const { post } = await read();
    const shown = post.parts.filter((part): part is CodePart => part.kind === 'code');
    expect(shown.map(({ value }) => value)).toEqual(hard.code);
    expect(new Set(shown.map(({ language }) => language))).toEqual(new Set(['python']));
    const spans = post.parts.filter((part): part is Prose => part.kind === 'prose').flatMap((prose) => prose.spans);
    expect(spans.filter((span): span is Extract<Span, { kind: 'math' }> => span.kind === 'math').map(({ tex }) => tex)).toEqual(
      hard.formulas,
    );
    const pictures =
      spans.filter(({ kind }) => kind === 'picture').length + post.parts.filter(({ kind }) => kind === 'picture').length;
    expect(pictures).toBe(hard.pictures);
  });

  it('keeps two attachments of one name apart', async () => {
    const { post } = await read();
    const sizes = post.parts.flatMap((part) =>
      part.kind === 'prose' ? part.spans.flatMap((span) => (span.kind === 'picture' ? [span.picture.asset.width] : [])) : [],
    );
    expect(sizes).toEqual([40, 41, 42, 43, 44, 45]);
  });

  it('says its title, language and name, and has each region in one place', async () => {
    const { post } = await read();
    expect([post.lang, post.front.title, post.front.slug, post.front.date]).toEqual([
      'ko',
      '경사 하강법: {{ }} 와 {% %}',
      '하드 노트',
      null,
    ]);
    const regions = post.parts.map((part) => ('region' in part ? part.region : ''));
    const runs = regions.filter((region, i) => region !== '' && region !== regions[i - 1]);
    expect(new Set(runs).size).toBe(runs.length);
    for (const region of runs) expect(region).toMatch(/^[a-z0-9-]+$/);
  });

  it('lets no program through, and tells what it left out', async () => {
    const { post, notes } = await read();
    const written = post.parts
      .map((part) =>
        part.kind === 'html'
          ? part.html
          : part.kind === 'prose'
            ? part.spans.map((span) => (span.kind === 'html' ? span.html : '')).join('')
            : '',
      )
      .join('');
    expect(written).not.toMatch(/script|onerror|onload|onclick|iframe|<input|javascript/i);
    expect(notes.map(({ code: note }) => note)).toEqual([
      'svg-cleaned',
      'picture-missing',
      'output-not-run',
      'raw-cell-left-out',
    ]);
    for (const note of notes) expect(note.message.ko).toMatch(/\p{Script=Hangul}/u);
  });

  it('gives the same post every time', async () => {
    expect(JSON.stringify(await read())).toBe(JSON.stringify(await read()));
  });
});

describe('outputs of a notebook', () => {
  it('come in the best form that a post can carry: formula, picture, HTML, Markdown, text', async () => {
    const all = {
      'text/plain': 'plain',
      'text/markdown': '*md*',
      'text/html': '<b>html</b>',
      'image/png': png(),
      'text/latex': '$x$',
    };
    const without = (...types: string[]): object =>
      data(Object.fromEntries(Object.entries(all).filter(([type]) => !types.includes(type))));
    const made = await parts([
      code('a', [without()]),
      code('b', [without('text/latex')]),
      code('c', [without('text/latex', 'image/png')]),
      code('d', [without('text/latex', 'image/png', 'text/html')]),
      code('e', [without('text/latex', 'image/png', 'text/html', 'text/markdown')]),
    ]);
    expect(made.filter((part) => !part.startsWith('code'))).toEqual([
      'math x',
      'picture png 4×2: Output of the code beginning “b”',
      'html <b>html</b>',
      'prose *md*',
      'output: plain',
    ]);
  });

  it('of an SVG beside a PNG are one picture of both', async () => {
    const { post } = await reading(
      ofCells([code('a', [data({ 'image/png': png(16, 12), 'image/svg+xml': SVG }, { 'image/png': { width: 8, height: 6 } })])]),
    );
    const { picture } = post.parts[1] as PicturePart;
    expect([picture.asset.type, picture.vector?.type, picture.width, picture.height]).toEqual(['png', 'svg', 8, 6]);
  });

  it('of streams are joined, folded as a terminal shows them, and coloured only where they warn', async () => {
    expect(
      await parts([
        code('a', [
          stream(['one\n', 'two\n']),
          stream('three\n'),
          stream('\r 10%\r100%\n', 'stderr'),
          stream('UserWarning: x\n', 'stderr'),
          stream('\n\n'),
        ]),
      ]),
    ).toEqual(['code null: a', 'output: one\ntwo\nthree', 'warning: 100%\nUserWarning: x']);
  });

  it('of SymPy, in all its delimiters, are formulas; words with formulas are prose; tables of LaTeX are left to the next form', async () => {
    const latex = (value: string): object => code(value, [data({ 'text/latex': value, 'text/plain': 'plain' })]);
    const made = await parts(
      [
        '$\\displaystyle x^{2}$',
        '$$x$$',
        '\\[y\\]',
        '\\begin{align*}a&=b\\end{align*}',
        'so $x$ is',
        '\\begin{tabular}{l}a\\end{tabular}',
      ].map(latex),
    );
    expect(made.filter((part) => !part.startsWith('code'))).toEqual([
      'math x^{2}',
      'math x',
      'math y',
      'math \\begin{align*}a&=b\\end{align*}',
      'prose so $x$ is',
      'output: plain',
    ]);
  });

  it('that only a program could show are told, and their text is kept where it says something', async () => {
    const { post, notes } = await reading(
      ofCells([
        code('fig.show()', [
          data({
            'application/vnd.plotly.v1+json': { data: [] },
            'text/html': '<div id="p"></div><script>Plotly.newPlot("p")</script>',
          }),
        ]),
        code('fig', [data({ 'application/vnd.plotly.v1+json': { data: [] }, 'image/png': png() })]),
        code('bar', [data({ 'application/vnd.jupyter.widget-view+json': { model_id: 'x' }, 'text/plain': '  0%|   | 0/10' })]),
        code('js', [data({ 'application/javascript': 'x()', 'text/plain': '<IPython.core.display.Javascript object>' })]),
      ]),
    );
    expect(post.parts.map(shortly).filter((part) => !part.startsWith('code'))).toEqual([
      'picture png 4×2: Output of the code beginning “fig”',
      'output:   0%|   | 0/10',
    ]);
    expect(notes.map(({ code: name, severity, place }) => `${name} ${severity} ${place}`)).toEqual([
      'output-not-run warning note.ipynb, cell 1, output 1',
      'output-not-run note note.ipynb, cell 2, output 1',
      'output-not-run warning note.ipynb, cell 3, output 1',
      'output-not-run warning note.ipynb, cell 4, output 1',
    ]);
  });

  it('that play a video or a sound are told with what to do instead, in both languages, and nothing of them gets in', async () => {
    const mp4 = Buffer.from('\0\0\0\u0020ftypisom\0\0\u0002\0isomiso2avc1mp41').toString('base64');
    const outputs = [
      data({ 'video/mp4': mp4, 'text/plain': '<IPython.core.display.Video object>' }),
      data({ 'text/html': `<video controls><source src="data:video/mp4;base64,${mp4}"></video>`, 'text/plain': '<Video>' }),
      data({ 'text/html': '<p>Words</p><VIDEO src="a.mp4" autoplay onplay="alert(1)"></VIDEO>' }),
      data({ 'audio/wav': 'UklGRg==', 'text/plain': '<IPython.lib.display.Audio object>' }),
      data({ 'video/webm': 'GkXf', 'image/png': png() }),
    ];
    const { post, notes } = await reading(ofCells(outputs.map((output) => code('a', [output]))));
    expect(post.parts.map(shortly).filter((part) => part !== 'code null: a')).toEqual([
      'html <p>Words</p>',
      expect.stringMatching(/^picture png/),
    ]);
    expect(notes.map(({ code: name, severity, place }) => `${name} ${severity} ${place}`)).toEqual(
      outputs.map((_, i) => `media-left-out warning note.ipynb, cell ${i + 1}, output 1`),
    );
    expect(notes[0]?.message.en).toBe('the output plays a video, which is left out of the post');
    expect(notes[0]?.advice?.ko).toContain('GIF');
    expect(notes[3]?.message.ko).toContain('소리');
  });

  it('of 200,000 characters are whole, of 20 million the beginning and the end, with a line that says so', async () => {
    expect((await parts([code('a', [stream('x'.repeat(200_000))])]))[1]?.length).toBe(200_008);
    const { post, notes } = await reading(ofCells([code('a', [stream('0123456789 abcdefghi\n'.repeat(1_000_000))])]), {
      lang: 'ko',
    });
    const shown = shortly(post.parts[1] as never);
    expect(shown.length).toBeLessThan(200_100);
    expect(shown).toMatch(/^output: 0123456789[\s\S]*\n… [\d,]+자 생략 …\n[\s\S]*abcdefghi$/);
    expect(notes).toMatchObject([{ code: 'output-cut', place: 'note.ipynb, cell 1' }]);
  }, 60_000);

  it('in HTML that is one picture are that picture, with pictures of files put in otherwise', async () => {
    const files = memoryFiles({ 'plot.png': paintedPng(5, 4, [9, 9, 9]) });
    const made = await parts(
      [
        code('a', [data({ 'text/html': `<img width="2" src="data:image/png;base64,${png()}">` })]),
        code('b', [data({ 'text/html': '<p>see <img src="plot.png"></p>' })]),
      ],
      {},
      { files },
    );
    expect(made[1]).toBe('picture png 2×1: Output of the code beginning “a”');
    expect(made[3]).toMatch(/^html <p>see <img src="data:image\/png;base64,[A-Za-z0-9+/=]+"><\/p>$/);
  });
});

describe('what is said of a picture', () => {
  const alts = async (cells: readonly object[], lang: 'en' | 'ko' = 'en'): Promise<string[]> =>
    (await parts(cells, {}, { lang })).flatMap((part) => /^picture \S+ \S+: (.*)$/.exec(part)?.[1] ?? []);
  const drawn = (source: string): object => code(source, [data({ 'image/png': png() })]);

  it('is the title that code gives it, else the heading above, and how the code begins, in the language of the post', async () => {
    const cells = [
      text('## Loss by epoch\n'),
      drawn('import x\n# c\nplt.plot(x, y)\nplt.show()'),
      drawn('plt.title("Residuals")'),
      drawn('plt.title(f"a {b}")'),
      drawn(''),
    ];
    expect(await alts(cells)).toEqual([
      'Loss by epoch: output of the code beginning “plt.plot(x, y)”',
      'Residuals: output of the code beginning “plt.title("Residuals")”',
      'Loss by epoch: output of the code beginning “plt.title(f"a {b}")”',
      'Loss by epoch: output of code',
    ]);
    expect((await alts(cells, 'ko'))[0]).toBe('Loss by epoch: “plt.plot(x, y)”로 시작하는 코드의 출력');
  });

  it('is what Quarto or the notebook says, where they say it', async () => {
    expect(
      await alts([
        drawn('#| fig-alt: "A line"\nplot(x)'),
        code('b', [data({ 'image/png': png() }, { 'image/png': { alt: 'Own words' } })]),
      ]),
    ).toEqual(['A line', 'Own words']);
  });

  it('and its name and region do not change when a cell is put in before it', async () => {
    const cells = [drawn('plt.plot(x)'), drawn('plt.plot(x)'), drawn('plt.title("T")')];
    const named = async (all: readonly object[]): Promise<string[]> =>
      (await reading(ofCells(all))).post.parts.flatMap((part) =>
        part.kind === 'picture' ? [`${part.region} ${part.picture.asset.stem} ${part.picture.asset.hash}`] : [],
      );
    const before = await named(cells);
    expect(new Set(before.map((name) => name.split(' ')[0])).size).toBe(3);
    expect(await named([text('new'), code('print(1)', [stream('1')]), ...cells])).toEqual(before);
  });
});

describe('cells', () => {
  it('hide and fold what their tags, switches and first lines say', async () => {
    const output = [stream('out')];
    const made = async (source: string, metadata: object = {}): Promise<string> =>
      (await parts([code(source, output, metadata)])).join(' | ');
    for (const tag of ['remove_cell', 'remove-cell', 'hide_cell', 'hide'])
      expect([tag, await made('a', { tags: [tag] })]).toEqual([tag, '']);
    for (const tag of ['remove_input', 'remove-input', 'hide_input'])
      expect([tag, await made('a', { tags: [tag] })]).toEqual([tag, 'output: out']);
    for (const tag of ['remove_output', 'remove-output', 'hide_output'])
      expect([tag, await made('a', { tags: [tag] })]).toEqual([tag, 'code null: a']);
    expect(await made('a', { tags: ['hide-input'] })).toBe('details Code null: a | output: out');
    expect(await made('a', { tags: ['hide-output'] })).toBe('code null: a | details Output null: out');
    expect(await made('a', { jupyter: { source_hidden: true } })).toBe('details Code null: a | output: out');
    expect(await made('a', { hide_input: true })).toBe('output: out');
    expect(await made('a', { collapsed: true })).toBe('code null: a | details Output null: out');
    expect(await made('#| echo: false\na')).toBe('output: out');
    expect(await made('#hide\na')).toBe('');
    expect(await made('# hide and seek\na')).toBe('code null: # hide and seek\na | output: out');
  });

  it('say their language: the kernel, a magic, the cell itself', async () => {
    const languages = async (metadata: object, cells: readonly object[]): Promise<string[]> =>
      (await parts(cells, metadata)).map((part) => part.split(' ')[1] as string);
    expect(
      await languages({ kernelspec: { language: 'R', name: 'ir' } }, [
        code('x'),
        code('%%bash\nls'),
        code('x', [], { vscode: { languageId: 'sql' } }),
      ]),
    ).toEqual(['r:', 'bash:', 'sql:']);
    expect(await languages({ language_info: { name: 'ipython', version: '3' } }, [code('x')])).toEqual(['python:']);
    expect(await languages({ kernelspec: { name: 'julia-1.9' } }, [code('x')])).toEqual(['julia:']);
    expect(await languages({ kernelspec: { language: 'a b{{c}}\n```' } }, [code('x')])).toEqual(['a-b-c:']);
  });

  it('of Markdown end with themselves: fences and tags that were left open are closed', async () => {
    expect(await parts([text('```python\nx = 1'), text('<details><b>x'), text('</details></article>after')])).toEqual([
      'prose ```python\nx = 1\n```',
      'prose <details><b>x\n\n</b></details>',
      'prose </details></article>after',
    ]);
    const { post } = await reading(ofCells([text('</div></article>after')]));
    expect((post.parts[0] as Prose).spans).toMatchObject([{ kind: 'html', html: expect.not.stringContaining('</') }]);
  });

  it('that are raw are shown by their format', async () => {
    const raw = (format: string, source: string): object => ({ cell_type: 'raw', metadata: { raw_mimetype: format }, source });
    const { post, notes } = await reading(
      ofCells([
        text('x'),
        raw('text/markdown', '*a*'),
        raw('text/html', '<b onclick="x()">b</b>'),
        raw('text/latex', '$$c$$'),
        raw('text/latex', '\\newpage'),
        raw('', 'd'),
      ]),
    );
    expect(post.parts.map(shortly)).toEqual(['prose x', 'prose *a*', 'html <b>b</b>', 'math c']);
    expect(notes.map(({ place }) => place)).toEqual(['note.ipynb, cell 5', 'note.ipynb, cell 6']);
  });

  it('with control characters show them as signs in code and not at all in output', async () => {
    expect(await parts([code('a = "\u001b[0m\u0000"', [stream('\u001b[1;31mb\u0000\ud800\uffff')])])).toEqual([
      'code null: a = "␛[0m␀"',
      'output: b\ufffd',
    ]);
  });
});

describe('front matter of a notebook', () => {
  const raw = (source: string): object => ({ cell_type: 'raw', metadata: {}, source });

  it('comes from a raw first cell, without what is the site’s to say, else from metadata, the first heading and the name', async () => {
    const { post, notes } = await reading(
      ofCells([raw('---\ntitle: "a: b"\ndate: 2022-07-15\npermalink: ../../x\ntags: [c, d]\n---'), text('# Other')]),
    );
    expect(post.front).toMatchObject({
      title: 'a: b',
      date: { day: '2022-07-15', time: null, offset: null },
      titleHeading: null,
      values: { tags: ['c', 'd'] },
    });
    expect(post.front.text).not.toContain('permalink');
    expect(notes.map(({ code: name }) => name)).toEqual(['front-matter-key-left-out']);
    expect((await reading(ofCells([text('# Heading *1*')], { title: 'Of metadata' }))).post.front).toMatchObject({
      title: 'Of metadata',
      titleHeading: null,
    });
    expect((await reading(ofCells([text('# Heading *1*')]))).post.front).toMatchObject({
      title: 'Heading 1',
      titleHeading: { part: 0, start: 0, end: 13 },
    });
    expect((await reading(ofCells([code('x')]), { path: 'a/2022-07-15-my_note.ipynb' })).post.front).toMatchObject({
      title: 'my note',
      slug: 'my_note',
      date: { day: '2022-07-15' },
    });
  });
});
