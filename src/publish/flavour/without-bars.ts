/** TeX in a line with its bars as commands: a bar would end the cell of a table. In environments it may be a rule between columns, and stays. */
export const withoutBars = (tex: string): string =>
  /\\begin\b/.test(tex) ? tex : tex.replace(/\\\|/g, '\\Vert ').replaceAll('|', '\\vert ');
