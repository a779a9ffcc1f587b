import type { Text } from '../../base/text.js';
import type { CellContext } from './cell-context.js';
import { type Fields, textField } from './fields.js';

/** What plays in a notebook and in no post: as a form of its own, or in HTML. */
const MEDIA: readonly { readonly type: RegExp; readonly element: RegExp; readonly name: Text; readonly advice: Text }[] = [
  {
    type: /^video\//,
    element: /<video[\s>]/i,
    name: { en: 'a video', ko: '동영상' },
    advice: {
      en: 'save it as an animated GIF, which the post shows (matplotlib: animation.save("a.gif", writer="pillow")), or link to where it can be seen',
      ko: '글에 보이는 움직이는 GIF로 저장하거나(matplotlib: animation.save("a.gif", writer="pillow")) 동영상이 있는 주소를 링크로 넣으세요',
    },
  },
  {
    type: /^audio\//,
    element: /<audio[\s>]/i,
    name: { en: 'a sound', ko: '소리' },
    advice: { en: 'link to where it can be heard', ko: '들을 수 있는 주소를 링크로 넣으세요' },
  },
];

/** Tells of a video or a sound in an output, which is left out. @returns whether there is one. */
export function tellOfMedia(data: Fields, place: string, { reader }: Pick<CellContext, 'reader'>): boolean {
  const html = textField(data, 'text/html') ?? '';
  const found = MEDIA.find(({ type, element }) => Object.keys(data).some((key) => type.test(key)) || element.test(html));
  if (found === undefined) return false;
  const { name, advice } = found;
  reader.note({
    code: 'media-left-out',
    severity: 'warning',
    place,
    message: {
      en: `the output plays ${name.en}, which is left out of the post`,
      ko: `출력에 ${name.ko} 재생기가 있는데 글에는 넣지 않았습니다`,
    },
    advice,
  });
  return true;
}
