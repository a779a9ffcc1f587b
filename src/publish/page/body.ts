import { cleanTags } from '../html/clean-tags.js';
import { HeadingIds } from '../markdown/heading-ids.js';
import { proseHtml } from '../markdown/prose-html.js';
import { definitionsOf } from '../markdown/shared-definitions.js';
import type { Note } from '../note.js';
import { type MadePart, partGroups } from '../part-groups.js';
import type { Post, Prose } from '../post.js';
import { regionEnd, regionStart } from '../regions.js';
import { escapeHtml } from '../render/escape-html.js';
import { formula } from '../render/formula.js';
import { figureHtml, missingHtml } from '../render/picture-html.js';
import { asideHtml, preHtml } from '../render/pre-html.js';
import { prefixedIds } from '../render/prefixed-ids.js';
import { printable } from '../render/printable.js';
import { tableHtml } from '../render/table.js';
import type { Carried } from './carried.js';
import { codeHtml } from './code-html.js';
import { withoutStretch } from './without-stretch.js';

/** A post as the HTML of a page that stands alone. What cannot be in such a page (scripts, frames) is left out of the author's HTML too. */
export function pageBody(post: Post, picture: Carried['picture'], note: (note: Note) => void): string {
  const { titleHeading } = post.front;
  const headings = new HeadingIds();
  // The cells of a notebook know nothing of each other.
  const definitions = definitionsOf(
    post.parts.filter((part) => part.kind === 'prose' && part.trusted).map((part) => harmless(part as Prose)),
  );
  const blocks = partGroups(post.parts).map((group, i) => {
    if (group.kind === 'region') {
      const parts = group.parts.map((part, at) => made(part, `${group.region}-${at + 1}`, post.source, picture, note));
      return `${regionStart(group.region)}\n<div class="cell">\n${parts.join('\n')}\n</div>\n${regionEnd(group.region)}`;
    }
    const prose = titleHeading !== null && post.parts[titleHeading.part] === group ? withoutStretch(group, titleHeading) : group;
    return proseHtml(harmless(prose), {
      headings,
      ...(prose.trusted ? { definitions } : {}),
      lang: post.lang,
      prefix: `part-${i}-`,
      picture,
      missing: missingHtml,
      math: (tex, display) => formula(tex, display, post.source, note),
      code: (value, language, block) => (block ? codeBlock(value, language) : `<code>${escapeHtml(value)}</code>`),
    });
  });
  return blocks.filter((block) => block.trim() !== '').join('\n');
}

function made(part: MadePart, prefix: string, source: string, picture: Carried['picture'], note: (note: Note) => void): string {
  switch (part.kind) {
    case 'code':
      return codeBlock(part.value, part.language);
    case 'text':
      return preHtml(part.value, part.tone);
    case 'html':
      return `<div class="scroll">\n${prefixedIds(part.html.trim(), prefix)}\n</div>`;
    case 'picture':
      return figureHtml(picture(part.picture), part.caption);
    case 'math':
      return formula(part.tex, true, `${source}, ${part.region}`, note);
    case 'table':
      return tableHtml(part);
    case 'aside':
      return asideHtml(part.text, part.tone);
    case 'details':
      return `<details>\n<summary>${escapeHtml(part.summary)}</summary>\n${codeBlock(part.value, part.language)}\n</details>`;
  }
}

/** Code can be scrolled with the keyboard too. */
function codeBlock(value: string, language: string | null): string {
  const code = printable(value).replace(/\n$/, '');
  const name = language === null ? '' : ` class="language-${escapeHtml(language)}"`;
  return `<pre tabindex="0"><code${name}>${codeHtml(code, language)}\n</code></pre>`;
}

/** An author may write scripts; a page that asks for nothing and runs nothing has no use for them. */
const harmless = (prose: Prose): Prose =>
  prose.trusted
    ? {
        ...prose,
        trusted: false,
        spans: prose.spans.map((span) => (span.kind === 'html' ? { ...span, html: cleanTags(span.html) } : span)),
      }
    : prose;
