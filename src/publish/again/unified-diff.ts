import { createTwoFilesPatch, OMIT_HEADERS } from 'diff';

/** Beyond as many changed lines a diff is no help, and its computation takes its square. */
const MOST_EDITS = 4000;

/** A picture that is part of its page is one line of many thousand characters. */
const LONG = /^(.{300}).+$/gmu;

/**
 * What changed between two texts, in unified format with three lines around each change; the empty text where they are equal.
 * @param before null for a file that is new. @param after null for one that goes.
 */
export function unifiedDiff(path: string, before: string | null, after: string | null): string {
  if (before === after) return '';
  const from = before === null ? '/dev/null' : `a/${path}`;
  const to = after === null ? '/dev/null' : `b/${path}`;
  const options = { context: 3, headerOptions: OMIT_HEADERS, maxEditLength: MOST_EDITS };
  const patch = createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, options);
  // Not the library's: it writes Hangul in octal.
  const head = `--- ${from}\n+++ ${to}\n`;
  if (patch !== undefined) return head + patch.replace(LONG, '$1…');
  return `${head}@@ too many lines changed to show them @@\n`;
}
