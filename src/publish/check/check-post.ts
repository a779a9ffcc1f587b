import type { Files } from '../files.js';
import { overlay } from '../overlay.js';
import type { Rendered } from '../target.js';
import { checkSite } from './check-site.js';
import type { CheckReport } from './report.js';

/**
 * Checks a post before it is written: in the site as it will be, and this post alone.
 * @param site the folder that is published to. A folder that is no site (`html`, `github`, `paste`) is read as it is: addresses are paths in it.
 */
export const checkPost = (site: Files, { post, assets }: Pick<Rendered, 'post' | 'assets'>): Promise<CheckReport> =>
  checkSite(overlay(site, { writes: [...assets, { path: post.path, data: post.text }], removes: [] }), {
    only: [post.path],
    anyFolder: true,
  });
