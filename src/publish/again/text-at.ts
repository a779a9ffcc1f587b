import { DownhillError } from '../../base/errors.js';
import type { Files } from '../files.js';

/** The text of a file, a byte order mark included; null where there is none. @throws DownhillError `text-not-utf8`: it could not be written back as it was. */
export async function textAt(path: string, files: Files): Promise<string | null> {
  const bytes = await files.read(path);
  if (bytes === null) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DownhillError('text-not-utf8', `${path} is not UTF-8`, 'save it as UTF-8, or move it away', { place: path });
  }
}
