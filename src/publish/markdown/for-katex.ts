import { withDefs } from './math-definitions.js';

/** TeX that MathJax takes and KaTeX does not, written so that KaTeX does. Labels go: nothing in MathML refers to them. */
export const forKatex = (tex: string): string =>
  withDefs(tex)
    .replace(/\\label\s*\{[^{}]*\}/g, '')
    .replace(/\\(begin|end)\{(?:multline)(\*?)\}/g, '\\$1{gather$2}')
    .replace(/\\(begin|end)\{flalign(\*?)\}/g, '\\$1{align$2}')
    .replace(/\\begin\{eqnarray\*?\}/g, '\\begin{array}{rcl}')
    .replace(/\\end\{eqnarray\*?\}/g, '\\end{array}')
    .replace(/\\(?:begin|end)\{(?:displaymath|math)\}/g, '')
    .replace(/\\(?:nonumber|notag)(?![A-Za-z])/g, '')
    .replace(/\\(?:mbox|hbox)(?=\s*\{)/g, '\\text')
    .replace(/\\bm(?![A-Za-z])/g, '\\boldsymbol')
    .replace(/\\(?:eq)?ref\s*\{([^{}]*)\}/g, '\\text{($1)}')
    .replace(/\\text(?:rm|bf|it|sf|tt|normal)?\{[^{}]*\}/g, (text) => text.replace(/(?<!\\)[_#&]/g, '\\$&'));
