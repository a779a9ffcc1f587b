import { DownhillError } from '../../base/errors.js';

/**
 * A path that names a file below a folder on every system: relative, with `/`, without `..`, and of names that Windows takes too.
 * @param path from a target, a manifest or a record of what was under way: none of them is trusted.
 * @param place what named it, for the message.
 * @returns the path. @throws DownhillError `path-outside`, `path-invalid`.
 */
export function innerPath(path: string, place: string): string {
  const names = path.split(/[/\\]/);
  if (path === '' || /^[/\\]|^[A-Za-z]:/.test(path) || names.some((name) => name === '..' || name === '.' || name === ''))
    throw new DownhillError(
      'path-outside',
      `${JSON.stringify(path)} is no path inside the folder`,
      'nothing is read from it or written to it; give another name with --slug, or restore the file that says it',
      { place },
    );
  const wrong = path
    .split('/')
    .find((name) => FORBIDDEN.test(name) || RESERVED.test(name) || new TextEncoder().encode(name).length > 255);
  if (wrong !== undefined)
    throw new DownhillError(
      'path-invalid',
      `${JSON.stringify(wrong)} is no file name that every system takes`,
      'give another name with --slug',
      { place },
    );
  return path;
}

// Characters of Windows' paths, control characters, and names that end with a dot or a blank, which Windows cuts off.
const FORBIDDEN = /[<>:"|?*\\\p{Cc}]|[. ]$/u;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
