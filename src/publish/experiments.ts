import type { QuotableResult } from '../experiment/quoted-result.js';
import type { PicturePart } from './post.js';

/** A block of an experiment document with what it gave: enough for the post, and plain enough to be kept for the next time. */
export interface RanBlock {
  readonly id: string;
  readonly title: string | null;
  readonly result: QuotableResult;
  /** Light and dark, as PNG and SVG, with descriptions, in the order of the block. Their region is the block's id. */
  readonly figures: readonly PicturePart[];
}
