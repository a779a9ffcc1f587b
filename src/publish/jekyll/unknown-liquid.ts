import type { Note } from '../note.js';
import type { Prose } from '../post.js';
import { type AuthorLiquid, nextToken, type Range } from './author-liquid.js';

/** A note for everything in an author's text that looks like Liquid and is shown as text, because the site does not know it; a quoted result is ours. */
export function unknownLiquid(
  { text, spans, place }: Prose,
  code: readonly Range[],
  { live, raw, verbatim }: AuthorLiquid,
): Note[] {
  const quoted = spans.filter(({ kind }) => kind === 'quoted');
  const known = [...code, ...quoted, ...live, ...raw, ...verbatim].sort((a, b) => a.start - b.start);
  const notes: Note[] = [];
  let next = 0;
  for (let token = nextToken(text, 0); token !== null; token = nextToken(text, token.end)) {
    while (next < known.length && (known[next] as Range).end <= token.start) next += 1;
    if ((known[next]?.start ?? Number.POSITIVE_INFINITY) <= token.start) continue;
    const written = text.slice(token.start, token.end);
    notes.push({
      code: 'liquid-as-text',
      severity: token.tag === null ? 'note' : 'warning',
      place: place(token.start),
      message: {
        en: `${written} is shown as it is written: the site has nothing of that name`,
        ko: `${written}: 이 사이트가 모르는 Liquid라서 적힌 그대로 보여 줍니다`,
      },
    });
  }
  return notes;
}
