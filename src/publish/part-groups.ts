import type { Part, Prose } from './post.js';

/** Everything of a post that the machine made. */
export type MadePart = Exclude<Part, Prose>;

/** A stretch of a post: the author's text, or a region with its parts in their order. */
export type PartGroup = Prose | { readonly kind: 'region'; readonly region: string; readonly parts: readonly MadePart[] };

/** Parts in succession with the same name are one region. */
export function partGroups(parts: readonly Part[]): readonly PartGroup[] {
  const groups: PartGroup[] = [];
  let open: { readonly kind: 'region'; readonly region: string; readonly parts: MadePart[] } | null = null;
  for (const part of parts) {
    if (part.kind === 'prose') {
      groups.push(part);
      open = null;
    } else if (open !== null && open.region === part.region) {
      open.parts.push(part);
    } else {
      open = { kind: 'region', region: part.region, parts: [part] };
      groups.push(open);
    }
  }
  return groups;
}
