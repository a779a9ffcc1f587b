import { encodePng } from '../../src/figure/png.js';

/** A notebook that breaks converters, with the files beside it. */
export interface HardNotebook {
  /** `하드 노트.ipynb`, nbformat 4.5. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** By path, relative to the notebook's folder. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Sources of the code cells that are to be seen, in order. */
  readonly code: readonly string[];
  /** TeX of its formulas in Markdown, in order. */
  readonly formulas: readonly string[];
  /** How many pictures are to be seen: of Markdown and of outputs. */
  readonly pictures: number;
}

/** A script that would leave a trace in the page, and one that would leave one on a server. */
const TRACE = "window.ran=(window.ran||0)+1;new Image().src='https://evil.example/ran'";

/** A picture of a size and colour of its own. */
export const paintedPng = (width: number, height: number, colour: readonly [number, number, number]): Uint8Array => {
  const pixels = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) pixels.set([...colour, 255 - (i % 2)], 4 * i);
  return encodePng(width, height, pixels);
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const lines = (text: string): string[] => text.split(/(?<=\n)/);

const markdown = (source: string, attachments?: Record<string, Record<string, string>>): object => ({
  cell_type: 'markdown',
  metadata: {},
  source: lines(source),
  ...(attachments === undefined ? {} : { attachments }),
});

const code = (source: string, outputs: readonly object[], metadata: object = {}): object => ({
  cell_type: 'code',
  execution_count: 1,
  metadata,
  source: lines(source),
  outputs,
});

const stream = (name: string, text: string): object => ({ output_type: 'stream', name, text: lines(text) });
const result = (data: object, metadata: object = {}): object => ({
  output_type: 'execute_result',
  execution_count: 1,
  data,
  metadata,
});
const display = (data: object, metadata: object = {}): object => ({ output_type: 'display_data', data, metadata });

const TEMPLATE = `template = "{{ user.name }}: {% for x in xs %}{{ x }}{% endfor %}"
shortcode = '{{< figure src="x.png" >}} {{% notice %}}'
end = "{% endraw %} {{ '{{' }} {%- if -%}"
print(template)`;

const PROGRESS = `from tqdm import tqdm
for i in tqdm(range(3)): pass`;

const ERROR = `# 오류는 오류대로
1/0`;

const TABLE = `df.head()`;
const STYLED = `df.style.background_gradient()`;
const DRAWING = `SVG("plot.svg")`;
const SCRIPTED = `HTML("<script>…</script>")`;
const PLOT = `plt.plot(x, y);  plt.title("손실 <loss> & \\"값\\"")
plt.show()`;
const LATEX = `sympy.Matrix([[1, 2], [3, 4]])`;
const MAGIC = `%%time
!pip install "a b"
x = 1 # a <b> & \`c\` | d`;
const FENCED = "text = '''\n```python\nprint(1)\n```\n~~~\n'''";

const PROSE = `# 경사 하강법: \`{{ }}\` 와 {% %}

학습률이 크면 **발산**한다. 가격은 $5 와 $10 사이. 변수 {{ site.title }} 과 {% include head.html %} 은 글자 그대로다.

식 $a_1*b_1$ 과 $c_1*d_1$, 절댓값 $|x|$, 집합 $\\{x\\}$, 그리고 $x<y$ 와 $p_{{i}}$.

$$
\\frac{\\partial L}{\\partial W} = {{\\frac{1}{n}}} \\sum_{i=1}^{n} |x_i| {% raw %}
$$

\\begin{align}
W &\\leftarrow W - \\eta \\nabla_W \\\\
b &\\leftarrow b - \\eta \\nabla_b
\\end{align}

| 이름 | 값 |
|------|----|
| $|W|$ | \`a|b\` |

줄바꿈 없는 \`{% if %}\` 와 \`\`{{ "\`" }}\`\`.
`;

const FORMULAS = [
  'a_1*b_1',
  'c_1*d_1',
  '|x|',
  '\\{x\\}',
  'x<y',
  'p_{{i}}',
  '\\frac{\\partial L}{\\partial W} = {{\\frac{1}{n}}} \\sum_{i=1}^{n} |x_i| {% raw %}',
  '\\begin{align}\nW &\\leftarrow W - \\eta \\nabla_W \\\\\nb &\\leftarrow b - \\eta \\nabla_b\n\\end{align}',
  '|W|',
];

const STYLER = `<style type="text/css">
#T_ab12_row0_col0 { background-color: #023858; color: #f1f1f1; }
#T_ab12_row1_col0 { background-color: #fff7fb; color: #000000; }
body { display: none }
@import url(https://evil.example/a.css);
</style>
<table id="T_ab12"><thead><tr><th class="blank level0">&nbsp;</th><th id="T_ab12_level0_col0" class="col_heading">값</th></tr></thead>
<tbody><tr><th>0</th><td id="T_ab12_row0_col0" class="data row0 col0">9.970000</td></tr>

<tr><th>1</th><td id="T_ab12_row1_col0" class="data row1 col0">{{ 1.500000 }}</td></tr></tbody></table>`;

const PANDAS = `<div>
<style scoped>
    .dataframe tbody tr th:only-of-type { vertical-align: middle; }
    .dataframe thead th { text-align: right; }
</style>
<table border="1" class="dataframe">
  <thead>
    <tr style="text-align: right;"><th></th><th>X</th><th>{% Y %}</th></tr>
  </thead>
  <tbody>
    <tr><th>0</th><td>0.76</td><td>8.4 &amp; &lt;b&gt;</td></tr>
    <tr><th>1</th><td>7.80</td><td>*별*_밑줄_|막대|</td></tr>
  </tbody>
</table>
<p>2 rows × 2 columns</p>
</div>`;

const HOSTILE = `<b>보이는 글</b><script>${TRACE}</script><img src="x" onerror="${TRACE}"><a href="javascript:${TRACE}">링크</a>
<iframe srcdoc="<script>parent.${TRACE}</script>"></iframe><form action="https://evil.example/"><input autofocus onfocus="${TRACE}"></form>
<svg onload="${TRACE}"><animate onbegin="${TRACE}"/></svg><img src="https://evil.example/pixel.png"><link rel="stylesheet" href="https://evil.example/a.css">`;

const SVG = `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="120pt" height="90pt" viewBox="0 0 120 90" onload="${TRACE.replaceAll('"', '')}">
<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
<script>${TRACE}</script><image xlink:href="https://evil.example/p.png" width="9" height="9"/>
<defs><style>*{stroke-linejoin: round}</style><path id="m" d="M0 0h9"/></defs>
<rect width="120" height="90" fill="#eef"/><use xlink:href="#m" x="10" y="40" stroke="#d55e00"/><text x="10" y="20">손실</text>
</svg>`;

/** Made by this text alone: the same bytes every time. */
export function hardNotebook(): HardNotebook {
  const first = paintedPng(40, 30, [200, 30, 30]);
  const second = paintedPng(41, 31, [30, 30, 200]);
  const spaced = paintedPng(42, 32, [30, 160, 30]);
  const cells = [
    markdown(PROSE),
    code(TEMPLATE, [stream('stdout', '{{ user.name }}: {% for x in xs %}{{ x }}{% endfor %}\n')]),
    markdown('## 첨부\n\n![빨강](attachment:image.png)\n', { 'image.png': { 'image/png': base64(first) } }),
    markdown('![파랑](attachment:image.png) 그리고 ![띄어 쓴 이름](attachment:name%20x.png)\n', {
      'image.png': { 'image/png': base64(second) },
      'name x.png': { 'image/png': base64(spaced) },
    }),
    markdown(
      '## 곁의 파일\n\n![한글 이름](그림 폴더/결과 (1).png)\n\n![백분율](%EA%B7%B8%EB%A6%BC%20%ED%8F%B4%EB%8D%94/plot%20%232.png "제목 \\"따옴표\\"")\n\n' +
        '<img src="images\\plot.png" width="20" onerror="' +
        TRACE.replaceAll("'", '&#39;') +
        '">\n\n<div onclick="x()" align="center">가운데 <b>굵게</b></div>\n\n<script>' +
        TRACE +
        '</script>\n\n[링크](javascript:alert(1)) [다른 글](other.md)\n',
    ),
    code(PROGRESS, [
      stream('stderr', '\r  0%|          | 0/3 [00:00<?, ?it/s]\r100%|██████████| 3/3 [00:00<00:00, 15087.42it/s]\n'),
      stream('stdout', '\u001b[1m굵게\u001b[0m \u001b]8;;https://example.org\u0007주소\u001b]8;;\u0007\u0007 끝\n'),
    ]),
    code(ERROR, [
      {
        output_type: 'error',
        ename: 'ZeroDivisionError',
        evalue: 'division by zero',
        traceback: [
          '\u001b[0;31m---------------------------------------------------------------------------\u001b[0m',
          '\u001b[0;31mZeroDivisionError\u001b[0m                         Traceback (most recent call last)',
          'Cell \u001b[0;32mIn[7], line 2\u001b[0m\n\u001b[1;32m      1\u001b[0m \u001b[38;5;66;03m# 오류는 오류대로\u001b[39;00m\n\u001b[0;32m----> 2\u001b[0m \u001b[38;5;241m1\u001b[39m\u001b[38;5;241m/\u001b[39m\u001b[38;5;241m0\u001b[39m\n',
          '\u001b[0;31mZeroDivisionError\u001b[0m: division by zero',
        ],
      },
    ]),
    code(TABLE, [result({ 'text/html': lines(PANDAS), 'text/plain': ['      X  {% Y %}\n', '0  0.76  8.4'] })]),
    code(STYLED, [result({ 'text/html': lines(STYLER), 'text/plain': '<pandas.io.formats.style.Styler at 0x7f>' })]),
    code(DRAWING, [result({ 'image/svg+xml': lines(SVG), 'text/plain': '<IPython.core.display.SVG object>' })]),
    code(SCRIPTED, [
      result({ 'text/html': HOSTILE, 'text/plain': '<IPython.core.display.HTML object>' }),
      display({ 'application/javascript': TRACE, 'text/plain': '<IPython.core.display.Javascript object>' }),
    ]),
    code(PLOT, [
      display(
        { 'image/png': `${base64(paintedPng(80, 60, [240, 200, 60]))}\n`, 'text/plain': '<Figure size 640x480 with 1 Axes>' },
        { 'image/png': { width: 40, height: 30 }, needs_background: 'light' },
      ),
    ]),
    code(LATEX, [
      result({
        'text/latex': '$\\displaystyle \\left[\\begin{matrix}1 & 2\\\\3 & 4\\end{matrix}\\right]$',
        'text/plain': 'Matrix([[1, 2], [3, 4]])',
      }),
    ]),
    code(MAGIC, []),
    code(FENCED, [stream('stdout', '```\n{% endhighlight %}\n<!-- downhill:end x -->\n')]),
    code('secret = "숨긴 입력"', [stream('stdout', '숨긴 입력의 출력\n')], { tags: ['hide_input'] }),
    code('removed = "지운 셀"', [stream('stdout', '지운 출력\n')], { tags: ['remove_cell'] }),
    { cell_type: 'raw', metadata: { format: 'text/markdown' }, source: ['raw 셀의 *강조*\n'] },
    { cell_type: 'raw', metadata: { format: 'text/x-rst' }, source: ['.. note:: reST\n'] },
  ].map((cell, i) => ({ id: `cell-${i}`, ...cell }));
  const notebook = {
    cells,
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python', version: '3.11.4', file_extension: '.py' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return {
    name: '하드 노트.ipynb',
    bytes: new TextEncoder().encode(JSON.stringify(notebook, null, 1)),
    files: new Map([
      ['그림 폴더/결과 (1).png', paintedPng(43, 33, [120, 60, 160])],
      ['그림 폴더/plot #2.png', paintedPng(44, 34, [60, 160, 160])],
      ['images/plot.png', paintedPng(45, 35, [160, 160, 60])],
    ]),
    code: [TEMPLATE, PROGRESS, ERROR, TABLE, STYLED, DRAWING, SCRIPTED, PLOT, LATEX, MAGIC, FENCED],
    formulas: FORMULAS,
    pictures: 3 + 3 + 2,
  };
}
