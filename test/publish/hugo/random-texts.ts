import fc from 'fast-check';
import { cleanTags } from '../../../src/publish/html/clean-tags.js';
import { readProse } from '../../../src/publish/markdown/read-prose.js';
import type { Part, Post } from '../../../src/publish/post.js';

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

export const randomTexts = (seed: number, count: number): readonly string[] =>
  fc.sample(
    fc.array(fc.constantFrom(...TOKENS), { minLength: 1, maxLength: 16 }).map((tokens) => tokens.join('')),
    { seed, numRuns: count },
  );

/** A text as prose, then as code and as output, then as HTML. */
export async function randomPost(text: string, trusted: boolean): Promise<Post> {
  const prose = await readProse(text, { trusted, place: String, picture: async () => 'address', clean: cleanTags });
  const parts: Part[] = [
    prose,
    { kind: 'code', region: 'code', language: 'python', value: text },
    { kind: 'text', region: 'code', tone: 'output', value: text },
    { kind: 'html', region: 'html', html: `<p>${text.replace(/[<>&]/g, '')}</p>`, text: '' },
  ];
  const front = { text: null, values: {}, title: text, titleHeading: null, date: null, slug: 'x', excerpt: text };
  return { source: 'random.md', lang: 'en', front, parts };
}
