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

/** What may begin code, maths or a comment within a line. */
const OPEN_INLINE = /\\[\\`$]|`+|<!--|<(pre|code|script|style|textarea)\b[^>]{0,500}>|\{%-?\s*highlight\b|\$\$?|\\[([]/gi;
const IN_LINE = /\$(?![\s\d$])[^$\n]*?[^\s$\\]\$(?!\d)/y;

function inline(text: string, from: number, until: number, found: Stretch[]): void {
  const part = text.slice(from, until);
  // What was looked for in vain is not looked for again: a text of nothing but openings takes no longer than another.
  const none = new Set<string>();
  const after = (close: string, at: number): number | null => {
    const end = none.has(close) ? -1 : part.indexOf(close, at);
    if (end < 0) none.add(close);
    return end < 0 ? null : end + close.length;
  };
  OPEN_INLINE.lastIndex = 0;
  for (let match = OPEN_INLINE.exec(part); match !== null; match = OPEN_INLINE.exec(part)) {
    const [open, element] = match;
    const at = match.index;
    const next = at + open.length;
    let end: number | null = null;
    let kind: Stretch['kind'] = 'math';
    if (open === '\\\\' && /[([]/.test(part[next] ?? '')) end = after(part[next] === '(' ? '\\)' : '\\]', next + 1);
    else if (/^\\[([]$/.test(open)) end = after(open === '\\(' ? '\\)' : '\\]', next);
    else if (open.startsWith('\\')) continue;
    else if (open === '$$') end = after('$$', next);
    else if (open === '$') {
      IN_LINE.lastIndex = at;
      end = IN_LINE.test(part) ? IN_LINE.lastIndex : null;
    } else if (open === '<!--') {
      kind = 'comment';
      end = after('-->', next);
    } else {
      kind = 'code';
      end = open.startsWith('`')
        ? backticks(part, next, open.length, none)
        : after(element === undefined ? 'endhighlight' : `</${element}`, next);
      if (end !== null && !open.startsWith('`')) end = after(element === undefined ? '%}' : '>', end) ?? end;
    }
    if (end === null) continue;
    found.push({ start: from + at, end: from + end, kind });
    OPEN_INLINE.lastIndex = end;
  }
}

/** The end of a run of as many backticks in the same paragraph. */
function backticks(part: string, from: number, length: number, none: Set<string>): number | null {
  const key = `\`${length}`;
  if (none.has(key)) return null;
  const run = /`+|\n[ \t]*\r?\n/g;
  run.lastIndex = from;
  for (let match = run.exec(part); match !== null; match = run.exec(part)) {
    if (!match[0].startsWith('`')) return null;
    if (match[0].length === length) return match.index + length;
  }
  none.add(key);
  return null;
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
