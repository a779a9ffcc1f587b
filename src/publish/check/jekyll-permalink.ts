import type { JekyllConfig } from './jekyll-config.js';

/** What a post's address is made of. */
export interface AddressParts {
  readonly collection: string;
  /** Below the collection's folder, without extension. */
  readonly path: string;
  /** File name without extension. */
  readonly basename: string;
  readonly slug: string;
  readonly categories: readonly string[];
  /** In the site's time zone; null for a document without a date. */
  readonly date: Day | null;
}

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const STYLES: Readonly<Record<string, string>> = {
  none: '/:categories/:title:output_ext',
  date: '/:categories/:year/:month/:day/:title:output_ext',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
};

/** The template of a post's address. */
export const postTemplate = ({ permalink, collections }: JekyllConfig): string =>
  collections.get('posts')?.permalink ?? STYLES[permalink] ?? permalink;

/** The end that the site's style gives to the addresses of pages and of other collections. */
export function withSuffix(template: string, { permalink }: JekyllConfig): string {
  if (permalink === 'pretty' || permalink.endsWith('/')) return `${template}/`;
  return /^(?:date|ordinal|none)$/.test(permalink) || permalink.endsWith(':output_ext') ? `${template}:output_ext` : template;
}

/** Fills a template as Jekyll 4 does (`Jekyll::URL`, `Drops::UrlDrop`), without percent signs. */
export function filledTemplate(template: string, parts: AddressParts): string {
  const filled = template.replace(/:([a-z_]+)/g, (whole, name: string) => {
    const value = placeholder(name, parts) ?? (name.endsWith('_') ? placeholder(name.slice(0, -1), parts) : null);
    if (value === null) return whole;
    return placeholder(name, parts) === null ? `${value}_` : value;
  });
  return `/${filled}`.replace(/\.\./g, '/').replace(/\.\//g, '').replace(/\/+/g, '/');
}

function placeholder(name: string, { collection, path, basename, slug, categories, date }: AddressParts): string | null {
  const dated = date === null ? null : DATED[name];
  if (dated !== null && dated !== undefined) return dated(date as Day);
  if (name in DATED) return '';
  const values: Readonly<Record<string, () => string>> = {
    collection: () => collection,
    path: () => path,
    basename: () => basename,
    name: () => slugified(basename, 'default'),
    title: () => slugified(slug, 'pretty'),
    slug: () => slugified(slug, 'default'),
    categories: () => [...new Set(categories.map((one) => one.toLowerCase()))].join('/'),
    slugified_categories: () => [...new Set(categories.map((one) => slugified(one, 'default')))].join('/'),
    output_ext: () => '.html',
  };
  return values[name]?.() ?? null;
}

/** `Jekyll::Utils.slugify`; `pretty` keeps letter case, as `:title` does. */
export function slugified(text: string, mode: 'default' | 'pretty'): string {
  const hyphened = text.replace(mode === 'pretty' ? /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu : /[^\p{M}\p{L}\p{Nd}]+/gu, '-').replace(/^-|-$/g, '');
  return mode === 'pretty' ? hyphened : hyphened.toLowerCase();
}

const two = (value: number): string => String(value).padStart(2, '0');
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const weekday = ({ year, month, day }: Day): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay();
const yearDay = ({ year, month, day }: Day): number => (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000 + 1;

const DATED: Readonly<Record<string, (date: Day) => string>> = {
  year: ({ year }) => String(year),
  month: ({ month }) => two(month),
  day: ({ day }) => two(day),
  hour: ({ hour }) => two(hour),
  minute: ({ minute }) => two(minute),
  second: ({ second }) => two(second),
  i_day: ({ day }) => String(day),
  i_month: ({ month }) => String(month),
  short_month: ({ month }) => (MONTHS[month - 1] as string).slice(0, 3),
  long_month: ({ month }) => MONTHS[month - 1] as string,
  short_year: ({ year }) => two(year % 100),
  w_year: (date) => String(isoWeek(date).year),
  week: (date) => two(isoWeek(date).week),
  w_day: (date) => String(weekday(date) || 7),
  short_day: (date) => (DAYS[weekday(date)] as string).slice(0, 3),
  long_day: (date) => DAYS[weekday(date)] as string,
  y_day: (date) => String(yearDay(date)).padStart(3, '0'),
};

/** ISO 8601: the week belongs to the year of its Thursday. */
function isoWeek(date: Day): { year: number; week: number } {
  const thursday = new Date(Date.UTC(date.year, date.month - 1, date.day + 4 - (weekday(date) || 7)));
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / 604_800_000) + 1 };
}
