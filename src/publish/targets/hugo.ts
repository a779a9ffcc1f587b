import { bundle, htmlShortcode, shortcodeFiles } from '../hugo/bundle.js';
import { hugoFront } from '../hugo/front.js';
import { hugoMade } from '../hugo/made.js';
import { hugoProse } from '../hugo/prose.js';
import type { HugoWriting } from '../hugo/writing.js';
import { partGroups } from '../part-groups.js';
import type { Post } from '../post.js';
import { regionEnd, regionStart } from '../regions.js';
import { hugoAddress, usesSlug } from '../site/hugo-address.js';
import { setting } from '../site/hugo-config.js';
import { readHugoSite } from '../site/hugo-site.js';
import type { Target } from '../target.js';

/** A post of a Hugo site: a folder with the text and its pictures. */
export const hugo: Target = {
  name: 'hugo',
  title: { en: 'a post of a Hugo site', ko: 'Hugo 사이트의 글' },
  folder: { en: 'the folder of the site: hugo.toml stands in it', ko: 'hugo.toml이 있는 사이트 폴더' },
  makesFolder: false,
  needsDate: true,
  next: (folder, { address }) => ({
    en: `To see it: run "hugo server" in ${folder} and open ${address ?? 'the site'} there.`,
    ko: `미리 보기: ${folder} 폴더에서 hugo server를 실행하고 ${address === null ? '사이트를' : `${address} 주소를`} 여세요.`,
  }),
  render: async (post, { site: files, date, slug, assetSlug, formerAddresses = [], note }) => {
    const { values } = post.front;
    const site = await readHugoSite(files, text(values.lang) ?? text(values.language));
    const folder = `${site.contentFolder}/${site.section}/${slug}`;
    const { address, files: pictures } = bundle(folder, site.fileSuffix);
    const unsafe = setting(site.config, 'markup.goldmark.renderer.unsafe') === true;
    const body = bodyOf(post, site.shortcodes, { unsafe, emoji: site.emoji, idPrefix: assetSlug, address, note });
    const named = text(values.slug) ?? (usesSlug(site.section, site.config) ? slug : null);
    const markdown = text(setting(site.config, 'markup.defaultMarkdownHandler'));
    const front = hugoFront(post, {
      date,
      formerAddresses,
      otherMarkdown: markdown === 'goldmark' ? null : markdown,
      slug: named,
      hasZone: text(setting(site.config, 'timeZone')) !== null,
      note,
    });
    const page = { section: site.section, folder: slug, title: post.front.title, slug: named, url: text(values.url), date };
    const at = hugoAddress(page, site.config);
    const shared = shortcodeFiles(site.layoutFolder, body);
    const html = shared.find(({ path }) => path.endsWith('/html.html'));
    if (!unsafe && html !== undefined && (await files.read(html.path)) === null) note(htmlShortcode(html.path));
    return {
      post: { path: `${folder}/index${site.fileSuffix}.md`, text: `${front}${body}` },
      assets: [...pictures(), ...shared],
      address: at === null ? null : `/${site.addressPrefix}${at}`,
    };
  },
};

function bodyOf(post: Post, shortcodes: Parameters<typeof hugoProse>[2], writing: HugoWriting): string {
  const { titleHeading } = post.front;
  const blocks = partGroups(post.parts).map((group) => {
    if (group.kind === 'region') {
      const parts = group.parts.map((part) => hugoMade(part, post.source, writing));
      return [regionStart(group.region), ...parts, regionEnd(group.region)].join('\n\n');
    }
    const skipped = titleHeading !== null && post.parts[titleHeading.part] === group ? titleHeading : null;
    return hugoProse(group, skipped, shortcodes, writing)
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd();
  });
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
