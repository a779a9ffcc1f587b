import { isCollection, isMap, isScalar, parseDocument, stringify } from 'yaml';
import { DownhillError } from '../../base/errors.js';
import type { Post } from '../post.js';
import { printable } from '../render/printable.js';

/** Front matter that is YAML as Jekyll's reader has it: 1.1, a later key wins. */
const read = (text: string) => parseDocument(text, { version: '1.1', merge: true, uniqueKeys: false, logLevel: 'silent' });

/** Whether a site's generator can read it. */
const isReadable = (text: string): boolean => {
  const document = read(text);
  return document.errors.length === 0 && (document.contents === null || isMap(document.contents));
};

/** The author's YAML, mended where only its title cannot be read. @param generator its name, for the message. @throws DownhillError `front-matter-broken`. */
export function readableFront({ source, front }: Post, generator: string): string {
  if (front.text === null) return '';
  if (isReadable(front.text)) return front.text;
  const mended = withQuotedTitle(front.text, front.title);
  if (isReadable(mended)) return mended;
  throw new DownhillError(
    'front-matter-broken',
    `the front matter of ${source} is no YAML that ${generator} can read`,
    'put values with ": " or " #" in them between quotes',
    { place: source },
  );
}

/** A text between double quotes, for YAML 1.1 and 1.2. */
export const quoted = (text: string): string => JSON.stringify(printable(text));

/**
 * Sets keys of front matter and leaves every other character of it: a key that is there gets another value, one that is not is added after the rest.
 *
 * @param text without the lines `---`; readable.
 * @param entries keys, and values as YAML on one line.
 */
export function withKeys(text: string, entries: readonly (readonly [key: string, yaml: string])[]): string {
  return entries.reduce((before, [key, yaml]) => withKey(before, key, yaml), text);
}

function withKey(text: string, key: string, yaml: string): string {
  const { contents } = read(text);
  const line = text.includes('\r\n') ? '\r\n' : '\n';
  const pair = isMap(contents) ? contents.items.findLast((item) => isScalar(item.key) && item.key.value === key) : undefined;
  if (pair !== undefined) {
    const value = pair.value as Placed | null;
    const colon = text.indexOf(':', (pair.key as Placed).range?.[1] ?? 0) + 1;
    const range = value?.range;
    if (range === null || range === undefined) return text;
    // A key without a value: its place is behind the colon.
    if (range[0] === range[1]) return `${text.slice(0, colon)} ${yaml}${text.slice(colon)}`;
    // A value of several lines goes up to its last line end, which belongs to the next key.
    const end = range[0] + text.slice(range[0], range[1]).trimEnd().length;
    if (!isCollection(value) || value.flow === true) return text.slice(0, range[0]) + yaml + text.slice(end);
    // A list with a line for each item begins below its key, where no value on one line may stand; a comment behind the key stays.
    const [comment = ''] = text.slice(colon, range[0]).split(/\r?\n/);
    return `${text.slice(0, colon)} ${yaml}${comment.trimEnd()}${text.slice(end)}`;
  }
  // `{title: x}` on one line has no room for lines after it.
  if (isMap(contents) && contents.flow === true) return `${stringify(contents.toJSON())}${key}: ${yaml}\n`;
  const end = text === '' || text.endsWith('\n') ? '' : line;
  return `${text}${end}${key}: ${yaml}${line}`;
}

interface Placed {
  readonly range?: readonly [number, number, number] | null;
}

/** Front matter whose title YAML misreads (`title: a: b`), with the title between quotes. */
const withQuotedTitle = (text: string, title: string): string =>
  text.replace(/^title[ \t]*:[^\r\n]*/m, () => `title: ${quoted(title)}`);
