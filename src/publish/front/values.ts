import { parse as parseToml, TomlDate, TomlError } from 'smol-toml';
import { isMap, isScalar, parseDocument, stringify } from 'yaml';

export type FrontValues = Readonly<Record<string, unknown>>;

/** Why front matter cannot be read, with the offset in it. */
export interface Unreadable {
  readonly message: string;
  readonly offset: number;
}

/** Keys whose values are read as they are written: `title: 1.10`, `slug: 007`. */
const TEXTS: readonly string[] = ['title', 'slug', 'date', 'excerpt', 'description', 'summary', 'subtitle'];

/**
 * YAML 1.2 as plain data; a date is a text. A key that is given twice has its last value, as in Jekyll.
 * @returns null as values for what is no mapping: a sentence.
 */
export function readYaml(text: string): { readonly values: FrontValues | null } | Unreadable {
  const document = parseDocument(text, { version: '1.2', uniqueKeys: false, merge: true, prettyErrors: false });
  const [first] = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
  if (first !== undefined) return { message: lowered(first.message), offset: first.pos[0] };
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return { values: {} };
  if (!isMap(contents)) return { values: null };
  let values: Record<string, unknown>;
  try {
    values = document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>;
  } catch (error) {
    return { message: lowered(error instanceof Error ? error.message : String(error)), offset: 0 };
  }
  for (const key of TEXTS) {
    const value = document.get(key, true);
    if (isScalar(value) && value.value !== null && typeof value.value !== 'string')
      values[key] = value.source ?? String(value.value);
  }
  return { values };
}

export function readToml(text: string): { readonly values: FrontValues } | Unreadable {
  try {
    return { values: plain(parseToml(text)) as FrontValues };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const lines = text.split('\n').slice(0, error.line - 1);
    return {
      message: lowered(error.message.split('\n')[0] ?? ''),
      offset: lines.join('\n').length + (lines.length > 0 ? 1 : 0) + error.column - 1,
    };
  }
}

/** For sites that read YAML only. */
export const tomlAsYaml = (values: FrontValues): string =>
  Object.keys(values).length === 0 ? '' : stringify(values, { lineWidth: 0 });

function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

const lowered = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);
