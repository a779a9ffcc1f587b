import { cleanTags } from '../../../src/publish/html/clean-tags.js';
import { readProse } from '../../../src/publish/markdown/read-prose.js';
import type { Part, Post } from '../../../src/publish/post.js';
import { figure, photo } from './pictures.js';

/** What generators and readers of Markdown see something of their own in. */
export const HARD_CODE = [
  'a = 1\nb = "x"  # {{ site.title }} {% raw %} {{< youtube 1 >}}\n',
  '{{< figure src="a.png" >}} {{% note %}}x{{% /note %}} {{</* x */>}} {{<>}}\n',
  'never closed: {{< youtube\n',
  'summary: <!--more--> and :smile: and :100:\n',
  'blank lines at the end\n\n\n',
  '\n\n  blank lines at the start\n\tand a tab\n',
  '```\nfences\n```\n~~~\n',
  '"quotes" \'here\' -- --- ... <b>&amp; &#123; \\{ $a_1*b_1$ {: .x} {#id}\n',
  '가격은 $5 와 $10, | a | b |\n',
];
const PROSE_CODE = ['{{ page.x }}', '{{< ref "x" >}}', 'a `` b', '"q" -- ...', '{% if %}', '<b>', ':smile:', '$x_1$', '{{% open'];

export const FORMULAS = 7;
export const PICTURES = 4;

/** A post with everything in it that was ever seen to break one. */
export async function hardPost(trusted: boolean): Promise<Post> {
  const prose = (text: string): Promise<Part> =>
    readProse(text, {
      trusted,
      place: (offset) => `hard.md:${offset}`,
      picture: async (reference, alt, title) => (reference.startsWith('https:') ? 'address' : photo(alt, title)),
      clean: cleanTags,
    });
  const first = `# 경사하강법: "a: b"

첫 문단입니다. Inline $a_1*b_1$ and $|x|$ and $\\{x\\}$, but 가격은 $5 와 $10 입니다. ${PROSE_CODE.map(inTicks).join(' ')}

![a picture with "quotes" & <tags>](<사진 1.png> "its title")

- in a list ![small](사진.png) and $x<y$

  \`\`\`python
  listed = "{{< x >}}"
  \`\`\`
- second

| formula | code |
|---|---|
| $\\frac{1}{2}$ | \`a b\` |

$$
\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}
$$

<div align="center">

**bold in a div**

</div>

Water is H<sub>2</sub>O. <!-- a comment --> {{< nothing-of-this-name >}} and {{% neither %}} {.hot #warm}

## Heading {#mine .shout onclick="alert(1)"}

<table><tr><td>

cell

</td></tr></table>
`;
  const parts: Part[] = [
    await prose(first),
    ...HARD_CODE.map((value, i): Part => ({ kind: 'code', region: `cell-${i}`, language: i % 2 === 0 ? 'python' : null, value })),
    { kind: 'text', region: 'cell-8', tone: 'output', value: 'out\n\n  <b> {{< x >}} :smile: <!--more-->\n' },
    { kind: 'text', region: 'error', tone: 'error', value: 'ValueError: {% no %}' },
    {
      kind: 'html',
      region: 'html',
      html: '<table><tbody><tr><td id="here">&lt;script&gt; {{&lt; x &gt;}} {{% y %}}</td></tr>\n\n<tr><td>*no emphasis* "q"</td></tr></tbody></table>',
      text: 'table',
    },
    { kind: 'picture', region: 'sine', picture: await figure('The sine through its points'), caption: '그림 1. "Fit" {{< x >}}' },
    { kind: 'picture', region: 'sine', picture: await photo('another'), caption: null },
    { kind: 'table', region: 'sine', head: ['name', 'value'], rows: [['a_1|b', '{{< 1 >}}']], align: ['left', 'right'] },
    { kind: 'aside', region: 'sine', tone: 'warning', text: 'The rate {{% is %}} *too* high.' },
    { kind: 'details', region: 'sine', summary: 'Definition', language: 'yaml', value: 'id: sine\n\nmodel: "{{< y >}}"\n' },
    { kind: 'math', region: 'formula', tex: 'E = mc^2' },
    await prose('마지막 문단.\n'),
  ];
  const heading = /^# .*\n/.exec(first) as RegExpExecArray;
  return {
    source: 'hard.md',
    lang: 'ko',
    front: {
      text: null,
      values: {},
      title: '경사하강법: "a: b"',
      titleHeading: { part: 0, start: 0, end: heading[0].length - 1 },
      date: null,
      slug: '경사하강법',
      excerpt: '첫 문단입니다. *Inline* <b>',
    },
    parts,
  };
}

/** What the post's `code` elements must hold, in order of the page, trailing line end aside. */
export const shownCode = (): readonly string[] => [...PROSE_CODE, 'listed = "{{< x >}}"\n', 'a b', ...HARD_CODE];

const inTicks = (code: string): string => (code.includes('``') ? `\`\`\` ${code} \`\`\`` : `\`${code}\``);
