import { partGroups } from '../part-groups.js';
import type { Post } from '../post.js';
import { regionEnd, regionStart } from '../regions.js';
import { escapeMarkdown } from '../render/escape-markdown.js';
import type { Flavour } from './flavour.js';
import { flavouredMade } from './made.js';
import { flavouredProse } from './prose.js';

/** A whole post in a flavour of Markdown, without front matter. @param titled whether its title stands on top, once. */
export function flavouredBody(post: Post, flavour: Flavour, titled: boolean): string {
  const { title, titleHeading } = post.front;
  const blocks = partGroups(post.parts).map((group) => {
    if (group.kind === 'region')
      return [
        regionStart(group.region),
        ...group.parts.map((part) => flavouredMade(part, flavour)),
        regionEnd(group.region),
      ].join('\n\n');
    const without = !titled && titleHeading !== null && post.parts[titleHeading.part] === group ? titleHeading : null;
    return flavouredProse(group, flavour, without)
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd();
  });
  const head = titled && titleHeading === null ? [`# ${escapeMarkdown(title)}`] : [];
  return `${[...head, ...blocks].filter((block) => block !== '').join('\n\n')}\n`;
}
