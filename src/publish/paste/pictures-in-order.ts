import type { Picture } from '../asset.js';
import type { Post } from '../post.js';
import { headingAbove, headingsAbove } from './headings.js';

/** All pictures of a post in its order, each with the heading above it. */
export function picturesInOrder(post: Post): readonly { readonly picture: Picture; readonly below: string }[] {
  const above = headingsAbove(post);
  return post.parts.flatMap((part, i) => {
    const before = above[i] as string;
    if (part.kind === 'picture') return [{ picture: part.picture, below: before }];
    if (part.kind !== 'prose') return [];
    return part.spans.flatMap((span) =>
      span.kind === 'picture' ? [{ picture: span.picture, below: headingAbove(part, span.start, before) }] : [],
    );
  });
}
