import type { Asset } from '../asset.js';
import { escapeHtml } from '../render/escape-html.js';
import type { Flavour } from './flavour.js';
import { githubMath } from './github-math.js';
import { githubPicture } from './github-picture.js';

/** Markdown as GitHub shows it. @param address of an asset, ready to stand in an attribute and in Markdown. */
export const githubFlavour = (address: (asset: Asset) => string): Flavour => ({
  picture: (picture) => githubPicture(picture, address),
  math: githubMath,
  dollar: '<span>$</span>',
  aside: (text, tone) => `> [!${ALERT[tone]}]\n> ${text}`,
  details: (summary, code) => `<details>\n<summary>${escapeHtml(summary)}</summary>\n\n${code}\n\n</details>`,
});

const ALERT = { note: 'NOTE', warning: 'WARNING', error: 'CAUTION' } as const;
