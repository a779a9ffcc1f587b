import { parse as parseToml } from 'smol-toml';
import { isScalar, parseDocument, Scalar } from 'yaml';
import type { Text } from '../../base/text.js';
import { quotedFault, yamlFault } from './front-fault.js';

/** What stands on top of a post, between its lines of dashes. */
export interface FrontBlock {
  /** Offsets of the YAML in the text. */
  readonly start: number;
  readonly end: number;
  /** Where the content begins. */
  readonly bodyStart: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** The date stands between quotes: a text for Ruby, no moment. */
  readonly quotedDate: boolean;
  /** The first thing that keeps it from being read; `at` is an offset in the text. */
  readonly broken: { readonly message: Text; readonly at: number } | null;
}

// Jekyll's own pattern, with a byte order mark before it.
const BLOCK = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?(?:\r?\n)?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m;

// Hugo's other form.
const TOML = /^\uFEFF?\+\+\+[ \t]*\r?\n([\s\S]*?(?:\r?\n)?)^\+\+\+[ \t]*(?:\r?\n|$)/m;

/** Reads YAML or TOML on top of a post; null where there is none. What cannot be read gives no values, as Jekyll and Hugo do. */
export function frontBlock(text: string): FrontBlock | null {
  const found = BLOCK.exec(text);
  if (found === null || found.index > 0) return tomlBlock(text);
  const yaml = found[1] as string;
  const start = found[0].indexOf('\n') + 1;
  const at = { start, end: start + yaml.length, bodyStart: found[0].length, quotedDate: false };
  const document = parseDocument(yaml, {
    version: '1.1',
    prettyErrors: false,
    uniqueKeys: false,
    schema: 'core',
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error !== undefined) return { ...at, values: {}, broken: { message: yamlFault(error), at: start + error.pos[0] } };
  let values: unknown;
  try {
    values = document.toJS({ maxAliasCount: 100 });
  } catch (failure) {
    return { ...at, values: {}, broken: { message: quotedFault((failure as Error).message), at: start } };
  }
  const date = document.get('date', true);
  const quotedDate = isScalar(date) && (date.type === Scalar.QUOTE_DOUBLE || date.type === Scalar.QUOTE_SINGLE);
  return { ...at, values: isRecord(values) ? values : {}, quotedDate, broken: null };
}

function tomlBlock(text: string): FrontBlock | null {
  const found = TOML.exec(text);
  if (found === null || found.index > 0) return null;
  const start = found[0].indexOf('\n') + 1;
  const toml = found[1] as string;
  const at = { start, end: start + toml.length, bodyStart: found[0].length, quotedDate: false };
  try {
    // Dates as they are written: whoever reads one reads text.
    return { ...at, values: JSON.parse(JSON.stringify(parseToml(toml))) as Record<string, unknown>, broken: null };
  } catch (failure) {
    return { ...at, values: {}, broken: { message: quotedFault((failure as Error).message), at: start } };
  }
}

/** Whether a value is a map of names to values. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
