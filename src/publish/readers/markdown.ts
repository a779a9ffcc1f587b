import type { Reader } from '../reader.js';

/** A post in Markdown, with front matter or without. */
export const markdown: Reader = {
  name: 'markdown',
  title: { en: 'Markdown', ko: 'Markdown' },
  rank: 3,
  reads: ({ path }) => /\.(?:md|markdown|mdown|mkd)$/i.test(path),
  read: () => Promise.reject(new Error('not yet')),
};
