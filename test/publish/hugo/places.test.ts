import type { Nodes } from 'mdast';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { PlannedFile } from '../../../src/publish/files.js';
import { githubMath } from '../../../src/publish/flavour/github-math.js';
import { parseMarkdown } from '../../../src/publish/markdown/parse-markdown.js';
import { readProse } from '../../../src/publish/markdown/read-prose.js';
import type { Note } from '../../../src/publish/note.js';
import type { Post } from '../../../src/publish/post.js';
import type { Rendered, Target } from '../../../src/publish/target.js';
import { github } from '../../../src/publish/targets/github.js';
import { html } from '../../../src/publish/targets/html.js';
import { paste } from '../../../src/publish/targets/paste.js';
import { withoutEnd } from './browser.js';
import { HARD_CODE, hardPost } from './hard-post.js';
import { randomPost, randomTexts } from './random-texts.js';
import { textsOf } from './texts-of.js';

const render = (target: Target, post: Post, baseUrl: string | null = null, notes: Note[] = []): Promise<Rendered> =>
  target.render(post, {
    site: { name: 'out', read: async () => null, list: async () => [] },
    date: null,
    assetSlug: 'hard',
    slug: '경사하강법',
    baseUrl,
    note: (note) => notes.push(note),
  });

function* nodes(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodes(child);
}
const all = (markdown: string): Nodes[] => [...nodes(parseMarkdown(markdown))];
const codeBlocks = (markdown: string): string[] =>
  all(markdown).flatMap((node) => (node.type === 'code' && node.lang !== 'math' ? [node.value] : []));
const markdownOf = async (text: string): Promise<Post> => {
  const post = await hardPost(true);
  const prose = await readProse(text, { trusted: true, place: String, picture: async () => 'address' });
  return { ...post, front: { ...post.front, titleHeading: null, title: 'T_1' }, parts: [prose] };
};
/** Paths of pictures in Markdown and in its HTML. */
const shown = (markdown: string): string[] => [
  ...all(markdown).flatMap((node) => (node.type === 'image' ? [node.url] : [])),
  ...[...markdown.matchAll(/<(?:img src|source [^>]*srcset)="([^"]*)"/g)].map((match) => match[1] as string),
];
const text = (file: PlannedFile | undefined): string => file?.data as string;

describe.each([true, false])('Markdown for GitHub, of a trusted author: %s', (trusted) => {
  it('has every picture in a folder beside it, and no file that nothing shows', async () => {
    const { post, assets } = await render(github, await hardPost(trusted));
    expect([...new Set(shown(post.text))].sort()).toEqual(assets.map(({ path }) => path));
    expect(assets.map(({ path }) => path)).toEqual(
      assets.map(({ path }) => expect.stringMatching(/^images\/hard\/[a-z0-9-]+-[0-9a-f]{8}\.png$/) && path),
    );
    expect(post.text).toMatch(
      /<picture><source media="\(prefers-color-scheme: dark\)" srcset="images\/hard\/fit-dark-[^"]*"><img src="images\/hard\/fit-[^"]*" alt="The sine through its points" width="320"><\/picture>/,
    );
  });

  it('shows code byte for byte', async () => {
    const { post } = await render(github, await hardPost(trusted));
    const code = codeBlocks(post.text);
    for (const each of HARD_CODE) expect(code).toContain(withoutEnd(each));
  });

  it('needs no style and no script, and has its title once', async () => {
    const { post } = await render(github, await hardPost(trusted));
    const made = post.text.slice(post.text.indexOf('downhill:begin'));
    expect(made).not.toMatch(/ style=/);
    expect(all(post.text).filter((node) => node.type === 'heading' && node.depth === 1)).toHaveLength(1);
    expect(post.text.startsWith('# 경사하강법')).toBe(true);
  });
});

describe('GitHub', () => {
  const around = { before: ' ', after: ' ', alone: null };
  it('reads a plain formula between dollars, and one that Markdown or a neighbour would break between backticks as well', () => {
    expect(githubMath('x + y', false, around)).toBe('$x + y$');
    expect(githubMath('x', false, { ...around, after: '는' })).toBe('$`x`$');
    expect(githubMath('a_1*b_1', false, around)).toBe('$`a_1*b_1`$');
    expect(githubMath('|x|', false, around)).toBe('$\\vert x\\vert $');
    expect(githubMath('\\{x\\}', false, around)).toBe('$`\\{x\\}`$');
    expect(githubMath('x<y', false, around)).toBe('$`x<y`$');
  });

  it('reads a displayed formula from a block, in lists and quotes too, and no operatorname', () => {
    expect(githubMath('a\nb', true, { ...around, alone: '  ' })).toBe('```math\n  a\n  b\n  ```');
    expect(githubMath('\\operatorname*{argmin}_x f', true, { ...around, alone: '' })).toBe(
      '```math\n\\mathop{\\mathrm{argmin}}\\limits_x f\n```',
    );
    expect(githubMath('x', true, around)).toBe('$`\\displaystyle x`$'.replaceAll('`', ''));
  });

  it('sees no formula between two prices, and a single one stays as it is written', async () => {
    expect((await render(github, await markdownOf('가격은 $5 와 $10, 또는 \\$3.\n\nOne is $7.\n'))).post.text).toBe(
      '# T&#95;1\n\n가격은 <span>$</span>5 와 <span>$</span>10, 또는 <span>$</span>3.\n\nOne is $7.\n',
    );
  });

  it('finds README.md under its name', async () => {
    expect((await render(github, { ...(await hardPost(true)), source: 'docs/README.md' })).post.path).toBe('README.md');
    expect((await render(github, await hardPost(true))).post.path).toBe('경사하강법.md');
  });
});

describe('texts to paste', () => {
  it('show every picture by its address where that is known, as PNG', async () => {
    const { post, assets } = await render(paste, await hardPost(false), 'https://cdn.example.org/blog');
    const pages = assets.filter(({ path }) => path.endsWith('.html')).map(text);
    const files = assets.filter(({ path }) => path.endsWith('.png')).map(({ path }) => `https://cdn.example.org/blog/${path}`);
    expect(files).toHaveLength(2);
    for (const each of [post.text, ...pages]) expect([...new Set(shown(each))].sort()).toEqual(files);
    expect(assets.map(({ path }) => path).sort()).toEqual(
      [...files.map((file) => file.slice(29)), '경사하강법-checklist.md', '경사하강법-medium.html', '경사하강법.html'].sort(),
    );
  });

  it('say where every picture belongs where no address is known, in the language of the post', async () => {
    const { post, assets } = await render(paste, await hardPost(false));
    const [list, medium, page] = ['-checklist.md', '-medium.html', '법.html'].map((end) =>
      text(assets.find(({ path }) => path.endsWith(end))),
    ) as [string, string, string];
    const names = assets.filter(({ path }) => path.endsWith('.png')).map(({ path }) => path.replace(/.*\//, ''));
    for (const name of names) {
      expect(post.text).toContain(`](UPLOAD:${name})`);
      for (const each of [medium, page]) expect(each).toMatch(new RegExp(`<strong>\\[그림 \\d: ${name}\\]</strong>`));
      expect(list).toContain(name);
    }
    expect(list).toContain('| 2 | fit-');
    expect(list).toContain('| Heading ');
    expect(list).toMatch(/## Velog[\s\S]*## 티스토리[\s\S]*## Medium[\s\S]*수식 7개[\s\S]*표 4개/);
  });

  it('are in Markdown for Velog: formulas between dollars, prices apart from them, code byte for byte', async () => {
    const { post } = await render(paste, await hardPost(false));
    expect(post.text).toContain('$a_1*b_1$');
    expect(post.text).toContain('$\\vert x\\vert $');
    expect(post.text).toContain('가격은 \\$5 와 \\$10');
    const code = codeBlocks(post.text);
    for (const each of HARD_CODE) expect(code).toContain(withoutEnd(each));
  });

  it('are in HTML without a parse error but the missing head; for Medium without tables, formulas and pictures that it cannot take', async () => {
    const { assets } = await render(paste, await hardPost(false));
    for (const each of assets.filter(({ path }) => path.endsWith('.html')).map(text)) {
      const errors: string[] = [];
      parse(`<!doctype html>${each}`, { onParseError: ({ code }) => errors.push(code) });
      expect(errors).toEqual([]);
    }
    const medium = text(assets.find(({ path }) => path.endsWith('-medium.html')));
    expect(medium).not.toMatch(/<table|<math|<svg/);
    expect(medium).toContain('<code>a_1*b_1</code>');
  });

  it('warn of pictures that are not taken everywhere', async () => {
    const notes: Note[] = [];
    const post = await hardPost(true);
    const picture = post.parts.find((part) => part.kind === 'picture');
    if (picture?.kind !== 'picture' || picture.picture.vector === undefined) throw new Error('no figure');
    await render(
      paste,
      { ...post, parts: [{ ...picture, picture: { ...picture.picture, asset: picture.picture.vector } }] },
      null,
      notes,
    );
    expect(notes.map(({ code }) => code)).toEqual(['picture-not-taken']);
  });
});

describe('150 random texts of what means something to Markdown', () => {
  it('leave the code behind them byte for byte, on GitHub and on Velog, of an author and of a notebook', async () => {
    for (const text of randomTexts(4, 75))
      for (const trusted of [true, false]) {
        const post = await randomPost(text, trusted);
        for (const target of [github, paste]) {
          const code = codeBlocks((await render(target, post)).post.text);
          expect([text, ...code.slice(-2)]).toEqual([text, withoutEnd(text), withoutEnd(text)]);
        }
      }
  });

  it('are HTML without a parse error in a page that stands alone, which has their code byte for byte', async () => {
    for (const text of randomTexts(5, 75))
      for (const trusted of [true, false]) {
        const page = (await render(html, await randomPost(text, trusted))).post.text;
        const errors: string[] = [];
        parse(page, { onParseError: ({ code }) => errors.push(code) });
        const pres = textsOf(page, 'pre').slice(-2).map(withoutEnd);
        expect([text, errors, ...pres]).toEqual([text, [], withoutEnd(text), withoutEnd(text)]);
      }
  });
});
