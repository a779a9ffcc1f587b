import type { Lang } from '../../base/text.js';
import type { Picture } from '../asset.js';
import type { Prose } from '../post.js';
import type { ReaderContext } from '../reader.js';
import type { Cell } from './notebook.js';

/** What the parts of a cell are made with. */
export interface CellContext {
  readonly cell: Cell;
  /** `a.ipynb, cell 3`. */
  readonly place: string;
  readonly region: string;
  readonly language: string | null;
  /** The heading above the cell. */
  readonly heading: string | null;
  readonly lang: Lang;
  readonly reader: ReaderContext;
  /** Reads Markdown of the notebook: never trusted. */
  readonly prose: (text: string) => Promise<Prose>;
  /** A picture that HTML of an output refers to; what is not there is told, and stops nothing. */
  readonly picture: (reference: string, alt: string, title: string | undefined) => Promise<Picture | 'address' | 'missing'>;
}
