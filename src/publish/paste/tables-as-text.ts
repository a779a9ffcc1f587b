/** HTML with every table as lines of text, a row a line: for editors that know no tables. @param html balanced. */
export const tablesAsText = (html: string): string =>
  html.replace(/<table\b[\s\S]*?<\/table>/g, (table) => {
    const rows = [...table.matchAll(/<tr\b[^>]*>([\s\S]*?)<\/tr>/g)].map((row) =>
      [...(row[1] as string).matchAll(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/g)].map((cell) => flat(cell[1] as string)),
    );
    return `<pre>${rows.map((cells) => cells.join('  |  ')).join('\n')}</pre>`;
  });

const flat = (html: string): string =>
  html
    .replace(/<[^<>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
