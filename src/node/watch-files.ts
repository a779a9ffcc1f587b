import { watch } from 'chokidar';

/** Files that are looked after. */
export interface WatchedFiles {
  /** Looks after these as well; ones that are not there yet too. @param paths absolute. */
  readonly add: (paths: Iterable<string>) => void;
  readonly close: () => Promise<void>;
}

/** Editors write a file in several steps: as many milliseconds of quiet make one change of them. */
const QUIET = 80;

/** @param changed called once for each burst of changes, and never while it still runs. */
export function watchFiles(changed: () => Promise<void>): WatchedFiles {
  const watcher = watch([], { ignoreInitial: true, atomic: true });
  const known = new Set<string>();
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
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), QUIET);
  });
  return {
    add: (paths) => {
      const fresh = [...paths].filter((path) => !known.has(path));
      for (const path of fresh) known.add(path);
      if (fresh.length > 0) watcher.add(fresh);
    },
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
