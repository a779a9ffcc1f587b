import { flavouredBody } from '../flavour/flavoured-body.js';
import { githubFlavour } from '../flavour/github-flavour.js';
import { pictureFiles } from '../render/picture-files.js';
import type { Target } from '../target.js';

/** Markdown for a folder of a repository on GitHub, its pictures beside it. Front matter would be shown as a table there: the title is a heading. */
export const github: Target = {
  name: 'github',
  title: { en: 'Markdown for a repository on GitHub', ko: 'GitHub 저장소의 Markdown' },
  folder: { en: 'a folder of the repository', ko: '저장소의 폴더' },
  makesFolder: true,
  needsDate: false,
  next: (folder, { post }) => ({
    en: `What is left: commit ${folder}/${post} with its pictures and push.`,
    ko: `남은 일: ${folder}/${post}와 그림을 커밋하고 푸시하세요.`,
  }),
  render: async (post, { slug, assetSlug }) => {
    const { address, files } = pictureFiles(`images/${assetSlug}`);
    const text = flavouredBody(post, githubFlavour(address), true);
    const name = /(?:^|[/\\])readme\.(?:md|markdown)$/i.test(post.source) ? 'README' : slug;
    return { post: { path: `${name}.md`, text }, assets: files(), address: null };
  },
};
