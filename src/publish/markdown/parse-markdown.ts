import type { Definition, Image, Link, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Where the address of a link, a picture or a definition stands: without `<` and `>`, without its title. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

declare module 'mdast' {
  interface Data {
    address?: Stretch;
  }
}

/**
 * Reads Markdown (CommonMark 0.31 with GitHub's tables, footnotes, tasks, strikethrough and bare addresses). Offsets are those of `text`, in UTF-16
 * code units; a node that holds an address carries its stretch in `data.address`.
 */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(unmarked(text), {
    extensions: [gfm()],
    mdastExtensions: [
      gfmFromMarkdown(),
      { enter: { resourceDestinationString: remember, definitionDestinationString: remember } },
    ],
  });
}

/** A byte order mark would be dropped and move all offsets. */
const unmarked = (text: string): string => (text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text);

type Enter = NonNullable<
  Exclude<NonNullable<NonNullable<Parameters<typeof fromMarkdown>[1]>['mdastExtensions']>[number], unknown[]>['enter']
>[string];

const remember: Enter = function (token) {
  const node = this.stack[this.stack.length - 1] as Link | Image | Definition;
  node.data = { ...node.data, address: { start: token.start.offset, end: token.end.offset } };
  this.buffer();
};
