import { pageBody } from '../page/body.js';
import { carried } from '../page/carried.js';
import { dayText } from '../page/day-text.js';
import { pageDocument } from '../page/document.js';
import { leftElsewhere } from '../page/left-elsewhere.js';
import { selfContained } from '../page/self-contained.js';
import { dateText } from '../post-date.js';
import type { Target } from '../target.js';

/** One page that carries everything in itself. */
export const html: Target = {
  name: 'html',
  title: { en: 'a page that carries everything in itself', ko: '모든 것을 담은 한 페이지' },
  folder: { en: 'a folder', ko: '폴더' },
  makesFolder: true,
  needsDate: false,
  next: (folder, { post }) => ({
    en: `To see it: open ${folder}/${post} in a browser; with --watch it follows the writing.`,
    ko: `미리 보기: 브라우저에서 ${folder}/${post} 파일을 여세요. --watch를 붙이면 쓰는 대로 바뀝니다.`,
  }),
  render: async (post, { date, slug, note }) => {
    const { title, excerpt, values } = post.front;
    const author = typeof values.author === 'string' ? values.author : '';
    const { picture, fill } = carried();
    const body = selfContained(pageBody(post, picture, note), (address) => note(leftElsewhere(address, post.source)));
    const text = pageDocument({
      lang: post.lang,
      title,
      description: excerpt,
      byline: [author, date === null ? '' : dayText(date, post.lang)].filter((each) => each !== '').join(' · '),
      published: date === null ? null : dateText(date),
      body,
    });
    return { post: { path: `${slug}.html`, text: fill(text) }, assets: [], address: `${slug}.html` };
  },
};
