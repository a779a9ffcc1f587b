/**
 * The formula of a `text/latex` output, without what delimits it: SymPy's `$\displaystyle …$`, `$$…$$`, `\[…\]`, or an environment of formulas.
 *
 * @returns null where it is no single formula: a table, or words with formulas in them.
 */
export function texOf(latex: string): string | null {
  const text = latex.trim();
  const found =
    /^\$\$([^$]+)\$\$$/.exec(text) ??
    /^\$((?:[^$\\]|\\[\s\S])+)\$$/.exec(text) ??
    /^\\\[([\s\S]+)\\\]$/.exec(text) ??
    /^\\\(([\s\S]+)\\\)$/.exec(text);
  if (found !== null) return (found[1] as string).trim().replace(/^\\displaystyle\s*/, '') || null;
  const environment =
    /^\\begin\{(equation|align|gather|multline|eqnarray|alignat|flalign|math|displaymath)(\*?)\}[\s\S]*\\end\{\1\2\}$/.exec(text);
  return environment === null ? null : text;
}
