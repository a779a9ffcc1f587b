import { describe, expect, it } from 'vitest';
import { lineTarget, put, refused, shelf } from './desk.js';

const DOCUMENT = `title: One
date: 2022-07-15
First line.

region fit: W = 1

Second line.

picture a.png: aaa
picture b.png: bbb
Last line.
`;
const POST = 'posts/2022-07-15-one.md';
const codes = (published: { notes: readonly { code: string }[] }): string[] => published.notes.map(({ code }) => code);

describe('publishing again', () => {
  it('writes the pictures, then the post, then what it keeps for the next time', async () => {
    const site = shelf();
    const { plan, unchanged, address } = await put(site, 'one.md', DOCUMENT);
    expect(plan.writes.map(({ path }) => path)).toEqual([
      '.downhill/.gitignore',
      'pictures/one/a.png',
      'pictures/one/b.png',
      POST,
      '.downhill/posts/one.base',
      '.downhill/posts/one.json',
    ]);
    expect([unchanged, address, plan.removes]).toEqual([false, '/2022-07-15/one', []]);
  });

  it('changes nothing the second time', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    const { plan, unchanged } = await put(site, 'one.md', DOCUMENT);
    expect([plan, unchanged]).toEqual([{ writes: [], removes: [] }, true]);
  });

  it('changes nothing either where the post was edited outside the regions and the document stays', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    site.put(POST, site.get(POST)!.replace('First line.', 'First line, better.'));
    const { plan, notes } = await put(site, 'one.md', DOCUMENT);
    expect(plan).toEqual({ writes: [], removes: [] });
    expect(codes({ notes })).toEqual(['edits-kept']);
  });

  it('keeps what was edited outside the regions when the document changes elsewhere, beside a region too', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    site.put(
      POST,
      site.get(POST)!.replace('First line.', 'First line, better.').replace('W = 1\n<!-- downhill:end fit -->', '$&\nMine.'),
    );
    await put(site, 'one.md', DOCUMENT.replace('W = 1', 'W = 2').replace('Last line', 'The end'));
    expect(site.get(POST)).toBe(
      (await rendered(DOCUMENT.replace('W = 1', 'W = 2').replace('Last line', 'The end')))
        .replace('First line.', 'First line, better.')
        .replace('<!-- downhill:end fit -->', '$&\nMine.'),
    );
  });

  it('keeps a line that was added beside one that the document changes', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    site.put(POST, site.get(POST)!.replace('title: One\n', 'title: One\ntags: [descent]\n'));
    await put(site, 'one.md', DOCUMENT.replace('title: One', 'title: Eins'));
    expect(site.get(POST)).toMatch(/^title: Eins\ntags: \[descent\]\ndate: 2022-07-15\n/);
  });

  it('keeps an edit of a line whose neighbour the document changes', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    site.put(POST, site.get(POST)!.replace('date: 2022-07-15', 'date: 2022-07-15 21:30'));
    await put(site, 'one.md', DOCUMENT.replace('title: One', 'title: Eins'));
    expect(site.get(POST)).toMatch(/^title: Eins\ndate: 2022-07-15 21:30\nFirst line\.\n/);
  });

  it('stops where both changed the same line, with the diff, and writes nothing', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    site.put(POST, site.get(POST)!.replace('First line.', 'First line, better.'));
    const before = site.paths().map((path) => site.get(path));
    const error = await refused(put(site, 'one.md', DOCUMENT.replace('First line.', 'First line, worse.')));
    expect([error.code, error.place]).toEqual(['edits-conflict', POST]);
    expect(error.detail).toContain('-First line, better.\n+First line, worse.\n');
    expect(site.paths().map((path) => site.get(path))).toEqual(before);
  });

  it('stops where a region was edited, with its name, its line and the diff', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    site.put(POST, site.get(POST)!.replace('W = 1', 'W = 1.5'));
    const error = await refused(put(site, 'one.md', DOCUMENT));
    expect([error.code, error.place]).toEqual(['region-edited', `${POST}:5`]);
    expect(error.message).toContain('"fit"');
    expect(error.detail).toContain('-W = 1\n+W = 1.5\n');
  });

  it('takes damaged and removed markers for an edit', async () => {
    for (const damage of [
      (text: string) => text.replace('<!-- downhill:begin fit -->\n', ''),
      (text: string) => text.replace('downhill:end fit', 'downhill:end fitt'),
      (text: string) => text.replace(/<!-- downhill:begin fit -->[\s\S]*end fit -->\n/, ''),
      (text: string) => `${text}\n<!-- downhill:begin fit -->\nW = 1\n<!-- downhill:end fit -->`,
    ]) {
      const site = shelf();
      await put(site, 'one.md', DOCUMENT);
      site.put(POST, damage(site.get(POST)!));
      expect((await refused(put(site, 'one.md', DOCUMENT))).code).toBe('region-edited');
    }
  });

  it('overwrites a region under --force, keeps the edits around it, and keeps copies of the post that never replace each other', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    for (const value of ['1.5', '1.6']) {
      site.put(POST, site.get(POST)!.replace('W = 1', `W = ${value}`).replace('First line.', 'First line, better.'));
      const edited = site.get(POST);
      await put(site, 'one.md', DOCUMENT, { force: true });
      expect(site.get(POST)).toBe((await rendered(DOCUMENT)).replace('First line.', 'First line, better.'));
      const copies = site.paths().filter((path) => path.startsWith('.downhill/backup/2022-07-15-one.md.'));
      expect(copies.map((path) => site.get(path))).toContain(edited);
    }
    expect(site.paths().filter((path) => path.startsWith('.downhill/backup/'))).toHaveLength(2);
  });

  it('writes the whole post anew under --force where markers are gone', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    site.put(POST, site.get(POST)!.replace('<!-- downhill:begin fit -->\n', ''));
    await put(site, 'one.md', DOCUMENT, { force: true });
    expect(site.get(POST)).toBe(await rendered(DOCUMENT));
  });

  it('removes only its own pictures that are used no more and were not changed', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    site.put('pictures/one/mine.png', 'mine');
    site.put('pictures/one/b.png', 'retouched');
    const { plan, notes } = await put(site, 'one.md', DOCUMENT.replace(/picture .*\n/g, ''));
    expect(plan.removes).toEqual(['pictures/one/a.png']);
    expect(codes({ notes })).toEqual(['asset-left']);
    expect(site.get('pictures/one/mine.png')).toBe('mine');
    expect(site.get('pictures/one/b.png')).toBe('retouched');
  });

  it('restores a picture that was deleted or changed, with a copy of the change', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    site.files.delete('pictures/one/a.png');
    site.put('pictures/one/b.png', 'retouched');
    const { notes } = await put(site, 'one.md', DOCUMENT);
    expect(codes({ notes })).toEqual(['asset-restored', 'asset-replaced']);
    expect([site.get('pictures/one/a.png'), site.get('pictures/one/b.png')]).toEqual(['aaa', 'bbb']);
    expect(
      site
        .paths()
        .filter((path) => path.startsWith('.downhill/backup/'))
        .map((path) => site.get(path)),
    ).toEqual(['retouched']);
  });

  it('keeps a picture that only a hand put into the post still shows, and removes it when that is gone', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    site.put(POST, `![again](/pictures/one/a.png)\n${site.get(POST)}`);
    const shorter = DOCUMENT.replace(/picture a.*\n/, '');
    expect((await put(site, 'one.md', shorter)).plan.removes).toEqual([]);
    site.put(POST, site.get(POST)!.replace('![again](/pictures/one/a.png)\n', ''));
    expect((await put(site, 'one.md', shorter)).plan.removes).toEqual(['pictures/one/a.png']);
  });

  it('keeps unused pictures under --no-prune, and removes them the next time without it', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    const shorter = DOCUMENT.replace(/picture a.*\n/, '');
    await put(site, 'one.md', shorter, { prune: false });
    expect(site.get('pictures/one/a.png')).toBe('aaa');
    await put(site, 'one.md', shorter);
    expect(site.get('pictures/one/a.png')).toBeNull();
  });

  it('writes a post again that was deleted by hand, and says so', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    site.files.delete(POST);
    expect(codes(await put(site, 'one.md', DOCUMENT))).toEqual(['post-rewritten']);
    expect(site.get(POST)).toBe(await rendered(DOCUMENT));
  });

  it('stops before a post and a picture that it did not write, unless --force, which keeps copies', async () => {
    const site = shelf({ [POST]: 'mine', 'pictures/one/a.png': 'mine too' });
    expect((await refused(put(site, 'one.md', DOCUMENT))).code).toBe('post-exists');
    site.files.delete(POST);
    expect((await refused(put(site, 'one.md', DOCUMENT))).code).toBe('asset-exists');
    site.put(POST, 'mine');
    await put(site, 'one.md', DOCUMENT, { force: true });
    expect(site.get('pictures/one/a.png')).toBe('aaa');
    const copies = site.paths().filter((path) => path.startsWith('.downhill/backup/'));
    expect(copies.map((path) => site.get(path)).sort()).toEqual(['mine', 'mine too']);
  });

  it('replaces a file that posts share as ours where any of them wrote it, and removes it with the last', async () => {
    const site = shelf();
    const sharing = (data: string): typeof lineTarget => ({
      ...lineTarget,
      render: async (...given) => {
        const rendered = await lineTarget.render(...given);
        return { ...rendered, assets: data === '' ? [] : [{ path: 'shared.txt', data }] };
      },
    });
    const two = DOCUMENT.replace('One', 'Two').replace('First', 'Another');
    await put(site, 'one.md', DOCUMENT, { target: sharing('old') });
    const { notes } = await put(site, 'two.md', two, { target: sharing('new') });
    expect([codes({ notes }), site.get('shared.txt')]).toEqual([[], 'new']);
    await put(site, 'two.md', two, { target: sharing('') });
    expect(site.get('shared.txt')).toBe('new');
    await put(site, 'one.md', DOCUMENT, { target: sharing('new') });
    await put(site, 'one.md', DOCUMENT, { target: sharing('') });
    expect(site.get('shared.txt')).toBeNull();
  });

  it('takes a post over that is already as it would write it', async () => {
    const site = shelf({ [POST]: await rendered(DOCUMENT) });
    const { plan } = await put(site, 'one.md', DOCUMENT);
    expect(plan.writes.map(({ path }) => path)).not.toContain(POST);
    expect((await put(site, 'one.md', DOCUMENT)).unchanged).toBe(true);
  });

  it('leaves a post alone whose lines Git ended with CRLF, and keeps them so when it changes', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    for (const path of [POST, '.downhill/posts/one.base', '.downhill/posts/one.json'])
      site.put(path, site.get(path)!.replaceAll('\n', '\r\n'));
    expect((await put(site, 'one.md', DOCUMENT)).unchanged).toBe(true);
    await put(site, 'one.md', DOCUMENT.replace('Last line', 'The end'));
    expect(site.get(POST)).toBe((await rendered(DOCUMENT.replace('Last line', 'The end'))).replaceAll('\n', '\r\n'));
  });
});

describe('names and days', () => {
  it('stops at a second document of the same address, and takes it under another one', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    const error = await refused(put(site, 'other/one.md', DOCUMENT));
    expect([error.code, error.message, error.advice]).toEqual([
      'slug-taken',
      `one.md is published as ${POST} already`,
      expect.stringContaining('--slug'),
    ]);
    await put(site, 'other/one.md', DOCUMENT, { slug: 'uno' });
    expect(site.get('posts/2022-07-15-uno.md')).not.toBeNull();
    // Kept without being said again.
    expect((await put(site, 'other/one.md', DOCUMENT)).unchanged).toBe(true);
  });

  it('gives a second post of the same name and another day pictures of its own, and keeps that', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    const later = DOCUMENT.replace('2022-07-15', '2023-01-01').replace('One', 'Uno');
    await put(site, '2023/one.md', later);
    expect(site.get('posts/2023-01-01-one.md')).toContain('/pictures/one-2/a.png');
    expect((await put(site, '2023/one.md', later)).unchanged).toBe(true);
    expect((await put(site, 'one.md', DOCUMENT)).unchanged).toBe(true);
  });

  it('knows a renamed document by title and day, moves the post with its edits, and leads the old address to the new', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    site.put(POST, site.get(POST)!.replace('First line.', 'First line, better.'));
    const published = await put(site, 'renamed.md', DOCUMENT, { gone: ['one.md'] });
    expect(codes(published)).toEqual(['post-renamed', 'edits-kept', 'post-moved', 'address-changed']);
    expect(site.get(POST)).toBeNull();
    expect(site.get('posts/2022-07-15-renamed.md')).toContain(
      'from /2022-07-15/one\ntitle: One\ndate: 2022-07-15\nFirst line, better.',
    );
    expect(site.paths().filter((path) => path.startsWith('pictures/'))).toEqual(['pictures/one/a.png', 'pictures/one/b.png']);
    expect((await put(site, 'renamed.md', DOCUMENT, { gone: ['one.md'] })).unchanged).toBe(true);
  });

  it('knows a renamed document by 60 % of its lines, and no other', async () => {
    const retitled = DOCUMENT.replace('title: One', 'title: Two');
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    expect(codes(await put(site, 'two.md', retitled, { gone: ['one.md'] }))).toContain('post-renamed');
    const other = shelf();
    await put(other, 'one.md', DOCUMENT);
    expect(codes(await put(other, 'two.md', 'title: Two\ndate: 2022-07-16\nAnother text.\n', { gone: ['one.md'] }))).toEqual([]);
  });

  it('moves a post whose day changed; an address that comes back leads to itself no more', async () => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    await put(site, 'one.md', DOCUMENT.replace('2022-07-15', '2022-08-01'));
    expect(site.get(POST)).toBeNull();
    expect(site.get('posts/2022-08-01-one.md')).toContain('from /2022-07-15/one');
    await put(site, 'one.md', DOCUMENT);
    expect(site.get(POST)).toMatch(/^from \/2022-08-01\/one\ntitle/);
  });

  it('stops without a day where the target needs one, and keeps the one that --date gave', async () => {
    const site = shelf();
    const undated = DOCUMENT.replace('date: 2022-07-15\n', '');
    const error = await refused(put(site, 'one.md', undated));
    expect([error.code, error.advice]).toEqual(['date-missing', expect.stringContaining('--date YYYY-MM-DD')]);
    const date = { day: '2022-07-15', time: '21:30:00', offset: '+09:00' };
    await put(site, 'one.md', undated, { date });
    expect((await put(site, 'one.md', undated)).unchanged).toBe(true);
    expect(JSON.parse(site.get('.downhill/posts/one.json')!).date).toBe('2022-07-15T21:30:00+09:00');
  });

  it('keeps two targets in one folder apart', async () => {
    const site = shelf();
    const other = {
      ...lineTarget,
      name: 'other',
      render: async (...given: Parameters<typeof lineTarget.render>) => {
        const { post, ...rest } = await lineTarget.render(...given);
        return { ...rest, post: { ...post, path: `other/${post.path}` } };
      },
    };
    await put(site, 'one.md', DOCUMENT);
    await put(site, 'one.md', DOCUMENT, { target: other });
    expect((await put(site, 'one.md', DOCUMENT)).unchanged).toBe(true);
    expect((await put(site, 'one.md', DOCUMENT, { target: other })).unchanged).toBe(true);
  });
});

describe('hostile files', () => {
  const manifest = async (): Promise<Record<string, unknown>> => {
    const site = shelf();
    await put(site, 'one.md', DOCUMENT);
    return JSON.parse(site.get('.downhill/posts/one.json')!);
  };
  const withManifest = (text: string) => put(shelf({ '.downhill/posts/one.json': text }), 'one.md', DOCUMENT);

  it('a manifest that is damaged, of a later version, or leads outside is refused and never followed', async () => {
    const good = await manifest();
    const [[, hash]] = Object.entries(good.assets as object) as [[string, string]];
    const cases: readonly (readonly [string, string])[] = [
      ['{', 'manifest-damaged'],
      ['[]', 'manifest-damaged'],
      [JSON.stringify({ ...good, schema: 'downhill.post/2' }), 'manifest-newer'],
      [JSON.stringify({ ...good, generated: 'x' }), 'manifest-damaged'],
      ...['../x', '/etc/passwd', 'a/../../x', 'C:/x', '..\\x', 'a//b', ''].flatMap((path) => [
        [JSON.stringify({ ...good, post: path }), 'path-outside'] as const,
        [JSON.stringify({ ...good, assets: { [path]: hash } }), 'path-outside'] as const,
      ]),
      ...['a\\b', 'con', 'a/nul.md', 'a.', 'ab:c', 'x\u0000'].map(
        (path) => [JSON.stringify({ ...good, post: path }), 'path-invalid'] as const,
      ),
      [JSON.stringify({ ...good, assets: { '.git/config': hash } }), 'manifest-damaged'],
    ];
    for (const [text, code] of cases) expect([text, (await refused(withManifest(text))).code]).toEqual([text, code]);
  });

  it('slugs that are paths, hidden or reserved name files in the folder of posts', async () => {
    for (const [slug, name] of [
      ['../../etc/passwd', 'etc-passwd'],
      ['/abs', 'abs'],
      ['.hidden', 'hidden'],
      ['..', 'post'],
      ['CON', 'con-post'],
      ['경사\u0000 하강법/1', '경사-하강법-1'],
      ['가'.normalize('NFD'), '가'],
      ['가'.repeat(300), '가'.repeat(60)],
    ] as const)
      expect((await put(shelf(), 'one.md', DOCUMENT, { slug })).post).toBe(`posts/2022-07-15-${name}.md`);
  });
});

async function rendered(text: string): Promise<string> {
  return (await put(shelf(), 'one.md', text)).text;
}
