import { SaxesParser } from 'saxes';
import { DownhillError } from '../../base/errors.js';
import type { Text } from '../../base/text.js';
import { assetOf, damageOf } from '../assets/asset-of.js';
import { imageType } from '../assets/image-type.js';

/** Why a file of a site is no picture that a browser shows; null for a good one. Its author's own SVG may do what it likes. */
export async function pictureFault(bytes: Uint8Array): Promise<Text | null> {
  if (bytes.length === 0) return { en: 'the file is empty', ko: '빈 파일입니다' };
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 256));
  if (head.startsWith('version https://git-lfs.github.com/spec/'))
    return {
      en: 'this is a pointer of Git LFS, not the picture: the host gets these lines of text',
      ko: '그림이 아니라 Git LFS 포인터입니다. 호스트에는 이 텍스트만 올라갑니다',
    };
  if (/^\s*(?:<!doctype html|<html|<head|<body)/i.test(head))
    return { en: 'this is a page of HTML, saved under a picture’s name', ko: '그림 이름으로 저장된 HTML 페이지입니다' };
  if (imageType(bytes) === 'svg') return svgFault(bytes);
  try {
    await assetOf(bytes, 'picture', '');
  } catch (failure) {
    if (!(failure instanceof DownhillError)) throw failure;
    // Too large to be published anew is not broken.
    if (failure.code === 'image-broken')
      return {
        en: failure.message,
        ko: ['그림 파일이 손상되었습니다', (await damageOf(bytes))?.ko].filter((part) => part !== undefined).join(': '),
      };
    if (failure.code === 'image-unknown')
      return { en: 'this is no kind of picture that browsers show', ko: '브라우저가 보여 줄 수 있는 그림 형식이 아닙니다' };
  }
  return null;
}

/** An SVG in `<img>` is read as XML: one mistake and nothing is shown. */
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
    fault ??= { en: `the SVG is no valid XML: ${message}`, ko: `SVG가 올바른 XML이 아닙니다("${message}")` };
  });
  parser.write(text).close();
  if (fault === null && root !== 'http://www.w3.org/2000/svg svg')
    return { en: 'this is XML, but no SVG (or its xmlns is missing)', ko: 'XML이지만 SVG가 아닙니다(또는 xmlns가 없습니다)' };
  return fault;
}
