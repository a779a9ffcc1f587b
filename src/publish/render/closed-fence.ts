/**
 * A block of code with its last fence, which Markdown lets an author leave out at the end of a text: what follows in the post would become code too.
 *
 * @param source of the block, from its first fence on. @param before what stands before that in its line: blanks, the marks of lists and quotes.
 */
export function closedFence(source: string, before: string): string {
  const marks = /^(?:`{3,}|~{3,})/.exec(source)?.[0];
  if (marks === undefined) return source;
  const last = source.includes('\n') ? source.slice(source.lastIndexOf('\n') + 1).replace(/^[>\s]+|\s+$/g, '') : '';
  if (last.startsWith(marks) && last === marks.charAt(0).repeat(last.length)) return source;
  return `${source.replace(/\n$/, '')}\n${before.replace(/[^>\s]/g, ' ')}${marks}`;
}

/** What stands before an offset in its line. */
export const lineBefore = (text: string, offset: number): string => text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
