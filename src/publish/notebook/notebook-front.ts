import { stringify } from 'yaml';
import { readDate } from '../front/read-date.js';
import type { FrontValues } from '../front/values.js';
import { readFront } from '../front.js';
import type { Note } from '../note.js';
import { field } from './fields.js';
import type { Notebook } from './notebook.js';

/** What a notebook says of itself, and whether its first cell is nothing but that. */
export interface NotebookFront {
  readonly text: string | null;
  readonly values: FrontValues;
  readonly firstCellIsFront: boolean;
}

/** Keys that may get from a notebook into a site: what says something of the post. Where it stands, and how it is made, is the site's. */
const KEYS: readonly string[] = [
  'title',
  'subtitle',
  'date',
  'slug',
  'lang',
  'author',
  'authors',
  'description',
  'excerpt',
  'summary',
  'tags',
  'tag',
  'categories',
  'category',
  'keywords',
  'math',
  'toc',
];

/**
 * Of a first cell that is front matter (raw, as Quarto and Jupytext have it, or Markdown between `---`), over the notebook's metadata. Other keys are left out, with a note.
 * @throws DownhillError as `readFront`.
 */
export function notebookFront({ cells, metadata }: Notebook, source: string, note: (note: Note) => void): NotebookFront {
  const [first] = cells;
  const head = first !== undefined && first.kind !== 'code' ? readFront(first.source, `${source}, cell 1`, note) : null;
  const isFront = head !== null && head.text !== null && first !== undefined && first.source.slice(head.length).trim() === '';
  const said = isFront ? Object.keys(head.values).filter((key) => !KEYS.includes(key)) : [];
  if (said.length > 0)
    note({
      code: 'front-matter-key-left-out',
      severity: 'note',
      place: `${source}, cell 1`,
      message: {
        en: `keys of the notebook's front matter that are the site's to say were left out: ${said.join(', ')}`,
        ko: `노트북 머리말에서 사이트가 정할 항목은 뺐습니다: ${said.join(', ')}`,
      },
    });
  const values = Object.fromEntries(
    KEYS.flatMap((key) => {
      const value = (isFront ? plain(field(head.values, key)) : undefined) ?? plain(fromMetadata(key, field(metadata, key)));
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
  return {
    text: Object.keys(values).length === 0 ? null : stringify(values, { lineWidth: 0 }),
    values,
    firstCellIsFront: isFront,
  };
}

/** In metadata, tools keep what they like under these names. */
const fromMetadata = (key: string, value: unknown): unknown =>
  key === 'date' && (typeof value !== 'string' || readDate(value) === null)
    ? undefined
    : key === 'slug' || key === 'toc'
      ? undefined
      : value;

/** Texts, numbers, switches, and lists of them; undefined for all else. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.slice(0, 2000);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value)) return undefined;
  const items = value.filter((item) => typeof item === 'string' || typeof item === 'number').slice(0, 100);
  return items.length === 0 ? undefined : items;
}
