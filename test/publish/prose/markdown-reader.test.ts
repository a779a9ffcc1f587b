import { describe, expect, it } from 'vitest';
import type { Note } from '../../../src/publish/note.js';
import type { Post, Prose } from '../../../src/publish/post.js';
import { markdown } from '../../../src/publish/readers/markdown.js';
import { paintedPng } from '../hard-notebook.js';
import { memoryFiles } from '../memory-files.js';

const PNG = paintedPng(60, 40, [200, 40, 40]);
const FILES = memoryFiles({
  'posts/a.png': PNG,
  'posts/images/내 그림 (1).png': PNG,
  'images/shared.png': PNG,
  'posts/broken.png': new TextEncoder().encode('no picture'),
});

const notes: Note[] = [];
async function read(
  text: string | Uint8Array,
  { path = 'posts/2022-07-15-gradient-descent.md', allowMissing = false } = {},
): Promise<Post> {
  notes.length = 0;
  return markdown.read(
    { bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text, source: path, path },
    {
      files: FILES,
      allowMissing,
      note: (note) => notes.push(note),
      runExperiments: async () => [],
    },
  );
}
const proseOf = ({ parts: [part] }: Post): Prose => part as Prose;

const TYPORA = `---
layout: single
title:  "경사하강법: 왜 발산하나"
date:   2022-07-24 21:30:00 +0900
categories: [ML, DL]
lang: ko
---

# 경사하강법: 왜 *발산*하나

학습률 $\\alpha_1$이 크면 **발산**합니다. 가격은 $5 와 $10 입니다.

![내 그림](./images/내 그림 (1).png)

<img src="../images/shared.png" alt="공유" style="zoom:50%;" />

\`\`\`python
cost = "$5" # {{ x }}
\`\`\`
`;

describe('the reader of Markdown', () => {
  it('reads files that end in .md and their like', () =>
    expect(
      ['a.md', 'b/C.MD', 'a.markdown', 'a.mkd', 'a.mdown', 'a.ipynb', 'md', 'a.md.bak'].map((path) =>
        markdown.reads({ bytes: new Uint8Array(), source: path, path }),
      ),
    ).toEqual([true, true, true, true, true, false, false, false]));

  it('a post as Typora writes it: front matter, title, pictures with blanks and sizes, formulas', async () => {
    const post = await read(TYPORA);
    expect(post.lang).toBe('ko');
    const { text, title, date, slug, excerpt, titleHeading, values } = post.front;
    expect([title, slug, values.categories]).toEqual(['경사하강법: 왜 발산하나', 'gradient-descent', ['ML', 'DL']]);
    expect(text).toBe(TYPORA.slice(4, TYPORA.indexOf('---\n\n')));
    expect(date).toEqual({ day: '2022-07-24', time: '21:30:00', offset: '+09:00' });
    expect(excerpt).toBe('학습률 \\alpha_1이 크면 발산합니다. 가격은 $5 와 $10 입니다.');
    const prose = proseOf(post);
    expect(prose.text).toBe(TYPORA.slice(TYPORA.indexOf('---\n\n') + 4));
    expect(prose.text.slice(titleHeading?.start, titleHeading?.end)).toBe('# 경사하강법: 왜 *발산*하나');
    expect(prose.spans.map(({ kind }) => kind)).toEqual(['math', 'picture', 'picture', 'code']);
    const pictures = prose.spans.flatMap((span) => (span.kind === 'picture' ? [span.picture] : []));
    expect(pictures.map(({ alt, width, height }) => [alt, width, height])).toEqual([
      ['내 그림', 60, 40],
      ['공유', 30, 20],
    ]);
    expect(notes).toEqual([]);
  });

  it('places are those of the file, front matter counted', async () => {
    const prose = proseOf(await read(TYPORA));
    expect(prose.place(prose.text.indexOf('학습률'))).toBe('posts/2022-07-15-gradient-descent.md:11:1');
  });

  it('a missing picture is an error with its place, or allowed to be missing', async () => {
    const text = 'a\n\n![b](C:\\Users\\me\\typora-user-images\\c.png)';
    await expect(read(text)).rejects.toMatchObject({
      code: 'picture-missing',
      place: 'posts/2022-07-15-gradient-descent.md:3:1',
    });
    expect(proseOf(await read(text, { allowMissing: true })).spans.map(({ kind }) => kind)).toEqual(['missing']);
    await expect(read('![](broken.png)')).rejects.toMatchObject({ code: 'image-unknown' });
    expect(proseOf(await read('![](broken.png)', { allowMissing: true })).spans.map(({ kind }) => kind)).toEqual(['missing']);
    expect(notes.map(({ code, severity }) => [code, severity])).toEqual([['image-unknown', 'warning']]);
    await expect(read('![](../../a.png)')).rejects.toMatchObject({ code: 'path-outside' });
  });

  it('all line ends are kept', async () => {
    const text = '# a\r\n\r\nb\rc\n\r\n![](a.png)\r\n';
    expect(proseOf(await read(text)).text).toBe(text);
  });

  it('the title is the front matter, else the first heading of level 1, else the name of the file', async () => {
    const titles = [
      '---\ntitle: a\n---\n# b',
      'x\n\n제목 $x_1$\n===',
      '## b',
      '# \n\n# *c*',
      '---\ntitle: 2022\n---\n',
      '---\ntitle:\n---\nx',
    ];
    expect(await Promise.all(titles.map(async (text) => (await read(text)).front.title))).toEqual([
      'a',
      '제목 x_1',
      'gradient descent',
      'c',
      '2022',
      'gradient descent',
    ]);
  });

  it('only a heading that says the title, and that nothing precedes, is the title’s', async () => {
    const texts = [
      '# a\n\nb',
      '<!-- c -->\n\n[d]: e\n\na\n=\n',
      '---\ntitle: A\n---\n# a',
      '---\ntitle: x\n---\n# a',
      'b\n\n# a',
      '## c\n\n# a',
      '<p>b</p>\n\n# a',
    ];
    const headings = await Promise.all(texts.map(async (text) => (await read(text)).front.titleHeading));
    expect(headings.map((heading) => heading && [heading.start, heading.end])).toEqual([
      [0, 3],
      [20, 23],
      [0, 3],
      null,
      null,
      null,
      null,
    ]);
  });

  it('the excerpt is the first paragraph as plain text, in at most 200 characters', async () => {
    const texts = [
      '# a\n\n**b** `c` [d](e) ![f](a.png) $g_1$ <b>h</b>[^1] &amp; \\*\n\nz\n\n[^1]: note',
      '{% include x %}\n\n[TOC]\n\n- list\n\nfirst {{ site.x }} *one*',
      '- Author: *x*\n- b',
      '![](a.png)\n\n> quoted',
      '---\nexcerpt: "  from\n  front "\n---\nb',
      '---\ndescription: d\n---\nb',
      '```\ncode\n```\n',
    ];
    expect(await Promise.all(texts.map(async (text) => (await read(text)).front.excerpt))).toEqual([
      'b c d g_1 h & *',
      'first one',
      'Author: x',
      'quoted',
      'from front',
      'd',
      '',
    ]);
    const long = (await read('가나다 '.repeat(200))).front.excerpt;
    expect([[...long].length <= 200, long.endsWith('가나다…')]).toEqual([true, true]);
    expect([...(await read('😀'.repeat(300))).front.excerpt].length).toBe(200);
  });

  it('date and name come from the file where the front matter is silent', async () => {
    const { date, slug } = (await read('a')).front;
    expect([date, slug]).toEqual([{ day: '2022-07-15', time: null, offset: null }, 'gradient-descent']);
    expect((await read('---\nslug: other\ndate: 2020-01-01\n---\n')).front).toMatchObject({
      slug: 'other',
      date: { day: '2020-01-01' },
    });
    expect((await read('a', { path: 'a.md' })).front.date).toBe(null);
  });

  it('a date that is none is an error', async () =>
    expect(read('---\ndate: soon\n---\na')).rejects.toMatchObject({ code: 'date-invalid' }));

  it('CP949 and UTF-16 are read, with a note; an empty file, a pointer of Git LFS and a binary file are errors', async () => {
    expect(proseOf(await read(Uint8Array.from([0xb0, 0xa1, 0xb3, 0xaa, 0xb4, 0xd9]))).text).toBe('가나다');
    expect(notes.map(({ code }) => code)).toEqual(['encoding-found-out']);
    expect(proseOf(await read(Uint8Array.from([0xff, 0xfe, 0x00, 0xac]))).text).toBe('가');
    await expect(read(' \n')).rejects.toMatchObject({ code: 'empty-file' });
    await expect(read('version https://git-lfs.github.com/spec/v1\noid sha256:0\n')).rejects.toMatchObject({
      code: 'git-lfs-pointer',
    });
    await expect(read(PNG)).rejects.toMatchObject({ code: 'not-text' });
  });
});
