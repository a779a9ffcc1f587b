/** Environments that are formulas by themselves, without dollars around them: those of amsmath and LaTeX that KaTeX reads or that are rewritten for it. */
export const MATH_ENVIRONMENTS: ReadonlySet<string> = new Set([
  ...['align', 'alignat', 'equation', 'gather', 'multline', 'flalign', 'eqnarray'].flatMap((name) => [name, `${name}*`]),
  ...['aligned', 'alignedat', 'gathered', 'split', 'CD', 'array', 'darray', 'subarray', 'cases', 'dcases', 'rcases', 'drcases'],
  ...['', 'p', 'b', 'B', 'v', 'V'].flatMap((kind) => [`${kind}matrix`, `${kind}matrix*`]),
  ...['smallmatrix', 'displaymath', 'math'],
]);
