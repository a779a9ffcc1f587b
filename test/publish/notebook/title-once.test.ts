import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, workshop } from '../../cli/terminal.js';
import { code, ofCells, reading, stream, text } from './read.js';

const BADGE = '[![Open in Colab](https://colab.research.google.com/assets/colab-badge.svg)](https://colab.research.google.com/x)';
const TITLE = 'Falling downhill';

/** What of a notebook's cells is the heading of its title; null for none. */
const titled = async (cells: readonly object[]): Promise<string | null> => {
  const { parts, front } = (await reading(ofCells(cells))).post;
  const { titleHeading } = front;
  const part = titleHeading === null ? null : parts[titleHeading.part];
  return part?.kind === 'prose' ? part.text.slice(titleHeading?.start, titleHeading?.end) : null;
};

describe('the heading of a notebook’s title', () => {
  it('is found behind a badge, words, small print and code that says nothing', async () => {
    expect(await titled([text(BADGE), text(`# ${TITLE}\n\nText.`)])).toBe(`# ${TITLE}`);
    expect(await titled([text(`${BADGE}\n\nBy *Kim*.\n\n${TITLE}\n===\nText.`)])).toBe(`${TITLE}\n===`);
    expect(await titled([text('##### Copyright 2019.'), code('# licence'), text(`# *${TITLE}*`)])).toBe(`# *${TITLE}*`);
  });

  it('is a section behind other headings and outputs, and where it has a number', async () => {
    expect(await titled([text('## Setup'), text(`# ${TITLE}`)])).toBe(null);
    expect(await titled([code('1', [stream('1')]), text(`# ${TITLE}`)])).toBe(null);
    expect(await titled([text('Words.'), text('# 1. Load'), text('# 2. Fit')])).toBe(null);
  });

  it('stays behind an introduction where a link leads to it, or a name of a place stands in it', async () => {
    const links = ['[up](#Falling-downhill)', '<a href="#falling-downhill">up</a>', '[up][1]\n\n[1]: #falling-downhill-1'];
    for (const link of links) expect([link, await titled([text(BADGE), text(`# ${TITLE}`), text(link)])]).toEqual([link, null]);
    expect(await titled([text(BADGE), text(`# <a id="top"></a>${TITLE}`)])).toBe(null);
    expect(await titled([text(BADGE), text(`# ${TITLE}`), text('[on](#the-end)\n\n## The end')])).toBe(`# ${TITLE}`);
  });
});

describe('a notebook with an introduction before its title', () => {
  let room: ReturnType<typeof workshop>;
  beforeAll(async () => {
    const cells = [
      text('By Kim.'),
      text(`A word before.\n# ${TITLE}\nA word after.`),
      text('## A section\n\n[there](#a-section)'),
    ];
    room = workshop({
      'blog/_config.yml': 'title: blog\n',
      'hugo/hugo.toml': 'title = "site"\n',
      'note.ipynb': JSON.stringify(ofCells(cells)),
    });
    const places = ['jekyll:blog', 'hugo:hugo', 'html:page', 'github:repo', 'paste:paste'].flatMap((place) => ['--to', place]);
    const { stderr } = await call(['publish', 'note.ipynb', ...places, '--date', '2022-07-15', '--base-url', 'https://e.org']);
    expect(stderr).toBe('');
  }, 60_000);
  afterAll(() => room.leave());

  /** Every text that was published to a place. */
  const texts = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:md|html)$/.test(path) && !path.startsWith('.downhill') && /_posts|content|^[^/]+$/.test(path))
      .map((path) => readFileSync(join(folder, path), 'utf8'));

  it('says its title once at every target: in the front matter, or as the one heading', () => {
    for (const folder of ['blog', 'hugo', 'repo']) {
      const [post = '', ...more] = texts(folder);
      expect([folder, more.length, post.split(TITLE).length - 1]).toEqual([folder, 0, 1]);
      expect(post).toMatch(folder === 'repo' ? `before.\n# ${TITLE}\nA word after.` : /A word before\.\n{2,4}A word after\./);
    }
    const [page = ''] = texts('page');
    expect(page.match(/<h1[^>]*>[^<]*Falling downhill/g)).toHaveLength(1);
    expect(page).toMatch(/<p>A word before\.<\/p>\s*<p>A word after\.<\/p>/);
    for (const paste of texts('paste'))
      expect(paste).not.toMatch(/<h1[^>]*>\s*Falling downhill[\s\S]*<h1[^>]*>\s*Falling|^# Falling/m);
  });

  it('keeps the places that its links lead to', () => {
    const [page = ''] = texts('page');
    const href = /href="#([^"]+)">there/.exec(page)?.[1];
    expect(page).toContain(`<h2 id="${href}">A section</h2>`);
  });
});
