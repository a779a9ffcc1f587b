import { parseDocument } from 'yaml';
import type { CheckedPost } from '../check/checked-site.js';
import { frontBlock } from '../check/front-block.js';
import { type Edit, splice } from './splice.js';

const LINE = /^([A-Za-z_][\w-]*:[ \t]+)(\S[^\r\n]*?)([ \t]*)$/gm;

/**
 * Puts values between quotation marks that YAML takes for something else: `title: a: b`, `title: [ML] descent`.
 * @returns the edits after which the front matter can be read; null where they are not to be found.
 */
export function mendFront({ text, broken }: CheckedPost): Edit[] | null {
  const front = frontBlock(text);
  if (broken === null || front === null) return [];
  const yaml = text.slice(front.start, front.end);
  const edits: Edit[] = [];
  for (const match of yaml.matchAll(LINE)) {
    const [, key = '', value = ''] = match;
    // Alone on its line a value must stand by itself; a list may go on in the next one.
    if (readable(`${key}${value}`) || /^[|>]/.test(value)) continue;
    const next = yaml.slice(match.index + match[0].length).replace(/^\r?\n/, '');
    if (/^[[{]/.test(value) && !/[\]}]/.test(value) && /^[ \t]/.test(next)) continue;
    const start = front.start + match.index + key.length;
    edits.push({ start, end: start + value.length, text: doubleQuoted(value), code: 'front-broken' });
  }
  if (edits.length === 0) return null;
  return frontBlock(splice(text, edits))?.broken === null ? edits : null;
}

function readable(line: string): boolean {
  const document = parseDocument(line, { version: '1.1', prettyErrors: false, schema: 'core', logLevel: 'silent' });
  return document.errors.length === 0;
}

/** The quotation marks that somebody put around it already are not put into it. */
function doubleQuoted(value: string): string {
  const bare = /^"([\s\S]*)"$/.exec(value)?.[1] ?? /^'([\s\S]*)'$/.exec(value)?.[1]?.replace(/''/g, "'") ?? value;
  return `"${bare.replace(/\\(?!")/g, '\\\\').replace(/\\?"/g, '\\"')}"`;
}
