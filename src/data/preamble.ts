/** What stands above the records of a text. */
export interface Preamble {
  /** The text from the first record on. */
  readonly body: string;
  /** 1-based line number of the first record. */
  readonly firstLine: number;
  /** `#` or `%`, when lines above the records begin with it. */
  readonly comment: string | null;
  readonly comments: number;
  readonly lastComment: string | null;
  /** Of Excel's `sep=;`. */
  readonly delimiter: string | null;
}

/** Takes blank lines, comment lines and Excel's `sep=` line off the top. @param text line ends are `\n`. */
export function readPreamble(text: string): Preamble {
  let start = 0;
  let firstLine = 1;
  let comment: string | null = null;
  let comments = 0;
  let lastComment: string | null = null;
  let delimiter: string | null = null;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    const line = text.slice(start, end);
    const trimmed = line.trim();
    const separator = firstLine === 1 ? /^"?sep=(.)"?$/i.exec(trimmed === 'sep=' ? line : trimmed) : null;
    if (separator !== null) delimiter = separator[1] as string;
    else if (/^[#%]/.test(trimmed) && (comment === null || trimmed.startsWith(comment))) {
      comment = trimmed[0] as string;
      comments++;
      lastComment = trimmed;
    } else if (trimmed !== '') break;
    start = end + 1;
    firstLine++;
  }
  return { body: text.slice(start), firstLine, comment, comments, lastComment, delimiter };
}
