import { decoded } from '../decoded.js';

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
function dataBytes(uri: string): Uint8Array | null {
  const comma = uri.indexOf(',');
  if (comma < 0) return null;
  const text = uri.slice(comma + 1);
  return /;\s*base64\s*$/i.test(uri.slice(0, comma))
    ? base64Bytes(text.includes('%') ? decoded(text) : text)
    : new TextEncoder().encode(decoded(text));
}

/** @returns null where the text is no Base64 (RFC 4648, also in lines, with the letters for addresses, and without `=` at its end). */
export function base64Bytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.ceil((3 * text.length) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  let ended = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? BAD;
    if (value === BLANK) continue;
    if (value === END) {
      ended++;
      continue;
    }
    if (value === BAD || ended > 0) return null;
    bits = (bits << 6) | value;
    if ((++count & 3) === 0) {
      bytes[length++] = (bits >> 16) & 255;
      bytes[length++] = (bits >> 8) & 255;
      bytes[length++] = bits & 255;
      bits = 0;
    }
  }
  const over = count & 3;
  if (over === 1 || ended > 2) return null;
  if (over === 2) bytes[length++] = (bits >> 4) & 255;
  if (over === 3) {
    bytes[length++] = (bits >> 10) & 255;
    bytes[length++] = (bits >> 2) & 255;
  }
  return bytes.subarray(0, length);
}

const [BAD, BLANK, END] = [255, 254, 253];
const VALUES = new Uint8Array(128).fill(BAD);
for (const [i, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  VALUES[letter.charCodeAt(0)] = i;
VALUES[0x2d] = 62;
VALUES[0x5f] = 63;
VALUES[0x3d] = END;
for (const blank of ' \t\r\n\f') VALUES[blank.charCodeAt(0)] = BLANK;
