import { DownhillError } from '../base/errors.js';
import type { Note } from '../publish/note.js';
import { EXIT, type Exit, type Session } from './session.js';

/**
 * Tells of a mistake: one paragraph on stderr, or `downhill.error/1` on stdout under `--json`.
 * Below it, and as `notes`, what else is to be mended.
 * Whatever is no {@link DownhillError} is a fault of downhill: one line, the stack only with `DOWNHILL_DEBUG`.
 */
export async function tellFailure(failure: unknown, session: Session, notes: readonly Note[] = []): Promise<Exit> {
  const { io, json } = session;
  const error = failure instanceof DownhillError ? failure : internal(failure);
  const place = placeOf(error);
  if (json) {
    const { code, message, advice, detail } = error;
    const document = { schema: 'downhill.error/1', code, message, place, advice, detail };
    const more = notes.length === 0 ? {} : { notes: (await import('./check-report.js')).notesData(notes, session.say) };
    io.stdout.write(`${JSON.stringify({ ...document, ...more }, null, 2)}\n`);
  } else {
    const { severity, strong } = session.paint;
    const lines = [`${severity.error('downhill:')} ${strong(oneLine(error.message))} (${place})`];
    if (error.span !== undefined) {
      const { caret } = await import('../language/caret.js');
      lines.push(
        ...caret(error.span)
          .split('\n')
          .map((line) => `  ${line}`),
      );
    }
    if (error.advice !== '') lines.push(`  ${oneLine(error.advice)}`);
    if (error.detail !== undefined && error.detail !== '')
      lines.push(
        ...error.detail
          .trimEnd()
          .split('\n')
          .map((line) => oneLine(line).trimEnd()),
      );
    if (notes.length > 0) lines.push(...(await import('./check-report.js')).noteLines(notes, session));
    io.stderr.write(`${lines.join('\n')}\n`);
  }
  if (failure !== error && (io.env.DOWNHILL_DEBUG ?? '') !== '')
    io.stderr.write(`${failure instanceof Error ? failure.stack : String(failure)}\n`);
  if (error.code === 'cancelled') return EXIT.cancelled;
  return error.usage ? EXIT.usage : EXIT.badInput;
}

/** A mistake of the command line itself. */
export const usageError = (code: string, message: string, advice: string, place: string): DownhillError =>
  new DownhillError(code, message, advice, { place, usage: true });

function internal(failure: unknown): DownhillError {
  const said = failure instanceof Error ? failure.message : String(failure);
  return new DownhillError(
    'internal',
    `this is a fault of downhill, not yours: ${said.slice(0, 300)}`,
    'run it again with DOWNHILL_DEBUG=1 and report what it says',
    { place: 'downhill' },
  );
}

/** A span without a place is one in a formula that was typed. */
function placeOf({ place, span }: DownhillError): string {
  if (place !== undefined && (span === undefined || place.includes(':'))) return place;
  if (span === undefined) return 'command line';
  const before = span.text.slice(0, span.start).split('\n');
  const last = before.at(-1) as string;
  const where = before.length === 1 ? `column ${last.length + 1}` : `line ${before.length}, column ${last.length + 1}`;
  return place === undefined ? `formula, ${where}` : `${place}, ${where}`;
}

// Nothing in a message may move the cursor or colour the terminal.
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
