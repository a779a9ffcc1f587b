/** A pattern of file names as a regular expression over the whole path: `*` and `?` within a folder, `**` over folders. */
export function glob(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|[^*?]+/g, (piece) =>
    piece === '**/' ? '(?:.*/)?' : piece === '**' ? '.*' : piece === '*' ? '[^/]*' : piece === '?' ? '[^/]' : escapeRegExp(piece),
  );
  return new RegExp(`^${source}$`);
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
