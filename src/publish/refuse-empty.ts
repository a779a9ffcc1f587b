import { DownhillError } from '../base/errors.js';
import type { Post } from './post.js';

/** @throws DownhillError `empty-post` for a document that has nothing to show but its title: front matter alone, a notebook whose cells are all empty or hidden. */
export function refuseEmpty({ source, front, parts }: Post): void {
  if (parts.some((part) => part.kind !== 'prose' || part.text.trim() !== '')) return;
  const [prose] = parts;
  const why = front.text === null ? 'nothing in it is to be shown' : 'it ends with its front matter';
  throw new DownhillError(
    'empty-post',
    `${source} has no text: ${why}, and a post of it would be an empty page`,
    front.text === null
      ? 'write something into it, or show what is hidden in it'
      : 'write the text below the line that ends the front matter',
    { place: prose?.kind === 'prose' ? prose.place(0) : source },
  );
}
