/** What a reference to a picture means. */
export type Meaning =
  | { readonly kind: 'address' }
  | { readonly kind: 'data'; readonly bytes: Uint8Array | null }
  | { readonly kind: 'attachment'; readonly names: readonly string[] }
  /** A place on the disk of whoever wrote it. */
  | { readonly kind: 'elsewhere' }
  /** Paths below the root of the files to be tried, in this order; none where all of them lead outside. */
  | { readonly kind: 'paths'; readonly paths: readonly string[] };

/**
 * Reads a reference as its author meant it: with spaces or `%20`, backslashes, `?raw=true` or `#center` behind it; `/images/x.png` counts from the root of the files.
 *
 * @param folder of the document, below the root of the files; `''` for the root.
 */
export function meaningOf(reference: string, folder: string): Meaning {
  const text = reference.trim();
  if (/^data:/i.test(text)) return { kind: 'data', bytes: dataBytes(text) };
  if (/^attachment:/i.test(text)) return { kind: 'attachment', names: spellings(text.slice('attachment:'.length)) };
  if (/^file:|^[a-z]:[\\/]|^\\\\|^~[\\/]|^\/(?:Users|home|var\/folders|tmp|mnt|root|Volumes)\//i.test(text))
    return { kind: 'elsewhere' };
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(text)) return { kind: 'address' };
  const paths = spellings(text).flatMap((spelling) => {
    const path = spelling.replaceAll('\\', '/');
    return path.startsWith('/') ? [below('', path), below(folder, path.slice(1))] : [below(folder, path)];
  });
  return { kind: 'paths', paths: [...new Set(paths.filter((path) => path !== null && path !== ''))] as string[] };
}

/** As it stands, decoded, and both without what follows `?` or `#`. */
function spellings(text: string): string[] {
  const bare = text.replace(/[?#].*$/s, '');
  return [...new Set([text, decoded(text), bare, decoded(bare)])].filter(
    (spelling) => spelling !== '' && !spelling.includes('\0'),
  );
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The path without `.` and `..`; null where it leads outside. */
function below(folder: string, path: string): string | null {
  const steps = folder.split('/').filter((step) => step !== '');
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return null;
  }
  return steps.join('/');
}

/** The bytes of a `data:` address (RFC 2397); null where its Base64 is none. */
export function dataBytes(uri: string): Uint8Array | null {
  const comma = uri.indexOf(',');
  if (comma < 0) return null;
  const text = uri.slice(comma + 1);
  return /;\s*base64\s*$/i.test(uri.slice(0, comma))
    ? base64Bytes(text.includes('%') ? decoded(text) : text)
    : new TextEncoder().encode(decoded(text));
}

/** @returns null where the text is no Base64 (RFC 4648, also in lines and with the letters for addresses). */
export function base64Bytes(text: string): Uint8Array | null {
  const plain = text.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
  try {
    const binary = atob(plain);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  } catch {
    return null;
  }
}
