import { DownhillError, type Span } from '../base/errors.js';
import { cut } from './excerpt.js';

/** The throw of every mistake in a text. */
export function fail(code: string, message: string, advice: string, span: Span): never {
  throw new DownhillError(code, message, advice, { span });
}

/** A piece of the user's text for a message: in quotation marks, printable, cut when it is long. */
export const quoted = (piece: string): string => (piece.includes('"') ? `'${cut(piece)}'` : `"${cut(piece)}"`);
