import { DownhillError } from '../../base/errors.js';
import type { Files } from '../files.js';
import { hashOf } from './hash-of.js';

/**
 * The text of a file, a byte order mark included; null where there is none.
 * @param expected what most likely stands there: where it does, it is given back, and the same megabytes are not there twice.
 * @throws DownhillError `text-not-utf8`: it could not be written back as it was.
 */
export async function textAt(path: string, files: Files, expected?: string): Promise<string | null> {
  const bytes = await files.read(path);
  if (bytes === null) return null;
  if (expected !== undefined && hashOf(bytes) === hashOf(expected)) return expected;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DownhillError('text-not-utf8', `${path} is not UTF-8`, 'save it as UTF-8, or move it away', { place: path });
  }
}
