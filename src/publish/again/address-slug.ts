/** Hangul takes three bytes a syllable; with a date and an extension the name stays within the 255 that file systems take. */
const MOST = 60;

/**
 * A slug as sites write names in addresses: NFC, lower case, letters and digits of all scripts with single `-` between them. Whatever could be a path, an option or
 * a hidden file is gone.
 * @returns 1 to 60 characters; `post` where nothing is left.
 * @example addressSlug('../경사 하강법 (1)') // '경사-하강법-1'
 */
export function addressSlug(text: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-');
  const short = [...words.replace(/^[-_]+|[-_]+$/g, '')].slice(0, MOST).join('');
  const slug = short.replace(/-+$/, '');
  if (slug === '') return 'post';
  // Windows takes no file of these names, whatever its extension.
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(slug) ? `${slug}-post` : slug;
}
