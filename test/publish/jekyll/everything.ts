import type { Asset, Picture } from '../../../src/publish/asset.js';
import { assetOf } from '../../../src/publish/assets/asset-of.js';
import { cleanTags } from '../../../src/publish/html/clean-tags.js';
import { readProse } from '../../../src/publish/markdown/read-prose.js';
import type { Part, Post, Prose } from '../../../src/publish/post.js';
import { paintedPng } from '../hard-notebook.js';

const asset = (stem: string, width: number, height: number, blue: number): Promise<Asset> =>
  assetOf(paintedPng(width, height, [200, 80, blue]), stem, 'test');

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200" viewBox="0 0 320 200"><rect width="320" height="200" fill="#ace"/></svg>';

/** A figure as experiments give it: light and dark, as raster and as vector graphic. */
const figure = async (): Promise<Picture> => ({
  asset: await asset('sine-noise-fit', 640, 400, 20),
  dark: await asset('sine-noise-fit-dark', 640, 400, 21),
  vector: await assetOf(new TextEncoder().encode(SVG), 'sine-noise-fit', 'test'),
  darkVector: await assetOf(new TextEncoder().encode(SVG.replace('#ace', '#135')), 'sine-noise-fit-dark', 'test'),
  width: 320,
  height: 200,
  alt: '100개의 점과 곡선 | {{ W }}*sin(X), "잡음" <포함>',
});

const photo = async (alt: string, title?: string): Promise<Picture> => ({
  asset: await asset(`photo-${alt.length}`, 300, 150, alt.length),
  width: 300,
  height: 150,
  alt,
  ...(title === undefined ? {} : { title }),
});

export const prose = (text: string, trusted: boolean): Promise<Prose> =>
  readProse(text, {
    trusted,
    place: (offset) => `post.md:${offset}`,
    picture: async (reference, alt, title) => (reference.startsWith('http') ? 'address' : photo(alt, title)),
    clean: cleanTags,
  });

/** As Typora shows it: blocks without blank lines between them, bars, formulas, code with Liquid, pictures everywhere. */
const TEXT = `# 경사하강법: 첫 글

첫 문단입니다. 확률 |x| 는 $|x|$ 이고 $a_1*b_1$, $\\{x\\}$ 입니다. 가격은 $5 와 $10 입니다.
- 목록은 빈 줄 없이 시작합니다 \`{{ page.title }}\`
  - 두 칸 안쪽 $x_{i}^{*}$
  - ![목록 속 그림](그림 1.png "제목 {{ x }}")

  \`\`\`python
  inside = "{% list %}"

  \tindented = {{ 1 }}
  \`\`\`
- [ ] 할 일

$\\alpha$로 시작하는 문단. ![](a.png) 그림 뒤의 글.

![혼자 있는 그림](b.png)
*바로 아래의 설명*

| 식 | 값 | 그림 |
| --- | ---: | --- |
| $|x|$ | \`a\\|b\` | ![표 속](c.png) |
| $\\frac{a}{b}$ | 2 | [![연결](d.png)](https://example.org/?a=1) |

본문 $$ f(x) = \\sum_{i=1}^{n} x_i^2 $$

$$
\\begin{aligned}
a &= b \\\\
c &= {{d}}
\\end{aligned}
$$

\`\`\`js title="머리말"
const t = \`{{ x }} {% raw %} {% endraw %} {%- if -%} {{{ }}} {#\`;
\`\`\`

~~~
|a|b|
 {: .x} $$ \\( <b> & &amp; "x" -- ... {
~~~
%} 글 {% bad %} 글 {{ nothing }} 글 {{ site.title }}.

<details>
<summary>펼치기</summary>

**굵게** 그리고 $y$

</details>

3. 셋
4. 넷

주소 https://example.org/a_b_c 그리고 ~~지움~~.
`;

export interface Everything {
  readonly post: Post;
  /** What stands in `pre code`, in order. */
  readonly code: readonly string[];
  /** What stands in other `pre`. */
  readonly outputs: readonly string[];
  readonly formulas: number;
  /** Of `img`. */
  readonly pictures: number;
}

/** A post in which everything is that ever broke a site. @param source of which there may be several in a site. */
export async function everything(source: string): Promise<Everything> {
  const text = await prose(TEXT, true);
  const cells = await prose(
    '노트북 셀: {% include x %} {{ y }} {: .z} `{% c %}` <b>굵게</b> <div> $z^{2}$\n\n{:.danger}\n$$ w $$\n',
    false,
  );
  const output = '출력 {{ x }} {% y %}\n\n| a | b |\n*별* _밑줄_ <script>alert(1)</script> &amp; `\n    들여쓰기\n\n\n끝 {';
  const program = 'print("{% bad %}")  # {{ "{" }} {% raw %}\n\n```\n{% endraw %}\n{';
  const parts: Part[] = [
    text,
    { kind: 'code', region: 'cell-1', language: 'python', value: program },
    { kind: 'text', region: 'cell-1', value: output, tone: 'output' },
    { kind: 'text', region: 'cell-1', value: '\n경고: {% w %}', tone: 'warning' },
    {
      kind: 'html',
      region: 'cell-2',
      text: 'a b',
      html: '<table id="t"><thead><tr><th>{{ a }}</th></tr></thead>\n\n<tbody><tr><td><a href="#t">*b* | {% c %}</a></td></tr></tbody></table>',
    },
    { kind: 'picture', region: 'sine-noise', picture: await figure(), caption: '그림 1. {{ W }} *별*' },
    { kind: 'picture', region: 'sine-noise', picture: await figure(), caption: null },
    {
      kind: 'table',
      region: 'sine-noise',
      head: ['이름', '값 | x'],
      rows: [
        ['W', '9.97'],
        ['b*_', '{{ 1 }}'],
      ],
      align: ['left', 'right'],
    },
    { kind: 'aside', region: 'sine-noise', tone: 'warning', text: '학습률이 큽니다: {{ 0.7 }} > 0.5 | *조심*' },
    {
      kind: 'details',
      region: 'sine-noise',
      summary: '실험 {{ x }}',
      language: 'yaml',
      value: 'model: y ~ a*x\n\nstart: {{ a }}\n',
    },
    { kind: 'math', region: 'sine-noise', tex: 'W \\cdot \\sin(X) + |b|' },
    cells,
  ];
  const title = `경사하강법: ${source}`;
  return {
    post: {
      source: `${source}.md`,
      lang: 'ko',
      front: {
        text: `title: 경사하강법: ${source}\ntags: [실험]   # 그대로\n`,
        values: { title, tags: ['실험'] },
        title,
        titleHeading: { part: 0, start: 0, end: TEXT.indexOf('\n') },
        date: null,
        slug: source,
        excerpt: '첫 문단: 5 < 6 & {{ x }} {% y %} "따옴표"',
      },
      parts,
    },
    code: [
      'inside = "{% list %}"\n\n\tindented = {{ 1 }}\n',
      'const t = `{{ x }} {% raw %} {% endraw %} {%- if -%} {{{ }}} {#`;\n',
      '|a|b|\n {: .x} $$ \\( <b> & &amp; "x" -- ... {\n',
      `${program}\n`,
      'model: y ~ a*x\n\nstart: {{ a }}\n',
    ],
    outputs: [output, '\n경고: {% w %}'],
    formulas: 13,
    pictures: 7,
  };
}
