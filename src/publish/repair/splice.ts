/** A stretch of a file that is written anew; everything outside of it stays to the byte. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** kebab-case: what was wrong. */
  readonly code: string;
}

/** @param edits not overlapping; of two that do the earlier one is made. */
export function splice(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: written } of ordered(edits)) {
    result += text.slice(at, start) + written;
    at = end;
  }
  return result + text.slice(at);
}

/** The edits that are made, by offset. */
export function ordered(edits: readonly Edit[]): Edit[] {
  let at = 0;
  return [...edits]
    .sort((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      if (start < at) return false;
      at = Math.max(end, start + 1);
      return true;
    });
}
