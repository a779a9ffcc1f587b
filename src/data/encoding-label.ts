import { DownhillError } from '../base/errors.js';
import { nearest } from '../base/nearest.js';

/**
 * The label of an encoding as people name it: `cp949`, `windows-1252`, `utf-16` (of either order), else one that the platform's
 * TextDecoder knows. Error: `encoding-unknown`, with the nearest name.
 *
 * @example encodingLabel('MS949') // 'cp949'
 */
export function encodingLabel(encoding: string): string {
  const asked = encoding.trim().toLowerCase();
  const label = Object.hasOwn(ALIASES, asked) ? (ALIASES[asked] as string) : asked;
  if (DECODED_HERE.has(label)) return label;
  try {
    new TextDecoder(label);
    return label;
  } catch {
    const near = nearest(asked, [...KNOWN, ...Object.keys(ALIASES)]);
    throw new DownhillError(
      'encoding-unknown',
      `there is no encoding "${encoding.slice(0, 40)}"`,
      `${near === null ? '' : `did you mean ${near}? `}known are ${KNOWN.join(', ')} and the others of https://encoding.spec.whatwg.org/#names-and-labels`,
      { place: '--encoding', usage: true },
    );
  }
}

/** Other names of encodings than those that the platform knows. */
const ALIASES: Readonly<Record<string, string>> = {
  cp949: 'cp949',
  uhc: 'cp949',
  ms949: 'cp949',
  'windows-949': 'cp949',
  'euc-kr': 'cp949',
  euckr: 'cp949',
  'ks_c_5601-1987': 'cp949',
  korean: 'cp949',
  latin1: 'windows-1252',
  'latin-1': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  cp1252: 'windows-1252',
  'windows-1252': 'windows-1252',
  ascii: 'windows-1252',
  'us-ascii': 'windows-1252',
  ansi: 'windows-1252',
  utf8: 'utf-8',
  'utf-8': 'utf-8',
  'utf-8-sig': 'utf-8',
  'utf8-bom': 'utf-8',
  'utf-8-bom': 'utf-8',
  utf16: 'utf-16',
  'utf-16': 'utf-16',
  unicode: 'utf-16',
  utf16le: 'utf-16le',
  'utf-16-le': 'utf-16le',
  utf16be: 'utf-16be',
  'utf-16-be': 'utf-16be',
  cp932: 'shift_jis',
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
  cp936: 'gb18030',
  cp950: 'big5',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
};

const KNOWN = [
  'utf-8',
  'utf-16',
  'utf-16le',
  'utf-16be',
  'cp949',
  'euc-kr',
  'latin1',
  'windows-1252',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'windows-1250',
  'windows-1251',
  'koi8-r',
  'iso-8859-15',
];

/** Not left to the platform, or not known to it. */
const DECODED_HERE = new Set(['cp949', 'windows-1252', 'utf-16']);
