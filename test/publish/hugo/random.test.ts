import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'parse5';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanTags } from '../../../src/publish/html/clean-tags.js';
import { readProse } from '../../../src/publish/markdown/read-prose.js';
import type { Part, Post } from '../../../src/publish/post.js';
import { withoutEnd } from './browser.js';
import { type Site, site } from './hugo-sites.js';

/** Whatever begins or ends something in Hugo, Markdown or HTML. */
const TOKENS = [
  '{',
  '{{',
  '{{<',
  '{{%',
  '<',
  '%',
  '>}}',
  '%}}',
  '}}',
  '}',
  '/*',
  '*/',
  '{{</*',
  '*/>}}',
  '<b>',
  '</b>',
  '<!-- c -->',
  '<!--more-->',
  '$x_1$',
  '`',
  '``',
  '```\n',
  '\n',
  '\n\n',
  '    ',
  '> ',
  '- ',
  '# ',
  '{#id .c}',
  ':smile:',
  '\\',
  '"',
  "'",
  'br',
  ' br ',
  '{{< br >}}',
  '{{< note >}}',
  '{{< /note >}}',
  '{{< note />}}',
  '![a](a.png)',
  '[l](',
  ')',
  '<https://example.org>',
  '|',
  'word',
  ' ',
  '&',
  '--',
  '\t',
] as const;

const texts = fc.sample(
  fc.array(fc.constantFrom(...TOKENS), { minLength: 1, maxLength: 16 }).map((tokens) => tokens.join('')),
  { seed: 2, numRuns: 120 },
);

let built: Site | undefined;
afterAll(() => {
  if (built !== undefined) rmSync(built.folder, { recursive: true, force: true });
});

describe('120 random texts of what means something to Hugo, as prose and as code', () => {
  it('break no build, of an author and of a notebook, and their code is shown byte for byte', async () => {
    built = site(
      'baseURL = "https://example.org/"\nenableEmoji = true\n[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.parser.attribute]\nblock = true',
    );
    built.write('layouts/shortcodes/br.html', '<br>');
    built.write('layouts/shortcodes/note.html', '<div>{{ .Inner }}</div>');
    const lang = 'en';
    for (const [i, text] of texts.entries())
      for (const trusted of [true, false]) {
        const prose = await readProse(text, { trusted, place: String, picture: async () => 'address', clean: cleanTags });
        const parts: Part[] = [
          prose,
          { kind: 'code', region: 'code', language: 'python', value: text },
          { kind: 'text', region: 'code', tone: 'output', value: text },
          { kind: 'html', region: 'html', html: `<p>${text.replace(/[<>&]/g, '')}</p>`, text: '' },
        ];
        const front = { text: null, values: {}, title: text, titleHeading: null, date: null, slug: 'x', excerpt: text };
        const post: Post = { source: 'random.md', lang, front, parts };
        await built.publish(post, { slug: `p-${i}-${trusted}`, assetSlug: 'p' });
      }
    built.build();
    for (const [i, text] of texts.entries())
      for (const trusted of [true, false]) {
        const pres = textsOf(built.built(`posts/p-${i}-${trusted}/index.html`), 'pre');
        const wanted = withoutEnd(text);
        expect([i, pres.map(withoutEnd).slice(-2)]).toEqual([i, [wanted, wanted]]);
      }
  });
});

interface Tree {
  readonly nodeName: string;
  readonly value?: string;
  readonly childNodes?: readonly Tree[];
}

function textsOf(html: string, name: string): string[] {
  const text = (node: Tree): string => node.value ?? (node.childNodes ?? []).map(text).join('');
  const found = (node: Tree): string[] => (node.nodeName === name ? [text(node)] : (node.childNodes ?? []).flatMap(found));
  return found(parse(html) as Tree);
}
