import type { Lang, Text } from '../base/text.js';
import type { ExperimentDocument } from '../experiment/document.js';
import type { RanBlock } from './experiments.js';
import type { Files } from './files.js';
import type { Note } from './note.js';
import type { Post } from './post.js';

/** A kind of document. One file in `readers/`, and nothing else knows its name. */
export interface Reader {
  readonly name: string;
  readonly title: Text;
  /** Whether the document is of this kind; the readers are asked in the order of `rank`, the smallest first. */
  readonly reads: (document: SourceDocument) => boolean;
  readonly rank: number;
  /** @throws DownhillError with file and line or cell for whatever makes it unreadable; nothing is written then. */
  readonly read: (document: SourceDocument, context: ReaderContext) => Promise<Post>;
}

export interface SourceDocument {
  readonly bytes: Uint8Array;
  /** As given by the user, for messages. */
  readonly source: string;
  /** Below `context.files`. */
  readonly path: string;
}

export interface ReaderContext {
  /** The folder that pictures may be read from. */
  readonly files: Files;
  /** What the user asked for; absent: what the document says, else English. */
  readonly lang?: Lang;
  /** `--allow-missing`: a picture that is not there becomes a placeholder. */
  readonly allowMissing: boolean;
  readonly note: (note: Note) => void;
  /** Runs the experiments of a document, or finds them run already. */
  readonly runExperiments: (document: ExperimentDocument) => Promise<readonly RanBlock[]>;
}
