import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, workshop } from '../../cli/terminal.js';
import { dot } from './dot.js';

const BAIT = ['../../out.png', '/etc/out.png', '..\\..\\out.png', 'C:\\out.png', '..%2f..%2fout.png', 'a/../../../out.png'];
const PLACES = { jekyll: 'blog', hugo: 'hugo', html: 'page', github: 'docs', paste: 'paste' };

let room: ReturnType<typeof workshop>;
beforeEach(() => {
  room = workshop({
    'in/blog/_config.yml': 'title: blog\n',
    'in/hugo/hugo.toml': 'title = "site"\n',
    'secret.png': dot(0, 0, 255),
  });
});
afterEach(() => room.leave());

/** Every file but those of the places that are published to. */
const outside = (): string[] =>
  readdirSync('.', { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(path).isFile() && !/^in\/(?:blog|hugo|page|docs|paste)\//.test(path))
    .sort()
    .map((path) => `${path} ${readFileSync(path).toString('base64').slice(0, 40)}`);

const notebook = (name: string): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { title: name, slug: name, date: '2022-07-15', kernelspec: { name, language: name } },
    cells: [
      {
        cell_type: 'raw',
        id: name,
        metadata: {},
        source: `---\ntitle: t\nslug: ${JSON.stringify(name)}\npermalink: ${JSON.stringify(name)}\n---\n`,
      },
      {
        cell_type: 'markdown',
        id: name,
        metadata: {},
        source: `# t\n\n![a](attachment:${name})\n`,
        attachments: { [name]: { 'image/png': Buffer.from(dot(255, 0, 0)).toString('base64') } },
      },
      {
        cell_type: 'code',
        id: name,
        execution_count: 1,
        metadata: { tags: [name], name },
        source: '1',
        outputs: [
          {
            output_type: 'display_data',
            metadata: { filenames: { 'image/png': name } },
            data: { 'image/png': Buffer.from(dot(0, 255, 0)).toString('base64') },
          },
        ],
      },
    ],
  });

describe('names that lead outside write nothing there', () => {
  it.each(BAIT)('%s, as a title, slug, permalink, attachment, cell and file of a notebook', async (name) => {
    mkdirSync('in/notes');
    writeFileSync('in/notes/n.ipynb', notebook(name));
    const before = outside();
    for (const [target, folder] of Object.entries(PLACES))
      await call(['publish', 'in/notes/n.ipynb', '--to', `${target}:in/${folder}`, '--date', '2022-07-15', '--allow-missing']);
    expect(outside()).toEqual(before);
    // The posts are there: nothing was merely refused.
    expect(readdirSync('in/blog/_posts')).toHaveLength(1);
    expect(readdirSync('in/page').some((file) => file.endsWith('.html'))).toBe(true);
  });

  it.each(BAIT)('%s, as --slug, front matter and picture of a text; a picture outside is not read either', async (name) => {
    mkdirSync('in/notes');
    const written = name.includes('out.png') ? name.replace('out.png', 'secret.png') : name;
    writeFileSync(
      'in/notes/n.md',
      `---\ntitle: t\nslug: ${JSON.stringify(name)}\npermalink: ${JSON.stringify(name)}\n---\n\n![a](${written})\n\n<img src="${written}">\n`,
    );
    const before = outside();
    for (const [target, folder] of Object.entries(PLACES))
      for (const more of [[], ['--slug', name]])
        await call([
          'publish',
          'in/notes/n.md',
          '--to',
          `${target}:in/${folder}`,
          '--date',
          '2022-07-15',
          '--allow-missing',
          ...more,
        ]);
    expect(outside()).toEqual(before);
    const secret = readFileSync('secret.png');
    for (const path of readdirSync('in', { recursive: true, encoding: 'utf8' })) {
      const found = join('in', path);
      if (!statSync(found).isFile()) continue;
      const bytes = readFileSync(found);
      expect([found, bytes.includes(secret), bytes.includes(secret.toString('base64'))]).toEqual([found, false, false]);
    }
  });
});
