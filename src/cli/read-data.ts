import { type ReadOptions, readTable } from '../data/read.js';
import type { Table } from '../data/table.js';
import type { FitOptions } from '../experiment/options.js';
import type { Options } from './command.js';
import type { Session } from './session.js';

/** What of a command's options tells how its data are read. */
type Reading = Pick<FitOptions, 'skipInvalid' | 'float32'>;

/**
 * The table of a file or of standard input: of a large one by {@link plainData} where that can be, else whole.
 *
 * @param formulas what the command is to fit. @param options of the command, whose texts may name columns too.
 * Errors: those of {@link wholeData}.
 */
export const readData = async (
  path: string,
  formulas: readonly string[],
  options: Options,
  session: Session,
  reading: Reading,
): Promise<Table> => (await plainData(path, formulas, options, session, reading)) ?? wholeData(path, options, session, reading);

/** Errors: those of `readInput` and `readTable`. */
export async function wholeData(path: string, options: Options, session: Session, reading: Reading): Promise<Table> {
  const { bytes, source } = await session.io.readInput(path);
  return readTable(bytes, { source, ...asked(options, reading) });
}

/** The used columns of a large file without a text of it, where they are plain numbers (`data/plain/`); null where they are not, and for small files. */
export async function plainData(
  path: string,
  formulas: readonly string[],
  options: Options,
  { io }: Session,
  reading: Reading,
): Promise<Table | null> {
  const bytes = (await io.fileBytes?.(path)) ?? null;
  const texts = [...formulas, ...textsOf(options)];
  if (bytes === null || texts.some((text) => NEEDS_CELLS.test(text))) return null;
  const { float32 = false } = reading;
  // What is derived of floats is derived of the numbers as they are written.
  if (float32 && (options.let !== undefined || options.where !== undefined)) return null;
  const [{ plainTable }, { allocateColumns }, { FLOAT32 }] = await Promise.all([
    import('../data/plain/plain-table.js'),
    import('../backend/allocate-columns.js'),
    import('../experiment/number-room.js'),
  ]);
  const table = await plainTable(bytes, {
    source: path,
    ...asked(options, reading),
    isUsed: (name) => texts.some((text) => mentions(text, name)),
    room: (names, rows) => allocateColumns(names, rows, { float32 }),
  });
  return table === null || !float32 ? table : { ...table, notes: [...table.notes, FLOAT32] };
}

/** Levels in brackets are texts, 01 is not 1; cells may be compared with what stands in quotes; and dates are read as they are written. */
const NEEDS_CELLS = /[["']|\b(?:years|days)\s*\(/;

/** Whether a column's name stands in a text, where it is no part of a longer one; `2x` is 2 times x. */
function mentions(text: string, name: string): boolean {
  const escaped = name.normalize('NFKC').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}_])${escaped}(?![\\p{L}\\p{N}_])`, 'u').test(text.normalize('NFKC'));
}

const asked = ({ encoding, delimiter }: Options, { skipInvalid = false }: Reading): Omit<ReadOptions, 'source'> => ({
  skipInvalid,
  ...(encoding === undefined ? {} : { encoding: String(encoding) }),
  ...(delimiter === undefined ? {} : { delimiter: String(delimiter) }),
});

/** Every text among the options. */
const textsOf = (options: Options): string[] =>
  Object.values(options)
    .flat()
    .filter((value) => typeof value === 'string');
