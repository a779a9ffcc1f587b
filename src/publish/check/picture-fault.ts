import { SaxesParser } from 'saxes';
import type { Text } from '../../base/text.js';

/** Why a file is no picture that a browser can show; null for a good one, and for kinds that are not looked into. */
export function pictureFault(bytes: Uint8Array): Text | null {
  if (bytes.length === 0) return { en: 'the file is empty', ko: '빈 파일입니다' };
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 256));
  if (head.startsWith('version https://git-lfs.github.com/spec/'))
    return {
      en: 'this is a pointer of Git LFS, not the picture: the host gets these lines of text',
      ko: '그림이 아니라 Git LFS 포인터입니다. 호스트에는 이 텍스트만 올라갑니다',
    };
  for (const [magic, fault] of KINDS) if (magic.test(head)) return fault(bytes);
  if (/^\s*(?:<!doctype html|<html|<head|<body)/i.test(head))
    return { en: 'this is a page of HTML, saved under a picture’s name', ko: '그림 이름으로 저장된 HTML 페이지입니다' };
  return /^\s*(?:\xEF\xBB\xBF)?\s*</.test(head) ? svgFault(bytes) : { en: 'this is no kind of picture that browsers show', ko: '브라우저가 보여 줄 수 있는 그림 형식이 아닙니다' };
}

const CUT: Text = { en: 'the file ends too early: part of it is missing', ko: '파일이 중간에 잘렸습니다' };
const fine = (): null => null;

const KINDS: readonly (readonly [RegExp, (bytes: Uint8Array) => Text | null])[] = [
  [/^\x89PNG\r\n\x1a\n/, pngFault],
  [/^\xff\xd8\xff/, jpegFault],
  [/^GIF8[79]a/, (bytes) => (bytes.subarray(13).includes(0x3b) ? null : CUT)],
  [/^RIFF[\s\S]{4}WEBP/, (bytes) => (word(bytes, 4, true) + 8 > bytes.length ? CUT : null)],
  [/^[\s\S]{4}ftyp(?:avif|avis|heic|mif1)/, fine],
  [/^BM/, fine],
  [/^\0\0[\x01\x02]\0/, fine],
  [/^(?:II\*\0|MM\0\*)/, () => ({ en: 'this is a TIFF: browsers do not show it', ko: 'TIFF 파일이라 브라우저에서 보이지 않습니다' })],
];

const word = (bytes: Uint8Array, at: number, little = false): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, little);

/** PNG 1.2, chapter 3: chunks up to IEND, each with its checksum. */
function pngFault(bytes: Uint8Array): Text | null {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = word(bytes, at);
    if (at + 12 + length > bytes.length) return CUT;
    if (crc(bytes.subarray(at + 4, at + 8 + length)) !== word(bytes, at + 8 + length))
      return { en: 'the file is damaged: a checksum does not fit', ko: '파일이 손상되었습니다. 체크섬이 맞지 않습니다' };
    // IEND.
    if (word(bytes, at + 4) === 0x49454e44) return null;
    at += 12 + length;
  }
  return CUT;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) c = (TABLE[(c ^ (bytes[i] as number)) & 255] as number) ^ (c >>> 8);
  return ~c >>> 0;
}

/** ITU T.81, annex B: segments up to the scan, and the marker at the end; what cameras append is left. */
function jpegFault(bytes: Uint8Array): Text | null {
  for (let at = bytes.length - 2; at > 2; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return null;
  return CUT;
}

function svgFault(bytes: Uint8Array): Text | null {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { en: 'the SVG is not UTF-8', ko: 'SVG가 UTF-8이 아닙니다' };
  }
  const parser = new SaxesParser({ xmlns: true });
  let root: string | null = null;
  let fault: Text | null = null;
  parser.on('opentag', ({ local, uri }) => {
    root ??= `${uri} ${local}`;
  });
  parser.on('error', ({ message }) => {
    fault ??= { en: `the SVG is no valid XML: ${message}`, ko: `SVG가 올바른 XML이 아닙니다: ${message}` };
  });
  parser.write(text).close();
  if (fault === null && root !== 'http://www.w3.org/2000/svg svg')
    return { en: 'this is XML, but no SVG (or its xmlns is missing)', ko: 'XML이지만 SVG가 아닙니다(또는 xmlns가 없습니다)' };
  return fault;
}
