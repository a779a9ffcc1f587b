import type { Files } from '../files.js';
import type { CheckedPost, CheckedSite } from './checked-site.js';
import { withoutEntities } from './entities.js';
import { frontBlock } from './front-block.js';
import { isHtml, withoutCarried } from './html-page.js';
import { escapedAddress } from './hugo-evaluate.js';
import { walk } from './walk.js';

/** A folder that is shown as it is: a repository's README, a page with its pictures. */
export async function readPlainFolder(files: Files): Promise<CheckedSite> {
  const sources = await walk(files, new Set());
  const posts: CheckedPost[] = [];
  for (const path of sources.keys()) {
    if (!/\.(?:md|markdown|html)$/i.test(path)) continue;
    const written = new TextDecoder('utf-8', { ignoreBOM: true }).decode((await files.read(path)) ?? new Uint8Array());
    const isPage = isHtml(path);
    // Megabytes of pictures are looked at one page at a time.
    const text = isPage ? withoutCarried(written) : written;
    const front = isPage ? null : frontBlock(text);
    const address = `/${path}`;
    posts.push({
      path,
      text,
      bodyStart: front?.bodyStart ?? 0,
      values: front?.values ?? {},
      broken: front?.broken ?? null,
      dated: false,
      shown: true,
      address,
      pages: [{ name: 'post', address, until: text.length }],
      templated: false,
    });
  }
  const relative = (path: string, post: CheckedPost): string =>
    '../'.repeat(post.path.split('/').length - 1) + escapedAddress(path.slice(1));
  return {
    kind: 'folder',
    templates: null,
    frontBroken: (reason) => ({
      en: `the front matter cannot be read (${reason.en})`,
      ko: `머리말(front matter)을 읽을 수 없습니다(${reason.ko})`,
    }),
    origin: '',
    baseurl: '',
    files,
    root: '',
    published: new Map([...sources.keys()].map((path) => [`/${path}`, path])),
    sources,
    posts,
    rules: { spaces: false, html: true },
    tags: { own: new Set(), plugins: [] },
    sourcesOf: (path) => [path.replace(/^\/+/, '')],
    leftOut: () => null,
    mayExist: () => true,
    evaluate: ({ written, syntax }) =>
      syntax === 'html' || syntax === 'srcset' ? withoutEntities(written) : withoutEntities(written).replace(/\\/g, '%5C'),
    write: (path, _, post) => relative(path, post),
    // Relative is the only way that works there.
    bundled: () => true,
    destination: '',
    plugins: [],
    assetFolder: () => ({ folder: 'assets', address: '/assets' }),
  };
}
