import { hashOf } from '../again/hash-of.js';

/**
 * Names for the regions of a notebook's cells: from what a cell holds, so that a cell put in elsewhere renames nothing; equal cells are counted.
 * @example const name = cellNames(); [name('x = 1'), name('x = 1')] // two names, the second ends with -2
 */
export function cellNames(): (source: string) => string {
  const counts = new Map<string, number>();
  return (source) => {
    const name = `cell-${hashOf(source.trim()).slice(0, 8)}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  };
}
