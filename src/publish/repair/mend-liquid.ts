import { codeStretches } from '../check/code-stretches.js';
import { type KnownTags, liquidProblems } from '../check/liquid-problems.js';
import type { Edit } from './splice.js';

const BRACE = '{{ "{" }}';
/** Braces in braces in braces: more is no code. */
const MOST_ROUNDS = 50;

/**
 * Has Liquid print the first brace of what it would stop at or swallow, in code and maths: there nothing was meant for it. An escaped brace changes what
 * follows it, so the text is read again until nothing is left.
 */
export function mendLiquid(text: string, from: number, tags: KnownTags): Edit[] {
  const edits: Edit[] = [];
  const stretches = codeStretches(text, from);
  // Offsets stay: while it is looked at, a brace that will be printed is another sign.
  let seen = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const problems = liquidProblems(seen, from, stretches, tags).filter(({ within }) => within !== 'text');
    if (problems.length === 0) break;
    const signs: string[] = [];
    let at = 0;
    for (const { token, kills } of problems) {
      edits.push({ start: token.start, end: token.start + 1, text: BRACE, code: kills ? 'liquid-kills' : 'liquid-vanishes' });
      signs.push(seen.slice(at, token.start), '\uE000');
      at = token.start + 1;
    }
    seen = signs.join('') + seen.slice(at);
  }
  return edits;
}
