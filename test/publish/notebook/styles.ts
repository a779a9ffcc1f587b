import { paintedPng } from '../hard-notebook.js';
import { code, data, ofCells, stream, text } from './read.js';

/** Notebooks in the manner of what people publish: how each tool writes its outputs, shortened. */
const png = Buffer.from(paintedPng(64, 48, [31, 119, 180])).toString('base64');
const python = {
  kernelspec: { display_name: 'Python 3 (ipykernel)', language: 'python', name: 'python3' },
  language_info: { name: 'python', pygments_lexer: 'ipython3' },
};
const result = (forms: object, metadata: object = {}): object => ({
  output_type: 'execute_result',
  execution_count: 1,
  data: forms,
  metadata,
});

const pandas = ofCells(
  [
    text('# pandas'),
    code('df.head(2)', [
      result({
        'text/html':
          '<div>\n<style scoped>\n    .dataframe tbody tr th:only-of-type {\n        vertical-align: middle;\n    }\n\n    .dataframe tbody tr th {\n        vertical-align: top;\n    }\n\n    .dataframe thead th {\n        text-align: right;\n    }\n</style>\n<table border="1" class="dataframe">\n  <thead>\n    <tr style="text-align: right;">\n      <th></th>\n      <th>X</th>\n    </tr>\n  </thead>\n  <tbody>\n    <tr>\n      <th>0</th>\n      <td>0.763083</td>\n    </tr>\n  </tbody>\n</table>\n</div>',
        'text/plain': '          X\n0  0.763083',
      }),
    ]),
    code('df.style.bar(color="#d65f5f")', [
      result({
        'text/html':
          '<style type="text/css">\n#T_3f2_row0_col0 {\n  width: 10em;\n  background: linear-gradient(90deg, #d65f5f 50.0%, transparent 50.0%);\n}\n</style>\n<table id="T_3f2">\n  <thead>\n    <tr>\n      <th class="blank level0" >&nbsp;</th>\n      <th id="T_3f2_level0_col0" class="col_heading level0 col0" >X</th>\n    </tr>\n  </thead>\n  <tbody>\n    <tr>\n      <th id="T_3f2_level0_row0" class="row_heading level0 row0" >0</th>\n      <td id="T_3f2_row0_col0" class="data row0 col0" >0.763083</td>\n    </tr>\n  </tbody>\n</table>\n',
        'text/plain': '<pandas.io.formats.style.Styler at 0x7f0e5c0>',
      }),
    ]),
  ],
  python,
);

const matplotlib = ofCells(
  [
    code('plt.hist(x)', [
      result({ 'text/plain': '(array([2., 3.]),\n <BarContainer object of 10 artists>)' }),
      data({ 'image/png': `${png}\n`, 'text/plain': '<Figure size 432x288 with 1 Axes>' }, { needs_background: 'light' }),
    ]),
    code("%config InlineBackend.figure_formats = ['retina']\nsns.pairplot(df)", [
      result({ 'text/plain': '<seaborn.axisgrid.PairGrid at 0x7f>' }),
      data({ 'image/png': png, 'text/plain': '<Figure size 500x500 with 6 Axes>' }, { 'image/png': { width: 32, height: 24 } }),
    ]),
  ],
  python,
);

const sympy = ofCells(
  [
    code('integrate(x**2)', [
      result({ 'text/latex': '$\\displaystyle \\frac{x^{3}}{3}$', 'image/png': png, 'text/plain': ' 3\nx \n──\n3 ' }),
    ]),
  ],
  python,
);

const tqdm = ofCells(
  [
    code('for i in tqdm(range(100)): pass', [
      stream(
        Array.from(
          { length: 11 },
          (_, i) =>
            `\r ${i * 10}%|${'█'.repeat(i)}${' '.repeat(10 - i)}| ${i * 10}/100 [00:0${i % 10}<00:0${(10 - i) % 10}, 9.9it/s]`,
        ).concat('\n'),
        'stderr',
      ),
    ]),
    code('model.fit(x, y)', [
      stream(
        'Epoch 1/2\n\u001b[1m1/3\u001b[0m \u001b[37m━━━━\u001b[0m \u001b[1m0s\u001b[0m\b\b\b\b\b\b\b\b\b\b\b\r\u001b[1m3/3\u001b[0m \u001b[32m━━━━\u001b[0m\u001b[37m\u001b[0m \u001b[1m1s\u001b[0m\nEpoch 2/2\n',
      ),
    ]),
    code('for i in notebook_tqdm(range(3)): pass', [
      data({
        'application/vnd.jupyter.widget-view+json': { model_id: 'ab', version_major: 2 },
        'text/plain': '  0%|          | 0/3 [00:00<?, ?it/s]',
      }),
    ]),
  ],
  python,
);

const plotly = ofCells(
  [
    code('fig.show()', [
      data({
        'application/vnd.plotly.v1+json': { data: [{ y: [1, 2] }], layout: {} },
        'text/html':
          '<div>                            <div id="4c" class="plotly-graph-div" style="height:525px; width:100%;"></div>            <script type="text/javascript">require(["plotly"], function(Plotly) { Plotly.newPlot("4c", []) });</script>        </div>',
        'image/png': png,
      }),
    ]),
    code('alt.Chart(df).mark_point()', [
      result({
        'application/vnd.vegalite.v5+json': { mark: 'point' },
        'image/png': png,
        'text/plain': '<VegaLite 5 object>\n\nIf you see this message…',
      }),
    ]),
  ],
  python,
);

const irkernel = ofCells(
  [
    code('summary(x)', [
      data({
        'text/plain': '   Min. 1st Qu. \n   1.00    2.00 ',
        'text/html':
          '<style>\n.dl-inline {width: auto; margin:0; padding: 0}\n.dl-inline>dt, .dl-inline>dd {float: none; width: auto; display: inline-block}\n.dl-inline>dt::after {content: ":\\0020"; padding-right: .5ex}\n</style><dl class=dl-inline><dt>Min.</dt><dd>1</dd></dl>\n',
        'text/latex': '\\begin{description*}\n\\item[Min.] 1\n\\end{description*}\n',
        'text/markdown': 'Min.\n:   1',
      }),
    ]),
    code('plot(x, main = "Cars")', [
      data({ 'image/png': png, 'text/plain': 'Plot with title “Cars”' }, { 'image/png': { height: 24, width: 32 } }),
    ]),
    code('stop("no")', [
      {
        output_type: 'error',
        ename: 'ERROR',
        evalue: 'Error in eval(expr, envir, enclos): no\n',
        traceback: ['Error in eval(expr, envir, enclos): no\nTraceback:\n', '1. stop("no")'],
      },
    ]),
  ],
  {
    kernelspec: { display_name: 'R', language: 'R', name: 'ir' },
    language_info: { codemirror_mode: 'r', file_extension: '.r', name: 'R', pygments_lexer: 'r', version: '4.2.1' },
  },
);

const julia = ofCells(
  [
    code('plot(rand(3))', [
      result({
        'image/svg+xml': [
          '<?xml version="1.0" encoding="utf-8"?>\n',
          '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="600" height="400" viewBox="0 0 2400 1600">\n<defs>\n  <clipPath id="clip650">\n    <rect x="0" y="0" width="2400" height="1600"/>\n  </clipPath>\n</defs>\n<path clip-path="url(#clip650)" d="M0 1600 L2400 1600 Z" fill="#ffffff"/>\n</svg>\n',
        ],
        'text/html': '<?xml version="1.0"?><svg width="600" height="400"></svg>',
      }),
    ]),
    code('A = [1 2; 3 4]', [result({ 'text/plain': '2×2 Matrix{Int64}:\n 1  2\n 3  4' })]),
  ],
  {
    kernelspec: { display_name: 'Julia 1.9.2', language: 'julia', name: 'julia-1.9' },
    language_info: { name: 'julia', version: '1.9.2' },
  },
);

const colab = ofCells(
  [
    text(
      '<a href="https://colab.research.google.com/github/a/b.ipynb" target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>',
      { metadata: { id: 'view-in-github', colab_type: 'text' } },
    ),
    code(
      'df',
      [
        result({
          'text/plain': '   a\n0  1',
          'text/html':
            '\n  <div id="df-4c1" class="colab-df-container">\n    <div>\n<style scoped>\n    .dataframe thead th {\n        text-align: right;\n    }\n</style>\n<table border="1" class="dataframe">\n  <thead>\n    <tr style="text-align: right;">\n      <th></th>\n      <th>a</th>\n    </tr>\n  </thead>\n  <tbody>\n    <tr>\n      <th>0</th>\n      <td>1</td>\n    </tr>\n  </tbody>\n</table>\n</div>\n    <div class="colab-df-buttons">\n  <div class="colab-df-container">\n    <button class="colab-df-convert" onclick="convertToInteractive(\'df-4c1\')"\n            title="Convert this dataframe to an interactive table."\n            style="display:none;">\n  <svg xmlns="http://www.w3.org/2000/svg" height="24px" viewBox="0 -960 960 960">\n    <path d="M120-120v-720h720v720H120Z"/>\n  </svg>\n    </button>\n  <style>\n    .colab-df-container {\n      display:flex;\n      gap: 12px;\n    }\n  </style>\n    <script>\n      const buttonEl =\n        document.querySelector(\'#df-4c1 button.colab-df-convert\');\n    </script>\n  </div>\n    </div>\n  </div>\n',
          'application/vnd.google.colaboratory.intrinsic+json': { type: 'dataframe' },
        }),
      ],
      { colab: { base_uri: 'https://localhost:8080/', height: 89 }, id: 'x1', outputId: 'c0' },
    ),
    code('#@title Settings { run: "auto" }\nrate = 0.1 #@param {type:"slider"}', [], { cellView: 'form' }),
  ],
  {
    colab: { name: 'Untitled0.ipynb', provenance: [] },
    kernelspec: { name: 'python3', display_name: 'Python 3' },
    language_info: { name: 'python' },
  },
);

const vscode = ofCells(
  [
    text('![image](attachment:image.png)', { attachments: { 'image.png': { 'image/png': png } } }),
    code('SELECT 1', [], { vscode: { languageId: 'sql' } }),
    code('raise ValueError("no")', [
      {
        output_type: 'error',
        ename: 'ValueError',
        evalue: 'no',
        traceback: [
          '\u001b[1;31m---------\u001b[0m',
          '\u001b[1;31mValueError\u001b[0m  Traceback (most recent call last)',
          "\u001b[1;32mc:\\Users\\me\\a.ipynb Cell 2\u001b[0m in \u001b[0;36m<cell line: 1>\u001b[1;34m()\u001b[0m\n\u001b[1;32m----> <a href='vscode-notebook-cell:/c%3A/a.ipynb#W1?line=0'>1</a>\u001b[0m raise",
          '\u001b[1;31mValueError\u001b[0m: no',
        ],
      },
    ]),
  ],
  { ...python, orig_nbformat: 4, vscode: { interpreter: { hash: 'ab' } } },
);

export const STYLES = { pandas, matplotlib, sympy, tqdm, plotly, irkernel, julia, colab, vscode };
