import { scalar } from '../site/jekyll-config.js';
import { postPath } from '../site/jekyll-post-path.js';
import type { JekyllSite } from '../site/jekyll-site.js';
import type { Collections } from './jekyll-collections.js';

/** A text that Jekyll makes a page of. */
export interface Document {
  /** Relative to the site's source. */
  readonly path: string;
  readonly kind: 'post' | 'draft' | 'page' | 'document';
  /** Its collection, and its path below the collection's folder. */
  readonly collection: string;
  readonly below: string;
}

const DRAFT = /(?:^|\/)_drafts\/(?:[^/]+\/)*[^/]*\.[^./]+$/;

/** What a file is to Jekyll; null for one that it copies, or leaves alone. */
export function jekyllDocument(path: string, site: JekyllSite, collections: Collections): Document | null {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const markdown = (scalar(site.config.markdown_ext) ?? 'markdown,mkdown,mkdn,mkd,md').split(',').map((one) => one.trim());
  if (!markdown.includes(extension) && !/^html?$/.test(extension)) return null;
  if (postPath(path, site) !== null)
    return { path, kind: 'post', collection: 'posts', below: path.slice(path.lastIndexOf('_posts/') + 7) };
  if (DRAFT.test(path)) return { path, kind: 'draft', collection: 'posts', below: path.slice(path.lastIndexOf('_drafts/') + 8) };
  const [top = '', ...rest] = path.split('/');
  if (!top.startsWith('_')) return { path, kind: 'page', collection: '', below: path };
  const name = top.slice(1);
  return collections.get(name)?.output === true ? { path, kind: 'document', collection: name, below: rest.join('/') } : null;
}
