import { DownhillError } from '../base/errors.js';
import { refuseBinary } from '../data/content.js';
import { decodeText } from '../data/decode.js';

/** The text of a document from its bytes, in the encodings that data may have. Errors: `empty-file`, `not-text`, those of decoding. */
export function documentText(bytes: Uint8Array, source: string): string {
  if (bytes.length === 0) throw new DownhillError('empty-file', `${source} is empty`, 'write the text first', { place: source });
  refuseBinary(bytes, source);
  return decodeText(bytes, source).text;
}
