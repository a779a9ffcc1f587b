import { type ExperimentDocument, parseDocument } from '../experiment/document.js';
import { documentText } from '../experiment/document-text.js';
import type { Session } from './session.js';

/** Reads an experiment document from a file, or from standard input for `-`. */
export async function readDocument(path: string, { io }: Session): Promise<ExperimentDocument> {
  const { bytes, source } = await io.readInput(path);
  return parseDocument(documentText(bytes, source), source);
}
