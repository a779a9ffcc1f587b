import type { Around } from './flavour.js';
import { withoutBars } from './without-bars.js';

/**
 * A formula as GitHub reads it. Between plain dollars GitHub reads Markdown first (`_`, `*`, `\\`, `<`) and asks for no letter next to them, so a Korean
 * particle right behind a formula hides it: there `` $`…`$ `` stands. A displayed one is a block fenced `math`.
 *
 * Source: GitHub, "Writing mathematical expressions"; a bar would end a table's cell, and `\operatorname` is not allowed there.
 *
 * @example githubMath('x', false, { before: ' ', after: '는', alone: null }) // '$`x`$'
 */
export function githubMath(tex: string, display: boolean, { before, after, alone }: Around): string {
  const allowed = tex.replace(
    /\\operatorname(\*?)\s*\{([^{}]*)\}/g,
    (_, star: string, name: string) => `\\mathop{\\mathrm{${name}}}${star === '' ? '' : '\\limits'}`,
  );
  if (display && alone !== null) return ['```math', ...lines(allowed), '```'].join(`\n${alone}`);
  const line = allowed.replace(/\s+/g, ' ').trim();
  const inner = display ? `\\displaystyle ${line}` : line;
  const safe = withoutBars(inner);
  if (safe.includes('`')) return `$${safe}$`;
  const plain = !/[_*<>~[\]!&#"']|\\[^A-Za-z]/.test(safe) && !WORD.test(before) && !WORD.test(after);
  return plain ? `$${safe}$` : `$\`${safe}\`$`;
}

const WORD = /[\p{L}\p{N}$`\\]/u;
const lines = (tex: string): readonly string[] => tex.split(/\r?\n/).filter((line) => line.trim() !== '');
