import { DownhillError } from '../base/errors.js';
import { numberBlocks } from '../data/number-blocks.js';
import { tableParts } from '../data/parts.js';
import type { Note, Table } from '../data/table.js';
import { runStream } from '../experiment/fit-stream.js';
import type { FitOptions } from '../experiment/options.js';
import type { FileParts } from '../node/files.js';
import { jsonText } from '../node/json-text.js';
import { attend } from './attention.js';
import type { Options } from './command.js';
import { fitReport } from './fit-report.js';
import type { Exit, Session } from './session.js';
import { fitExit } from './verdict.js';

/** Bytes of numbers that are kept, so that the file is read twice instead of once an evaluation. */
const MEMORY = 2 ** 31;
/** What is drawn or written from all rows, by its option. */
const NOT_LARGE = { out: '--out', figures: '--figures', applyFix: '--apply-fix' } as const;

/**
 * `downhill fit` of a file that is read part by part: the report, without plot and record.
 *
 * Errors: `file-too-large` for options that need all rows, and those of {@link runStream}.
 */
export async function fitLarge(
  parts: FileParts,
  path: string,
  formula: string,
  given: FitOptions,
  options: Options,
  session: Session,
): Promise<Exit> {
  const unfit = Object.entries(NOT_LARGE).find(([name]) => options[name] !== undefined && options[name] !== 'none');
  if (unfit !== undefined)
    throw new DownhillError(
      'file-too-large',
      `${path} is too large to be read whole, which ${unfit[1]} needs`,
      'leave it out, or take a sample of the rows',
      { place: path },
    );
  const read = {
    source: path,
    ...(options.encoding === undefined ? {} : { encoding: String(options.encoding) }),
    ...(options.delimiter === undefined ? {} : { delimiter: String(options.delimiter) }),
  };
  const { end, pause, ...watch } = attend(session, 'fit', given.epochs ?? null);
  const notes = new Map<string, Note>();
  const note = (told: Note): void => void notes.set(`${told.code} ${told.detail}`, told);
  const watched = async function* (): AsyncGenerator<Table> {
    for await (const table of tableParts(parts(), read)) {
      for (const told of notes.size === 0 ? [...table.notes, inParts(path)] : []) note(told);
      await pause();
      yield table;
    }
  };
  try {
    const source = { blocks: () => numberBlocks(watched(), note) };
    const stream = { ...given, ...watch, source: path, memory: MEMORY };
    const result = await runStream(formula, source, stream, { notes: () => [...notes.values()], pause });
    if (session.json) session.print(jsonText(result));
    else for (const line of fitReport(result, session)) session.line(line);
    return fitExit(result);
  } finally {
    end();
  }
}

const inParts = (path: string): Note => ({
  code: 'read-in-parts',
  detail: path,
  message: {
    en: 'the file is larger than what one text can hold: it was read part by part, and there are no plot and no figures',
    ko: '파일이 한 텍스트에 담을 수 있는 크기보다 커서 나누어 읽었고, 그래프와 그림은 없습니다',
  },
  advice: { en: 'Draw from a sample of the rows.', ko: '행의 표본으로 그리세요.' },
});
