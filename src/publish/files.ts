/** A folder that is read through its paths: where a document stands with its pictures, or a site. Whoever makes one keeps reads inside of it, links included. */
export interface Files {
  /** What the folder is called in messages. */
  readonly name: string;
  /**
   * The bytes of a file. @param path relative, with `/`, without `..`; `''` is the folder itself. @returns null where there is no file of this exact
   * name, letter case and Unicode form included, on disks that do not tell them apart too. @throws DownhillError `path-outside`, `file-unreadable`, `file-too-large`.
   */
  readonly read: (path: string) => Promise<Uint8Array | null>;
  /** What a folder holds, sorted by code units; nothing for what is no folder. */
  readonly list: (folder: string) => Promise<readonly Entry[]>;
  /** Where a file stands without links, below the same folder; null where there is none. Absent where nothing is a link. */
  readonly truePath?: (path: string) => Promise<string | null>;
}

export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** Bytes; 0 for a folder. */
  readonly size: number;
}

/** What a publication does to a folder: nothing happens before all of it is known. */
export interface FilePlan {
  readonly writes: readonly PlannedFile[];
  /** Paths to remove. */
  readonly removes: readonly string[];
}

export interface PlannedFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly data: string | Uint8Array;
}
