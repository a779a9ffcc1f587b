import { DownhillError } from '../base/errors.js';
import { refuseBinary } from '../data/content.js';
import { decodeText } from '../data/decode.js';
import { type ExperimentDocument, parseDocument } from '../experiment/document.js';
import type { Session } from './session.js';

/** Reads an experiment document from a file, or from standard input for `-`. */
export async function readDocument(path: string, { io }: Session): Promise<ExperimentDocument> {
  const { bytes, source } = await io.readInput(path);
  if (bytes.length === 0)
    throw new DownhillError(
      'empty-file',
      `${source} is empty`,
      'write a block fenced ```downhill with id, data and model into it',
      { place: source },
    );
  refuseBinary(bytes, source);
  return parseDocument(decodeText(bytes, source).text, source);
}
