import type { PlannedFile } from '../files.js';
import type { Note } from '../note.js';
import { type PictureFiles, pictureFiles } from '../render/picture-files.js';

/**
 * The folder of a post with its pictures (Hugo's page bundle).
 *
 * An address of a picture is asked for by a shortcode when the site is built, because nothing else is right everywhere: an address relative to the post
 * breaks on lists, in feeds and with `uglyURLs`; one from the site's root breaks where the site is built with another `baseURL`, as GitHub's own workflow
 * does; `relref` differs between versions. See docs/decisions/hugo-pictures.md.
 *
 * @param suffix of the post's file: `.ko`, or nothing.
 */
export function bundle(folder: string, suffix: string): PictureFiles {
  const { address, files } = pictureFiles(folder, '');
  if (suffix === '') return { address: (asset) => shortcode(address(asset)), files };
  // Of a page in a further language alone Hugo wants pictures that are named like it, and versions differ in what it calls them then.
  return {
    address: (asset) => shortcode(address(asset).replace(/\.(?=[^.]*$)/, '.*')),
    files: () => files().map(({ path, data }) => ({ path: path.replace(/(?=\.[^.]*$)/, suffix), data })),
  };
}

/** Between backticks, as Hugo takes values too: the address stands between double quotes. */
const shortcode = (name: string): string => `{{< downhill/file \`${name}\` >}}`;

/**
 * The shortcodes that posts of downhill use: the same bytes for every post of a site, for ever (what must change gets another name), and without a line
 * end, which Git would change on Windows. The second form of `file` is for feeds, whose readers know no site that an address could belong to.
 */
export const shortcodeFiles = (layoutFolder: string, text: string): readonly PlannedFile[] =>
  SHORTCODES.filter(({ path }) => text.includes(`{{< downhill/${path.replace(/\..*$/, '')} `)).map(({ path, data }) => ({
    path: `${layoutFolder}/shortcodes/downhill/${path}`,
    data,
  }));

const file = (address: string): string =>
  `{{- with .Page.Resources.GetMatch (.Get 0) }}{{ .${address} }}{{ else }}{{ warnf "%s: there is no picture %s" .Position (.Get 0) }}{{ end -}}`;
const SHORTCODES = [
  { path: 'file.html', data: file('RelPermalink') },
  { path: 'file.rss.xml', data: file('Permalink') },
  { path: 'html.html', data: '{{- .Inner -}}' },
];

/** A site that forbids HTML in Markdown gets a shortcode that shows some: its owner should know. */
export const htmlShortcode = (place: string): Note => ({
  code: 'html-shortcode',
  severity: 'note',
  message: {
    en: 'the site leaves out HTML in Markdown: what needs HTML (formulas, pictures, tables, outputs) is shown by a shortcode that downhill adds',
    ko: '이 사이트는 Markdown 속 HTML을 지웁니다. 수식, 그림, 표, 출력은 downhill이 추가하는 숏코드로 보여 줍니다',
  },
  place,
  advice: {
    en: 'whoever may write posts of the site may use it too',
    ko: '이 사이트에 글을 쓸 수 있는 사람은 누구나 이 숏코드를 쓸 수 있습니다',
  },
});
