import type { Lang } from '../../base/text.js';
import { escapeLine } from '../render/escape-html.js';
import { STYLE } from './style.js';

/** What stands around the text of a page. */
export interface Page {
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  /** Plain text under the title: who and when; empty for none. */
  readonly byline: string;
  /** For machines; null where no date is known. */
  readonly published: string | null;
  readonly body: string;
}

/**
 * A whole page of HTML. The policy in it keeps a browser from running a script or asking for anything, even if the body held either.
 *
 * @param page its `body` is HTML; all else is plain text.
 */
export function pageDocument({ lang, title, description, byline, published, body }: Page): string {
  const time = published === null ? '' : `<meta property="article:published_time" content="${escapeLine(published)}">\n`;
  const about = description === '' ? '' : `<meta name="description" content="${escapeLine(description)}">\n`;
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeLine(title)}</title>
${about}${time}<style>
${STYLE}
</style>
</head>
<body>
<main>
<article>
<header>
<h1>${escapeLine(title)}</h1>
${byline === '' ? '' : `<p>${escapeLine(byline)}</p>\n`}</header>
${body}
</article>
</main>
</body>
</html>
`;
}

const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
