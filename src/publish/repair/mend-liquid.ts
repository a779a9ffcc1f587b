import { codeStretches } from '../check/code-stretches.js';
import { type KnownTags, liquidProblems } from '../check/liquid-problems.js';
import type { Edit } from './splice.js';

const BRACE = '{{ "{" }}';

/**
 * Has Liquid print the first brace of what it would stop at or swallow, in code and maths: there nothing was meant for it. An escaped brace changes what
 * follows it, so the text is read again after each.
 */
export function mendLiquid(text: string, from: number, tags: KnownTags): Edit[] {
  const edits: Edit[] = [];
  // Offsets stay: while it is looked at, a brace that will be printed is another sign.
  let seen = text;
  for (;;) {
    const stretches = codeStretches(text, from);
    const problem = liquidProblems(seen, from, stretches, tags).find(({ within }) => within !== 'text');
    if (problem === undefined) return edits;
    const { start } = problem.token;
    edits.push({ start, end: start + 1, text: BRACE, code: problem.kills ? 'liquid-kills' : 'liquid-vanishes' });
    seen = `${seen.slice(0, start)}\uE000${seen.slice(start + 1)}`;
  }
}
