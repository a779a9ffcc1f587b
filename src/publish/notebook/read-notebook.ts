import { DownhillError } from '../../base/errors.js';
import { SourceText } from '../../experiment/source-text.js';
import { headingLevel, kindOf } from './cell-kind.js';
import { type Fields, field, fieldsOf, listOf, textField, within } from './fields.js';
import { jsonOffset } from './json-offset.js';
import type { Cell, Notebook } from './notebook.js';
import { readOutputs } from './read-outputs.js';

/** Each is read for itself; far more than anybody reads. */
const MOST_CELLS = 10_000;

/**
 * Reads a notebook of nbformat 2 to 4. Unknown fields are passed over, a field of a wrong type counts as not given; what makes a notebook unreadable is an error.
 *
 * @param source its name, for messages.
 * @throws DownhillError `notebook-empty`, `notebook-lfs`, `notebook-not-json`, `notebook-format`, `notebook-broken`, `notebook-too-large`.
 */
export function readNotebook(bytes: Uint8Array, source: string): Notebook {
  const root = parsed(bytes, source);
  const format = field(root, 'nbformat');
  const fail = (code: string, message: string, advice: string): DownhillError =>
    new DownhillError(code, message, advice, { place: source });
  if (typeof format === 'number' && format >= 5)
    throw fail(
      'notebook-format',
      `the notebook has format ${format}; formats 2 to 4 are known`,
      'save it as nbformat 4: jupyter nbconvert --to notebook',
    );
  if (typeof format === 'number' && format < 2)
    throw fail(
      'notebook-format',
      `the notebook has format ${format}; formats 2 to 4 are known`,
      'open it in Jupyter and save it',
    );
  const cells = cellsOf(root);
  if (cells === null) {
    const what = typeof format === 'number' ? 'the notebook has no list of cells' : 'the file is JSON, but no notebook';
    throw fail('notebook-broken', what, 'open it in Jupyter and save it');
  }
  const metadata = fieldsOf(field(root, 'metadata'));
  if (cells.length > MOST_CELLS)
    throw fail('notebook-too-large', `the notebook has ${cells.length} cells; up to ${MOST_CELLS} make a post`, 'split it');
  return { metadata, language: languageOf(metadata), cells: cells.map((cell, i) => readCell(cell, i + 1, source)) };
}

function parsed(bytes: Uint8Array, source: string): Fields {
  let text: string;
  try {
    text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  } catch {
    throw new DownhillError('notebook-too-large', 'the notebook is larger than a text can be', 'clear its outputs, or split it', {
      place: source,
    });
  }
  if (text.trim() === '')
    throw new DownhillError('notebook-empty', 'the notebook is an empty file', 'save it again in Jupyter', { place: source });
  if (text.startsWith('version https://git-lfs.github.com/spec/'))
    throw new DownhillError('notebook-lfs', 'the file is a Git LFS pointer, not the notebook itself', 'run git lfs pull', {
      place: source,
    });
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    const offset = jsonOffset(text);
    const { line, column } = new SourceText(text, source).position(offset);
    const ends = offset >= text.length;
    const found = ends
      ? 'it ends too early'
      : `${JSON.stringify(String.fromCodePoint(text.codePointAt(offset) as number))} cannot stand there`;
    throw new DownhillError('notebook-not-json', `the notebook is no JSON: ${found}`, ADVICE(text), {
      place: `${source}:${line}:${column}`,
    });
  }
}

const ADVICE = (text: string): string => {
  if (/^(?:<{7}|={7}|>{7})/m.test(text)) return 'it holds marks of a merge conflict: solve it first';
  return /^\s*</.test(text) ? 'this is a web page; download the notebook itself' : 'save it again in Jupyter';
};

/** JSON is UTF-8 (with a mark or without); PowerShell writes UTF-16. */
const encodingOf = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
};

/** Of format 4, or of the worksheets before it, one after the other. */
function cellsOf(root: Fields): readonly unknown[] | null {
  const cells = field(root, 'cells');
  if (Array.isArray(cells)) return cells;
  const sheets = field(root, 'worksheets');
  return Array.isArray(sheets) ? sheets.flatMap((sheet) => listOf(field(fieldsOf(sheet), 'cells'))) : null;
}

/** R Markdown's and Jupytext's names too; `ipython` is Python. */
function languageOf(metadata: Fields): string | null {
  const found = [
    within(metadata, 'kernelspec', 'language'),
    within(metadata, 'language_info', 'name'),
    within(metadata, 'kernel_info', 'name'),
    within(metadata, 'kernelspec', 'name'),
  ];
  const name = found.find((value): value is string => typeof value === 'string' && value !== '');
  return name === undefined ? null : languageName(name);
}

/** One word, as fences take it. */
function languageName(name: string): string | null {
  const known: Readonly<Record<string, string>> = {
    ipython: 'python',
    ipython2: 'python',
    ipython3: 'python',
    python2: 'python',
    python3: 'python',
    ir: 'r',
    'c++': 'cpp',
    'c#': 'csharp',
    'f#': 'fsharp',
  };
  const lower = name.slice(0, 100).trim().toLowerCase();
  if (Object.hasOwn(known, lower)) return known[lower] as string;
  const word = lower.replace(/[^a-z0-9+#_.-]+/g, '-').replace(/^-+|-+$|-?\d+(?:\.\d+)*$/g, '');
  return word === '' ? null : word.slice(0, 30);
}

function readCell(value: unknown, number: number, source: string): Cell {
  const cell = fieldsOf(value);
  const { kind, heading } = kindOf(field(cell, 'cell_type'), headingLevel(cell));
  const metadata = fieldsOf(field(cell, 'metadata'));
  const place = `${source}, cell ${number}`;
  const raw = field(cell, 'source') ?? field(cell, 'input') ?? '';
  const text = textField({ raw }, 'raw');
  if (text === null)
    throw new DownhillError('notebook-broken', 'the source of the cell is no text', 'open the notebook in Jupyter and save it', {
      place,
    });
  const own =
    field(cell, 'language') ?? within(metadata, 'vscode', 'languageId') ?? within(metadata, 'dotnet_interactive', 'language');
  return {
    kind,
    number,
    source: `${heading}${text.replace(/\r\n?/g, '\n')}`,
    metadata,
    attachments: fieldsOf(field(cell, 'attachments')),
    outputs: kind === 'code' ? readOutputs(listOf(field(cell, 'outputs'))) : [],
    language: typeof own === 'string' ? languageName(own) : null,
  };
}
