import type { Picture } from '../asset.js';
import { flavouredBody } from '../flavour/flavoured-body.js';
import { velogFlavour } from '../flavour/velog-flavour.js';
import { checklist } from '../paste/checklist.js';
import { pastePictures } from '../paste/paste-pictures.js';
import { picturesInOrder } from '../paste/pictures-in-order.js';
import { richHtml } from '../paste/rich-html.js';
import type { Post } from '../post.js';
import { escapeLine } from '../render/escape-html.js';
import { escapeMarkdown } from '../render/escape-markdown.js';
import { formula } from '../render/formula.js';
import type { Target } from '../target.js';

/** Texts to be pasted where nobody can upload a post: Markdown for Velog, HTML for Tistory, a page to copy for Medium, and what is left to do by hand. */
export const paste: Target = {
  name: 'paste',
  title: { en: 'texts to paste into Velog, Tistory and Medium', ko: 'Velog, 티스토리, Medium에 붙여 넣을 글' },
  folder: { en: 'a folder', ko: '폴더' },
  makesFolder: true,
  needsDate: false,
  next: (folder, { post }) => ({
    en: `Next: ${folder}/${post.replace(/\.md$/, '-checklist.md')} says step by step what to paste where.`,
    ko: `다음: ${folder}/${post.replace(/\.md$/, '-checklist.md')} 파일의 순서대로 붙여 넣으세요.`,
  }),
  render: async (post, { slug, assetSlug, baseUrl, note }) => {
    const folder = `images/${assetSlug}`;
    const pictures = pastePictures(folder, baseUrl, note);
    for (const { picture, below } of picturesInOrder(post)) pictures.place(picture, below);
    const inMarkdown = (picture: Picture): string => {
      const { name, alt } = pictures.place(picture, '');
      return `![${escapeMarkdown(alt)}](${pictures.address(name) ?? `UPLOAD:${name}`})`;
    };
    const inHtml = (picture: Picture): string => {
      const { number, name, alt } = pictures.place(picture, '');
      const address = pictures.address(name);
      const words = { en: `[${number}: ${name}]`, ko: `[그림 ${number}: ${name}]` }[post.lang];
      return address === null
        ? `<strong>${escapeLine(words)}</strong>`
        : `<img src="${escapeLine(address)}" alt="${escapeLine(alt)}" width="${Math.max(1, Math.round(picture.width))}">`;
    };
    const math = (tex: string, display: boolean): string => formula(tex, display, post.source, note);
    const page = (body: string): string => `<meta charset="utf-8">\n${body}\n`;
    const rich = richHtml(post, { picture: inHtml, math, tables: true });
    const [markdown, html, medium] = [`${slug}.md`, `${slug}.html`, `${slug}-medium.html`] as const;
    const list = {
      title: post.front.title,
      markdown,
      html,
      medium,
      folder,
      pictures: pictures.placed(),
      served: baseUrl,
      formulas: formulasOf(post),
      tables: rich.split('<table').length - 1,
    };
    return {
      post: { path: markdown, text: flavouredBody(post, velogFlavour(inMarkdown, post.lang), false) },
      assets: [
        ...pictures.files(),
        { path: html, data: page(rich) },
        { path: medium, data: page(richHtml(post, { picture: inHtml, math: null, tables: false })) },
        { path: `${slug}-checklist.md`, data: checklist(list, post.lang) },
      ],
      address: null,
    };
  },
};

const formulasOf = ({ parts }: Post): number =>
  parts.reduce((sum, part) => {
    if (part.kind === 'prose') return sum + part.spans.filter(({ kind }) => kind === 'math').length;
    return sum + (part.kind === 'math' ? 1 : 0);
  }, 0);
