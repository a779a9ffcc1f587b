import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { frontBlock } from '../../../src/publish/check/front-block.js';
import { call } from '../../cli/terminal.js';
import { PIXEL } from '../check/sites.js';

/** Names as files have them, or as somebody would like them to be taken. */
const NAMES = [
  ...['a.png', 'A.PNG', 'my pic.png', '_x.png', 'x.png~', 'con.png', '%2e%2e.png', 'a#b?.png', 'a&amp;b.png', 'a.svg'],
  ...[
    "it's.png",
    `q"u.png`,
    `b'"c.png`,
    `'onerror='alert(1)'.png`,
    '"><script>alert(1)<',
    '}}{% x %}.png',
    '{{x}}.png',
    '--x.png',
  ],
  ...[
    'new\nline.png',
    '\u202egnp.exe.png',
    '\u0007bell.png',
    '그림.png'.normalize('NFD'),
    'a\\b.png',
    '...png',
    '~a.png',
    ')](x.png',
  ],
];
/** Where a link of the disk leads to. */
const LEADS = [
  '..',
  '../outside',
  '../../outside',
  '/',
  '.',
  'a',
  'nowhere',
  '../outside/secret.png',
  '../outside/post.md',
  '_posts',
  'images',
];

const name = fc.constantFrom(...NAMES);
const address = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        '',
        '/',
        '../',
        '../../',
        '..\\',
        './',
        '/images/',
        '../images/',
        'images\\',
        '%2e%2e/',
        '/blog/images/',
        'C:\\Users\\me\\',
      ),
      name,
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('../outside/secret.png', '../../outside/secret.png', '/etc/passwd', 'file:///etc/passwd', 'a/loop/a/a.png'),
  fc.constantFrom(
    'javascript:alert(1)',
    'data:image/png;base64,xx',
    "{{ '/images/A.png' | relative_url }}",
    '{{ page.x }}',
    '\0.png',
    '',
  ),
);
const line = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        '![x](#)',
        '![x](<#>)',
        '[x](#)',
        '<img src="#">',
        "<img src='#' alt=x>",
        '<img src=#>',
        '<img srcset="# 1x, # 2x">',
      ),
      address,
    )
    .map(put),
  fc
    .tuple(
      fc.constantFrom(
        '[r]: #',
        '<a href="#"><img src="#"></a>',
        '> - ![x](# "t")',
        '| ![x](#) |\n|-|',
        '{% include f.html src="#" %}',
      ),
      address,
    )
    .map(put),
  fc.constantFrom(
    '<script>let s = "![x](../images/A.PNG)"</script>',
    '<!-- ![x](../images/A.PNG) -->',
    '`{{ x }} {% y %}`',
    '```\n{% z %} {{\n```',
  ),
  fc.constantFrom(
    '$\\frac{{a}}{{b}}$',
    '\u001b[31mred\u001b[0m \u0000',
    '<div\n  src="../images/A.PNG"',
    '<img src="',
    '![x](',
    '{% raw %}',
    '<!-- downhill:begin x -->',
  ),
  fc.string({ maxLength: 30 }),
);
function put([form, what]: [string, string]): string {
  return form.replaceAll('#', () => what);
}
const value = fc.oneof(
  fc.constantFrom(
    'a: b',
    '[x] y',
    '"a" b',
    "'",
    '@a',
    '&a',
    '*a',
    '!a b',
    '{',
    '- a',
    '| a',
    '2022-07-15',
    '`a`',
    'a # b: c',
    '\t',
  ),
  fc.string({ maxLength: 12 }),
);
const post = fc
  .record({
    front: fc.array(fc.tuple(fc.constantFrom('title', 'image', 'permalink', 'date', 'categories', 'tags', 'x y'), value), {
      maxLength: 4,
    }),
    lines: fc.array(line, { maxLength: 8 }),
    end: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\uFEFF'),
  })
  .map(
    ({ front, lines, end, mark }) =>
      `${mark}${['---', ...front.map(([key, each]) => `${key}: ${each}`), '---', ...lines].join('\n').replaceAll('\n', end)}`,
  );
const settings = fc.array(
  fc.constantFrom(
    'baseurl: /blog',
    'permalink: pretty',
    'permalink: /../../:title/',
    'source: docs',
    'source: ..',
    'destination: ../outside',
    'collections_dir: images',
    'theme: chirpy',
    'url: "a: b',
    'exclude: [images]',
  ),
  { maxLength: 3 },
);
const folder = fc.constantFrom(
  'images',
  '_posts',
  'assets',
  'docs/_posts',
  'assets/downhill',
  '.downhill',
  '.downhill/backup',
  'a',
  '.downhill/posts',
);
const site = fc.record({
  config: settings,
  hugo: fc.boolean(),
  posts: fc.array(
    fc.tuple(
      fc.constantFrom(
        '_posts/2022-07-15-a.md',
        '_posts/2022-07-16-B.md',
        'docs/_posts/2022-07-15-d.md',
        `_posts/2022-07-17-${'그'.normalize('NFD')}.md`,
        '_posts/2022-07-18-a b".md',
        'content/posts/a/index.md',
        'about.md',
        '_posts/2022-07-19-x\\y.md',
        '_posts/2022-07-20-n\nl.md',
      ),
      post,
    ),
    { minLength: 1, maxLength: 4 },
  ),
  pictures: fc.array(fc.tuple(folder, name), { maxLength: 6 }),
  links: fc.array(
    fc.tuple(
      fc.oneof(folder, fc.constantFrom('_posts/2022-07-21-l.md', 'images/a.png', 'a/loop', 'images/loop', '.downhill/staging')),
      fc.constantFrom(...LEADS),
    ),
    { maxLength: 3 },
  ),
});

/** Everything below a folder: bytes of files, where links lead to. */
function state(top: string, below = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const each of readdirSync(join(top, below))) {
    const path = below === '' ? each : `${below}/${each}`;
    const about = lstatSync(join(top, path));
    if (about.isSymbolicLink()) found.set(path, `→ ${readlinkSync(join(top, path))}`);
    else if (about.isFile()) found.set(path, readFileSync(join(top, path), 'latin1'));
    else for (const [inner, bytes] of state(top, path)) found.set(inner, bytes);
  }
  return found;
}
const changed = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path) && !OWN.test(path))
    .sort();
/** What only work under way has in it. */
const OWN = /^\.downhill\/(?:staging|lock|pending\.json)(?:\/|$)/;

/** Why a disk does not take a name or what is to stand there. */
const NOT_TAKEN = new Set([
  'EEXIST',
  'EINVAL',
  'EISDIR',
  'EILSEQ',
  'ELOOP',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOTDIR',
  'ERR_INVALID_ARG_VALUE',
]);

/** What a disk does not take is left out. */
const attempt = (make: () => void): void => {
  try {
    make();
  } catch (error) {
    if (!NOT_TAKEN.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
};
const write = (top: string, path: string, data: string | Uint8Array): void =>
  attempt(() => {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    if (lstatSync(join(top, path), { throwIfNoEntry: false }) === undefined) writeFileSync(join(top, path), data);
  });

/** Names of elements with their attributes in a post, as a browser has them after Liquid. */
function shape(text: string): string[] {
  const body = text.slice(frontBlock(text)?.bodyStart ?? 0);
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterMap['node']): void => {
    if ('tagName' in node) found.push([node.tagName, ...node.attrs.map((each) => each.name)].join(' '));
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(
    parseFragment(
      body
        .replace(/\{\{\s*(?:'([^']*)'|"([^"]*)")\s*\| relative_url \}\}/g, (_, a, b) => encodeURI(a ?? b))
        .replaceAll('{{ "{" }}', '{'),
    ),
  );
  return found;
}

/** A folder for one case. */
async function inRoom(work: (room: string) => Promise<void>): Promise<void> {
  const room = mkdtempSync(join(tmpdir(), 'downhill-hostile-'));
  try {
    await work(room);
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

const escaped = (text: string): string => text.replace(/[&"'<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

describe('downhill repair of whatever site', () => {
  it('writes nothing outside of it, nothing that it does not say, nothing that cannot be read, and nothing the second time: 150 sites', async () => {
    let mended = 0;
    await fc.assert(
      fc.asyncProperty(site, async ({ config, hugo, posts, pictures, links }) => {
        const room = mkdtempSync(join(tmpdir(), 'downhill-hostile-'));
        try {
          const top = join(room, 'site');
          const outside = join(room, 'outside');
          mkdirSync(top);
          write(outside, 'secret.png', PIXEL);
          write(outside, 'post.md', '---\ntitle: a: b\n---\n![x](../images/A.PNG)\n');
          write(top, hugo ? 'hugo.toml' : '_config.yml', hugo ? 'baseURL = "https://e.org/blog/"\n' : `${config.join('\n')}\n`);
          for (const [path, lead] of links)
            attempt(() => {
              mkdirSync(dirname(join(top, path)), { recursive: true });
              symlinkSync(lead, join(top, path));
            });
          for (const [path, text] of posts) write(top, path, text);
          for (const [where, each] of pictures) write(top, `${where}/${each}`, PIXEL);
          const before = state(top);
          const beyond = state(outside);
          const neighbours = readdirSync(room);
          const first = await call(['repair', top, '--json']);
          const said = JSON.parse(first.stdout);
          const after = state(top);
          expect([readdirSync(room), changed(beyond, state(outside))]).toEqual([neighbours, []]);
          expect(said.code ?? '').not.toBe('internal');
          expect(changed(before, after)).toEqual([...(said.files ?? [])].sort());
          for (const path of (said.files ?? []) as string[]) {
            if (path.startsWith('.downhill/') || /\.(?:png|svg)$/i.test(path)) continue;
            const [old, text] = [before, after].map((each) => Buffer.from(each.get(path) as string, 'latin1').toString());
            mended += 1;
            const codes = said.changes
              .filter((each: { place: string }) => each.place.startsWith(path))
              .map((each: { code: string }) => each.code);
            if (codes.includes('front-broken') || frontBlock(old as string)?.broken === null)
              expect(frontBlock(text as string)?.broken).toBe(null);
            if (!codes.includes('control-character') && !hugo) expect(shape(text as string)).toEqual(shape(old as string));
          }
          const second = await call(['repair', top, '--json']);
          expect([JSON.parse(second.stdout).files ?? [], changed(after, state(top))]).toEqual([[], []]);
        } finally {
          rmSync(room, { recursive: true, force: true });
        }
      }),
      { seed: 8, numRuns: 150 },
    );
    expect(mended).toBeGreaterThan(60);
  }, 120_000);

  it('clears and writes nothing where what downhill keeps in a site is a link to elsewhere', async () => {
    for (const link of ['.downhill', '.downhill/staging', '.downhill/backup', '.downhill/posts'])
      await inRoom(async (room) => {
        const [top, outside] = [join(room, 'site'), join(room, 'outside')];
        write(outside, 'staging/work.txt', 'mine');
        write(outside, 'pending.json', 'mine');
        write(top, '_config.yml', 'title: t\n');
        write(top, '_posts/2022-07-15-a.md', '---\ntitle: a: b\n---\nText.\n');
        write(room, 'new.md', '---\ntitle: New\ndate: 2022-07-15\n---\nText.\n');
        mkdirSync(join(top, link, '..'), { recursive: true });
        symlinkSync(outside, join(top, link));
        const before = state(room);
        for (const words of [
          ['repair', top],
          ['publish', join(room, 'new.md'), '--to', `jekyll:${top}`],
        ]) {
          const { exit, stdout } = await call([...words, '--json']);
          expect([link, exit, JSON.parse(stdout).code]).toEqual([link, 1, 'path-outside']);
          expect(changed(before, state(room))).toEqual([]);
        }
      });
  });

  it(`lets no name of a file out of its attribute: ${NAMES.length} names, between either quotes and without`, async () => {
    await inRoom(async (room) => {
      const forms = NAMES.flatMap((each) => {
        const src = escaped(`../images/${each}`);
        const tag = `{% include f.html src='../images/${encodeURIComponent(each).replaceAll("'", '%27')}' %}`;
        return [tag, `<img src="${src}">`, `<img src='${src}'>`, ...(/[\s>]/.test(src) ? [] : [`<img src=${src}>`])];
      });
      const path = '_posts/2022-07-15-a.md';
      const text = `---\ntitle: t\n---\n${forms.join('\n\n')}\n`;
      write(room, '_config.yml', 'title: t\n');
      write(room, path, text);
      for (const each of NAMES) write(room, `images/${each}`, PIXEL);
      const { files } = JSON.parse((await call(['repair', room, '--json'])).stdout);
      expect(files).toContain(path);
      const after = readFileSync(join(room, path), 'utf8');
      const tags = after.split('\n').filter((each) => each.startsWith('{% include'));
      expect(tags.filter((tag) => !/^\{% include f\.html src='[^'{}]*' %\}$/.test(tag))).toEqual([]);
      expect(shape(after)).toEqual(shape(text));
    });
  });

  it('comes to an end with 64 kB of what begins and never ends', async () => {
    for (const piece of [
      '![x](',
      '<img src="',
      '{{ ',
      '{% x ',
      '<!-- ',
      '`',
      '$',
      "<a href='../images/A.PNG'",
      '\u001b]',
      '[x]: <',
    ]) {
      await inRoom(async (room) => {
        write(room, '_config.yml', 'title: t\n');
        write(room, '_posts/2022-07-15-a.md', `---\ntitle: t\n---\n${piece.repeat(2 ** 16 / piece.length)}`);
        const { exit } = await call(['repair', room, '--json']);
        expect([piece, [0, 1].includes(exit)]).toEqual([piece, true]);
      });
    }
  }, 120_000);
});
