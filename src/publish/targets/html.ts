import type { Target } from '../target.js';

/** One page that carries everything in itself. */
export const html: Target = {
  name: 'html',
  title: { en: 'a page that carries everything in itself', ko: '모든 것을 담은 한 페이지' },
  folder: { en: 'a folder', ko: '폴더' },
  makesFolder: true,
  needsDate: false,
  render: () => Promise.reject(new Error('not yet')),
};
