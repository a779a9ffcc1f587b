import { DownhillError } from '../../../src/base/errors.js';
import type { Note } from '../../../src/publish/note.js';
import type { Part, Post } from '../../../src/publish/post.js';
import type { ReaderContext } from '../../../src/publish/reader.js';
import { notebook } from '../../../src/publish/readers/notebook.js';
import { memoryFiles } from '../memory-files.js';

export interface Reading {
  readonly post: Post;
  readonly notes: readonly Note[];
}

/** Reads a notebook of bytes, or one that is given as an object, called `note.ipynb`. */
export async function reading(
  document: Uint8Array | object,
  more: Partial<ReaderContext> & { readonly path?: string } = {},
): Promise<Reading> {
  const notes: Note[] = [];
  const { path = 'note.ipynb', ...context } = more;
  const bytes = document instanceof Uint8Array ? document : new TextEncoder().encode(JSON.stringify(document));
  const post = await notebook.read(
    { bytes, source: path.split('/').at(-1) as string, path },
    {
      files: memoryFiles(),
      allowMissing: false,
      note: (note) => void notes.push(note),
      runExperiments: async () => [],
      ...context,
    },
  );
  return { post, notes };
}

/** What is wrong with a document: `code: message (place)`. */
export const refusal = (document: Uint8Array | object): Promise<string> =>
  reading(document).then(
    () => 'read',
    (error: unknown) => {
      if (error instanceof DownhillError) return `${error.code}: ${error.message} (${error.place})`;
      throw error;
    },
  );

/** A notebook of format 4 with cells given in short. */
export const ofCells = (cells: readonly object[], metadata: object = {}): object => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata,
  cells,
});

export const code = (source: string, outputs: readonly object[] = [], metadata: object = {}): object => ({
  cell_type: 'code',
  source,
  outputs,
  metadata,
});
export const text = (source: string, more: object = {}): object => ({ cell_type: 'markdown', source, metadata: {}, ...more });
export const data = (forms: object, metadata: object = {}): object => ({ output_type: 'display_data', data: forms, metadata });
export const stream = (written: string | readonly string[], name = 'stdout'): object => ({
  output_type: 'stream',
  name,
  text: written,
});

/** A part on one line. */
export function shortly(part: Part): string {
  if (part.kind === 'prose') return `prose ${part.text.trim()}`;
  if (part.kind === 'code') return `code ${part.language}: ${part.value}`;
  if (part.kind === 'text') return `${part.tone}: ${part.value}`;
  if (part.kind === 'html') return `html ${part.html}`;
  if (part.kind === 'picture')
    return `picture ${part.picture.asset.type} ${part.picture.width}×${part.picture.height}: ${part.picture.alt}`;
  if (part.kind === 'math') return `math ${part.tex}`;
  return part.kind === 'details' ? `details ${part.summary} ${part.language}: ${part.value}` : part.kind;
}

export const parts = async (
  cells: readonly object[],
  metadata: object = {},
  more: Partial<ReaderContext> = {},
): Promise<string[]> => (await reading(ofCells(cells, metadata), more)).post.parts.map(shortly);
