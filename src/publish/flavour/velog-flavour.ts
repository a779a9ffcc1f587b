import type { Lang } from '../../base/text.js';
import type { Picture } from '../asset.js';
import { escapeMarkdown } from '../render/escape-markdown.js';
import type { Flavour } from './flavour.js';
import { withoutBars } from './without-bars.js';

/** Markdown as Velog shows it: formulas between dollars by KaTeX, no folding, no alerts. */
export const velogFlavour = (picture: (picture: Picture) => string, lang: Lang): Flavour => ({
  picture,
  math: (tex, display, { alone }) => {
    if (display && alone !== null)
      return ['$$', ...tex.split(/\r?\n/).filter((line) => line.trim() !== ''), '$$'].join(`\n${alone}`);
    const line = withoutBars(tex.replace(/\s+/g, ' ').trim());
    return `$${display ? `\\displaystyle ${line}` : line}$`;
  },
  dollar: '\\$',
  aside: (text, tone) => `> **${TONE[tone][lang]}** ${text}`,
  details: (summary, code) => `**${escapeMarkdown(summary)}**\n\n${code}`,
});

const TONE = {
  note: { en: 'Note.', ko: '참고' },
  warning: { en: 'Warning.', ko: '주의' },
  error: { en: 'Error.', ko: '오류' },
} as const;
