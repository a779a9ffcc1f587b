import { type Stats, statSync } from 'node:fs';
import { watch } from 'chokidar';

/** Files that are looked after. */
export interface WatchedFiles {
  /** Looks after this one as well, and one that is not there yet too. Called before it is read, so that no change is missed in between. @param path absolute. */
  readonly add: (path: string) => void;
  readonly close: () => Promise<void>;
}

/** Editors write a file in several steps: as many milliseconds of quiet make one change of them. */
const QUIET = 80;

/** @param changed called once for each burst of changes, and never while it still runs. */
export function watchFiles(changed: () => Promise<void>): WatchedFiles {
  const watcher = watch([], { alwaysStat: true, atomic: true });
  /** What a file was when it was added, until the watcher has told of it for the first time; null afterwards. */
  const known = new Map<string, string | null>();
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await changed();
      } while (again);
    } finally {
      running = false;
    }
  };
  watcher.on('all', (_, path, stats) => {
    const added = known.get(path);
    known.set(path, null);
    // What the watcher finds where it begins is no change, unless it is one since the file was added.
    if (typeof added === 'string' && added === stamp(stats)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), QUIET);
  });
  return {
    add: (path) => {
      if (known.has(path)) return;
      known.set(path, stamp(statSync(path, { throwIfNoEntry: false })));
      watcher.add(path);
    },
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

/** A file is the same while this is; null: it is not there. */
const stamp = (stats: Stats | undefined): string | null =>
  stats === undefined ? null : `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
