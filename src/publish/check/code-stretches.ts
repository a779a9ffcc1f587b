/** A stretch of a post: code, or maths, fenced or within a line. Offsets in UTF-16 code units, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly kind: 'code' | 'math' | 'comment';
}

const FENCE = /^( {0,3}(?:> ?)*(?: {0,12}(?:[-*+]|\d{1,9}[.)]) {1,4})? {0,12})(`{3,}|~{3,})([^\r\n]*)$/;

/**
 * Where code, maths and comments of HTML stand in Markdown: found by lines, not by a full parse, so that a site of a thousand posts takes no
 * time, and alike for kramdown and CommonMark. What is taken for code although it is none hides a reference; so an indented line counts only
 * after a blank line outside of lists.
 * @param from where the Markdown begins: after the front matter.
 */
export function codeStretches(text: string, from = 0): Stretch[] {
  const found: Stretch[] = [];
  let fence: { mark: string; start: number } | null = null;
  let plain = from;
  let blank = true;
  let list = false;
  let indented: number | null = null;
  const flush = (until: number): void => {
    if (until > plain) inline(text, plain, until, found);
  };
  for (let at = from; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, newline < 0 ? text.length : newline).replace(/\r$/, '');
    const mark = FENCE.exec(line);
    if (fence !== null) {
      if (mark !== null && closes(mark, fence.mark)) {
        found.push({ start: fence.start, end: next, kind: 'code' });
        fence = null;
        plain = next;
      }
    } else if (mark !== null && !((mark[2] as string).startsWith('`') && (mark[3] as string).includes('`'))) {
      flush(at);
      if (indented !== null) found.push({ start: indented, end: at, kind: 'code' });
      indented = null;
      fence = { mark: mark[2] as string, start: at };
    } else {
      const empty = line.trim() === '';
      if (indented !== null && !empty && !/^(?: {4}|\t)/.test(line)) {
        found.push({ start: indented, end: at, kind: 'code' });
        indented = null;
        plain = at;
      } else if (indented === null && blank && !list && /^(?: {4}|\t)/.test(line) && !empty) {
        flush(at);
        indented = at;
      }
      if (/^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]/.test(line) || /^ {0,3}\[\^[^\]]+\]:/.test(line)) list = true;
      else if (!empty && !/^[ \t]/.test(line) && blank) list = false;
      blank = empty;
    }
    at = next;
  }
  if (fence !== null) found.push({ start: fence.start, end: text.length, kind: 'code' });
  else if (indented !== null) found.push({ start: indented, end: text.length, kind: 'code' });
  else flush(text.length);
  return found.sort((a, b) => a.start - b.start);
}

const closes = (mark: RegExpExecArray, open: string): boolean =>
  (mark[2] as string)[0] === open[0] && (mark[2] as string).length >= open.length && (mark[3] as string).trim() === '';

// Longest first: a run of backticks ends at the next run of its length; displayed maths before maths in a line.
const INLINE =
  /\\[\\`$]|(`+)(?!`)([\s\S]*?[^`])\1(?!`)|<!--[\s\S]*?-->|<(pre|code|script|style|textarea)\b[^>]*>[\s\S]*?<\/\3\s*>|\{%-?\s*highlight\b[\s\S]*?\{%-?\s*endhighlight\s*-?%\}|\$\$[\s\S]+?\$\$|\\\\?\([\s\S]+?\\\)|\\\\?\[[\s\S]+?\\\]|\$(?![\s\d$])[^$\n]*?[^\s$\\]\$(?!\d)/gi;

function inline(text: string, from: number, until: number, found: Stretch[]): void {
  const part = text.slice(from, until);
  INLINE.lastIndex = 0;
  for (let match = INLINE.exec(part); match !== null; match = INLINE.exec(part)) {
    const written = match[0];
    if (/^\\[\\`$]$/.test(written)) {
      // `\\(` and `\\[` begin maths: the pair of backslashes was not an escape.
      if (/^\\\\[([]/.test(part.slice(match.index, match.index + 3))) {
        const maths = /^\\\\(?:\([\s\S]+?\\\)|\[[\s\S]+?\\\])/.exec(part.slice(match.index));
        if (maths !== null) {
          found.push({ start: from + match.index, end: from + match.index + maths[0].length, kind: 'math' });
          INLINE.lastIndex = match.index + maths[0].length;
        }
      }
      continue;
    }
    // A run of backticks does not reach over a blank line.
    if (written.startsWith('`') && /\n[ \t]*\r?\n/.test(written)) {
      INLINE.lastIndex = match.index + (match[1] as string).length;
      continue;
    }
    const kind = written.startsWith('<!--') ? 'comment' : /^[`<{]/.test(written) ? 'code' : 'math';
    found.push({ start: from + match.index, end: from + match.index + written.length, kind });
  }
}

/** Whether an offset lies in one of the stretches, which are sorted. */
export function stretchAt(stretches: readonly Stretch[], at: number): Stretch | null {
  let low = 0;
  let high = stretches.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const stretch = stretches[middle] as Stretch;
    if (at < stretch.start) high = middle - 1;
    else if (at >= stretch.end) low = middle + 1;
    else return stretch;
  }
  return null;
}
