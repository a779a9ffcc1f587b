import { DownhillError } from '../../base/errors.js';
import type { Asset, Picture } from '../asset.js';
import type { PlannedFile } from '../files.js';
import { bodyPieces } from '../jekyll/body.js';
import { hasDarkPages } from '../jekyll/dark-pages.js';
import { escapeLiquid } from '../jekyll/escape-liquid.js';
import { frontMatter } from '../jekyll/front-matter.js';
import { harmlessFront } from '../jekyll/harmless-front.js';
import { inlineMath } from '../jekyll/inert-math.js';
import { liquidScope } from '../jekyll/liquid-scope.js';
import { pictureFilter } from '../jekyll/picture-filter.js';
import { postHabits } from '../jekyll/post-habits.js';
import { mathml } from '../markdown/mathml.js';
import { assetName } from '../render/asset-name.js';
import { unread } from '../render/formula.js';
import { pictureHtml } from '../render/picture-html.js';
import { withoutControls } from '../render/printable.js';
import { jekyllAddress } from '../site/jekyll-address.js';
import { type JekyllSite, readJekyllSite } from '../site/jekyll-site.js';
import type { Target, TargetContext } from '../target.js';

/** A post of a Jekyll site: `_posts/2022-07-15-name.md`, its pictures below `assets/downhill/`. */
export const jekyll: Target = {
  name: 'jekyll',
  title: { en: 'Jekyll site', ko: 'Jekyll 사이트' },
  folder: { en: 'the folder of the site, with _config.yml in it', ko: '_config.yml이 있는 사이트 폴더' },
  makesFolder: false,
  needsDate: true,
  next: (folder, { address }) => ({
    en: `To see it: run "bundle exec jekyll serve" in ${folder} and open ${address ?? 'the site'} there.`,
    ko: `미리 보기: ${folder} 폴더에서 bundle exec jekyll serve를 실행하고 ${address === null ? '사이트를' : `${address} 주소를`} 여세요.`,
  }),
  render: async (given, context) => {
    const post = { ...given, front: harmlessFront(given) };
    const { date, site: files, slug, note } = context;
    if (date === null)
      throw new DownhillError(
        'date-missing',
        `${post.source} has no date, and a Jekyll post needs one`,
        'give it with --date 2022-07-15',
      );
    const site = await readJekyllSite(files);
    const habits = await postHabits(site, files);
    const relative = `${site.posts.slice(site.source === '' ? 0 : site.source.length + 1)}/${date.day}-${slug}.${habits.extension}`;
    const defaults = site.defaults(relative, 'posts');
    const assets = assetsOf(site, await pictureFilter(site, files), context);
    const math = (tex: string, display: boolean, place: string): string => {
      const { html, error } = mathml(tex, display);
      if (error !== null) note(unread(error, place));
      return inlineMath(html, display && error === null);
    };
    const dark = await hasDarkPages(site, files);
    const picture = (shown: Picture): string => pictureHtml(dark ? shown : lightOnly(shown), assets.url);
    const liquidRead = post.front.values.render_with_liquid !== false && defaults.render_with_liquid !== false;
    const kramdown = site.markdown === 'kramdown';
    const fence = site.fence;
    const body = bodyPieces(
      post,
      { picture, math, kramdown, note, fence, liquid: liquidRead ? await liquidScope(post, site, files) : null },
      { picture, math, idPrefix: context.assetSlug, closed: kramdown && site.readsBlockHtml, fence },
    );
    const hasExcerpt =
      site.excerptSeparator.trim() !== '' &&
      post.parts.some((part) => part.kind === 'prose' && part.text.includes(site.excerptSeparator));
    const head = frontMatter(post, {
      site,
      date,
      defaults,
      layout: habits.layout,
      hasExcerpt,
      formerAddresses: context.formerAddresses ?? [],
      note,
    });
    return {
      post: {
        path: site.source === '' ? relative : `${site.source}/${relative}`,
        text: head + withoutControls(escapeLiquid(body)),
      },
      assets: assets.files(),
      address: jekyllAddress(site, { name: slug, date, values: { ...defaults, ...post.front.values } }),
    };
  },
};

const lightOnly = ({ dark: _, darkVector: __, ...picture }: Picture): Picture => picture;

/** Gives pictures their addresses and remembers their files. @throws DownhillError `assets-excluded`. */
function assetsOf(
  site: JekyllSite,
  filter: string,
  { assetSlug, site: { name } }: TargetContext,
): { url: (asset: Asset) => string; files: () => PlannedFile[] } {
  const written = new Map<string, Uint8Array>();
  return {
    url: (asset) => {
      const path = `assets/downhill/${assetSlug}/${assetName(asset)}`;
      if (site.excluded(path))
        throw new DownhillError(
          'assets-excluded',
          `${name}: the site's configuration excludes ${path}, so no picture would be shown`,
          'add "include: [assets]" to _config.yml',
        );
      written.set(path, asset.data);
      return `{{ '/${path}' | ${filter} }}`;
    },
    files: () => [...written].map(([path, data]) => ({ path: site.source === '' ? path : `${site.source}/${path}`, data })),
  };
}
