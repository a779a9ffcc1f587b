/** Something wrong with a stretch of YAML. */
export interface YamlIssue {
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}

/**
 * A formula that YAML does not read as one, at a syntax error: `: ` inside it, or a first character that YAML keeps for itself.
 * @param offset where YAML complains. @returns null where the line is wrong in another way.
 */
export function misreadLine(text: string, offset: number): YamlIssue | null {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const line = lineAt(text, from);
  const parts = /^([ \t]*(?:- +)*(?:[^\s"'#:{}[\],][^:#]*?)[ \t]*:[ \t]+)(.*?)[ \t]*$/.exec(line);
  const [, head, value] = parts ?? [];
  if (head === undefined || value === undefined || /^["'[{|>&!*#]|^$/.test(value)) return null;
  const where = { start: from + head.length, end: from + head.length + value.length };
  const first = value.charAt(0);
  if ('`@%'.includes(first))
    return { ...misread(`YAML keeps ${first} at the beginning of a value for itself`, head, value), ...where };
  const colon = /:(?=\s|$)/.exec(value);
  if (colon === null) return null;
  const issue = { ...misread('YAML takes ": " for the end of a key', head, value), ...where };
  const before = value.slice(0, colon.index).trim();
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(before)) return issue;
  return {
    ...issue,
    message: 'two keys stand on one line',
    advice: `put "${value}" on the next line, indented, or ${issue.advice}`,
  };
}

/**
 * A formula in `{ }` or `[ ]` that YAML cut at a comma: `{ W: uniform(-1, 1) }` is read as `uniform(-1` and a key `1)`.
 * @param start where the value begins. @param value what YAML took for the value.
 */
export function cutAtComma(text: string, start: number, value: string): YamlIssue | null {
  if (openBrackets(value) <= 0) return null;
  let end = start + value.length;
  while (end < text.length && openBrackets(text.slice(start, end)) > 0) end++;
  const whole = text.slice(start, end);
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const line = lineAt(text, from);
  const quoted = `${line.slice(0, start - from)}${quote(whole)}${line.slice(end - from)}`.trim();
  return {
    start,
    end,
    code: 'yaml-misread',
    message: `YAML takes the comma in ${whole} for the end of the value`,
    advice: `quote it: ${quoted}`,
  };
}

/** A plain value that ` #` cut short: what is left has an open bracket or backtick. @param comment from the blank before `#` to the end of line. */
export function cutAtComment(text: string, start: number, value: string, comment: string): YamlIssue | null {
  if (openBrackets(value) <= 0 && value.split('`').length % 2 === 1) return null;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const whole = `${value}${comment}`.trimEnd();
  return {
    ...misread('YAML takes " #" for the beginning of a comment', text.slice(from, start), whole),
    start,
    end: start + whole.length,
  };
}

const misread = (message: string, head: string, value: string): Pick<YamlIssue, 'code' | 'message' | 'advice'> => ({
  code: 'yaml-misread',
  message,
  advice: `quote it: ${head.trim().replace(/^(- +)+/, '')} ${quote(value)}`,
});

export const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const lineAt = (text: string, from: number): string => /^[^\r\n]*/.exec(text.slice(from))?.[0] ?? '';

/** Opening less closing brackets, outside backticks. */
function openBrackets(text: string): number {
  let open = 0;
  let name = false;
  for (const character of text) {
    if (character === '`') name = !name;
    else if (!name && '(['.includes(character)) open++;
    else if (!name && ')]'.includes(character)) open--;
  }
  return open;
}
