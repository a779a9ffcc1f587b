import type { CheckedPost } from './checked-site.js';
import { codeStretches } from './code-stretches.js';

/** A block of code as its author wrote it. */
export interface FencedCode {
  readonly start: number;
  readonly value: string;
}

const OPEN = /^([ >]*(?:(?:[-*+]|\d{1,9}[.)]) +)?)(`{3,}|~{3,})[^\r\n]*(?:\r?\n|$)/;

/**
 * The fenced blocks of a post, as a built page must show them to the byte: without the indentation of the list around them, and with what Liquid prints in
 * place of an escaped brace. A block with other Liquid in it is left out: nobody knows what it becomes.
 */
export function fencedCode({ text, bodyStart }: CheckedPost): FencedCode[] {
  return codeStretches(text, bodyStart).flatMap(({ start, end, kind }) => {
    const written = text.slice(start, end);
    const open = kind === 'code' ? OPEN.exec(written) : null;
    if (open === null) return [];
    const indent = (open[1] as string).replace(/[-*+.)\d]/g, ' ');
    const inside = written.slice(open[0].length).replace(/(?:^|\r?\n)[ >]*(?:`{3,}|~{3,})[ \t]*\r?\n?$/, '');
    const lines = inside
      .split(/\r?\n/)
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.replace(/^[ >]+/, '')));
    const value = lines
      .join('\n')
      .replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '')
      .replace(/\{\{ ?(["'])(\{+)\1 ?\}\}/g, '$2');
    const rest = lines.join('\n').replace(/\{\{ ?(["'])\{+\1 ?\}\}/g, '');
    return /\{[{%]/.test(rest) && !/\{%-?\s*raw/.test(inside) ? [] : [{ start, value }];
  });
}
