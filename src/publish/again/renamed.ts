import type { Files } from '../files.js';
import { withoutReturns } from './hash-of.js';
import type { Ledger } from './ledger.js';
import { basePath } from './manifest.js';

/** Share of equal lines from which two texts are the same post. */
const ALIKE = 0.6;

/** What is known of a document that no manifest names. */
export interface Newcomer {
  readonly target: string;
  readonly title: string;
  readonly date: string | null;
  /** The post as it would be generated. */
  readonly text: () => Promise<string>;
}

/**
 * The post that a document was before it got another name: one whose document is gone, and that has the same title and date, or at least 60 % of its lines.
 * @param gone whether the document of a manifest is no longer there. @returns its asset slug; null for a document that is new.
 */
export async function renamedFrom(
  newcomer: Newcomer,
  ledger: Ledger,
  site: Files,
  gone: (source: string) => Promise<boolean>,
): Promise<string | null> {
  const orphans: string[] = [];
  for (const [slug, { target, source }] of ledger) if (target === newcomer.target && (await gone(source))) orphans.push(slug);
  const named = orphans.find((slug) => {
    const { title, date } = ledger.get(slug) as { title: string; date: string | null };
    return title === newcomer.title && (newcomer.date === null || date === newcomer.date);
  });
  if (named !== undefined || orphans.length === 0) return named ?? null;
  const lines = linesOf(await newcomer.text());
  let best: string | null = null;
  let most = ALIKE;
  for (const slug of orphans) {
    const bytes = await site.read(basePath(slug));
    const share = bytes === null ? 0 : alike(lines, linesOf(new TextDecoder().decode(bytes)));
    if (share < most || (best !== null && share === most)) continue;
    best = slug;
    most = share;
  }
  return best;
}

/** Lines that say something, without the markers: those are the same in many posts. */
const linesOf = (text: string): string[] =>
  withoutReturns(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 3 && !line.startsWith('<!-- downhill:'));

/** Common lines, repeated ones as often as both have them, as a share of the longer text: 0…1. */
function alike(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of a) left.set(line, (left.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of b) {
    const times = left.get(line) ?? 0;
    if (times > 0) common += 1;
    left.set(line, times - 1);
  }
  return common === 0 ? 0 : common / Math.max(a.length, b.length);
}
