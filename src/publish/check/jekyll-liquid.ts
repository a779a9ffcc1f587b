import { decoded } from '../decoded.js';

/** What Liquid can look up without running a site. */
export interface LiquidScope {
  readonly baseurl: string;
  readonly origin: string;
  readonly site: Readonly<Record<string, unknown>>;
  readonly page: Readonly<Record<string, unknown>>;
  /** Names that `{% assign %}` gave before. */
  readonly assigned: ReadonlyMap<string, string | null>;
  /** Address of a file or of a post by its name; null where there is none. */
  readonly link: (path: string) => string | null;
  readonly postUrl: (name: string) => string | null;
}

const PIECE = /\{\{-?([\s\S]*?)-?\}\}|\{%-?\s*(\w+)\s*([\s\S]*?)-?%\}/g;

/** An address with its Liquid done; null where its value is known only while the site is built. */
export function evaluateLiquid(written: string, scope: LiquidScope): string | null {
  if (!/\{[{%]/.test(written)) return written;
  let unknown = false;
  const value = written.replace(PIECE, (_, output: string | undefined, tag: string | undefined, markup: string | undefined) => {
    const piece = output !== undefined ? expression(output, scope) : tagValue(tag ?? '', (markup ?? '').trim(), scope);
    if (piece === null) unknown = true;
    return piece ?? '';
  });
  return unknown ? null : value;
}

function tagValue(name: string, markup: string, scope: LiquidScope): string | null {
  if (name === 'raw' || name === 'endraw') return '';
  const found = name === 'link' ? scope.link(markup) : name === 'post_url' ? scope.postUrl(markup) : null;
  return found === null ? null : relativeUrl(found, scope);
}

/** `'/x.png' | relative_url`: a literal or a name, and filters. */
export function expression(text: string, scope: LiquidScope): string | null {
  const [first = '', ...filters] = splitOutside(text, '|');
  let value = operand(first.trim(), scope);
  for (const filter of filters) {
    if (value === null) return null;
    const [name = '', given = ''] = /^\s*(\w+)\s*:?([\s\S]*)$/.exec(filter)?.slice(1) ?? [];
    const arguments_ = given.trim() === '' ? [] : splitOutside(given, ',').map((argument) => operand(argument.trim(), scope));
    value = arguments_.includes(null) ? null : (FILTERS[name]?.(value, arguments_ as string[], scope) ?? null);
  }
  return value;
}

function operand(text: string, scope: LiquidScope): string | null {
  const quoted = /^(?:"([^"]*)"|'([^']*)')$/.exec(text);
  if (quoted !== null) return quoted[1] ?? quoted[2] ?? '';
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  if (scope.assigned.has(text)) return scope.assigned.get(text) ?? null;
  const [root, ...path] = text.split('.');
  if (root !== 'site' && root !== 'page') return null;
  let value: unknown = scope[root];
  for (const key of path)
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  // What Jekyll adds of itself is unknown; what nobody defines is empty.
  return value === undefined && root === 'site' && (path[0] === 'baseurl' || path[0] === 'url') ? '' : null;
}

const FILTERS: Readonly<Record<string, (value: string, given: readonly string[], scope: LiquidScope) => string>> = {
  relative_url: (value, _, scope) => relativeUrl(value, scope),
  absolute_url: (value, _, scope) => (isAbsolute(value) ? value : scope.origin + relativeUrl(value, scope)),
  append: (value, [more = '']) => value + more,
  prepend: (value, [more = '']) => more + value,
  replace: (value, [what = '', by = '']) => value.split(what).join(by),
  remove: (value, [what = '']) => value.split(what).join(''),
  strip: (value) => value.trim(),
  downcase: (value) => value.toLowerCase(),
  default: (value, [otherwise = '']) => (value === '' ? otherwise : value),
  escape: (value) => value,
  uri_escape: (value) => encodeURI(value),
};

const isAbsolute = (url: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(url);
const slashed = (path: string): string => (path === '' || path.startsWith('/') ? path : `/${path}`);

/** As Jekyll's filter: Addressable writes the path anew, in Unicode form C and with percent signs. */
export function relativeUrl(value: string, { baseurl }: Pick<LiquidScope, 'baseurl'>): string {
  if (isAbsolute(value)) return value;
  const [, path = '', rest = ''] = /^([^?#]*)([\s\S]*)$/.exec(slashed(baseurl) + slashed(value)) ?? [];
  return `${path
    .split('/')
    .map(segment)
    .join('/')
    .replace(/\/\.(?=\/|$)/g, '')}${rest}`;
}

function segment(written: string): string {
  return encodeURIComponent(decoded(written).normalize('NFC')).replace(/%(?:24|26|2B|2C|3A|3B|3D|40)/g, decodeURIComponent);
}

/** Parts between a separator that stands in no quotation marks. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let quote = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === separator) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...parts, text.slice(from)];
}
