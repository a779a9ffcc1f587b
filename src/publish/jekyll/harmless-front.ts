import { stringify } from 'yaml';
import type { Front, Post } from '../post.js';

/**
 * Front matter that may come from anybody, as a notebook's does, so that themes, which print a title or an excerpt as HTML, print no tag: `<` before what could be one
 * becomes `‹`. What leads away from the page is left out. Of a post in which the site's author wrote prose it stays as it is.
 */
export function harmlessFront({ front, parts }: Post): Front {
  if (parts.some((part) => part.kind === 'prose' && part.trusted)) return front;
  const { redirect_to: _, redirect_from: __, ...rest } = front.values;
  const values = harmless(rest) as Record<string, unknown>;
  const same = JSON.stringify(values) === JSON.stringify(front.values);
  const text = same || front.text === null ? front.text : stringify(values);
  return { ...front, text, values, title: harmless(front.title) as string };
}

function harmless(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/<(?=[a-zA-Z/!?])/g, '‹');
  if (Array.isArray(value)) return value.map(harmless);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [harmless(key), harmless(each)]));
}
