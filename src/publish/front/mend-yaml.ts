import { isMap, parseDocument } from 'yaml';

export interface Mended {
  readonly text: string;
  readonly lines: readonly { readonly offset: number; readonly before: string; readonly after: string }[];
}

/**
 * Front matter as its author meant it, where YAML does not take it: values with a colon, an `@`, a bracket or quotes in their middle get quotes, a
 * missing blank behind the colon of a key is put in, tabs become blanks. Only lines that cannot be read change. @returns null where that does not help.
 */
export function mendYaml(text: string): Mended | null {
  const lines: { offset: number; before: string; after: string }[] = [];
  let offset = 0;
  const groups = text.split(/^(?=[^\s#-][^:\r\n]*:)/m).map((group) => {
    const mended = readable(group) ? group : mendGroup(group, offset, lines);
    offset += group.length;
    return mended;
  });
  return lines.length > 0 ? { text: groups.join(''), lines } : null;
}

function readable(text: string): boolean {
  const { errors, contents } = parseDocument(text, { version: '1.2', uniqueKeys: false });
  return errors.length === 0 && (isMap(contents) || !STARTS_WITH_KEY.test(text));
}

/** `title:a` is a text to YAML, and never one to its author. */
const STARTS_WITH_KEY = /^[A-Za-z_][\w-]*:(?!\/\/)/;

function mendGroup(group: string, offset: number, mended: { offset: number; before: string; after: string }[]): string {
  let at = offset;
  return group
    .split(/(?<=\n|\r(?!\n))/)
    .map((written) => {
      const before = written.replace(/[\r\n]+$/, '');
      const after = readable(before) ? before : mendLine(before);
      if (after !== before) mended.push({ offset: at, before: before.trim(), after: after.trim() });
      at += written.length;
      return after + written.slice(before.length);
    })
    .join('');
}

function mendLine(line: string): string {
  const tabless = line.replace(/^[ \t]+/, (blanks) => blanks.replaceAll('\t', '  '));
  if (readable(tabless)) return tabless;
  const [, lead = '', value = ''] =
    /^([ ]*(?:-[ ]+)?(?:[^\s:#'"[\]{}-][^:]*?:[ \t]+|(?<=-[ ]+)))(\S.*?)[ \t]*$/.exec(tabless) ?? [];
  if (value !== '') return `${lead}${quoted(value)}`;
  const [, key = '', rest = ''] = /^([A-Za-z_][\w-]*:)(\S.*?)[ \t]*$/.exec(tabless) ?? [];
  if (key === '') return line;
  const spaced = `${key} ${rest}`;
  return readable(spaced) ? spaced : `${key} ${quoted(rest)}`;
}

/** Quotes around all of it are its author's; those inside of them are text. */
const quoted = (value: string): string => JSON.stringify(/^(["']).*\1$/.test(value) ? value.slice(1, -1) : value);
