import type { Lang } from '../../base/text.js';

/** Characters of an output that a post shows at most. */
export const MOST_OUTPUT = 200_000;

/**
 * A long text with a line in its middle that says how much is left out; the beginning and the end are what people look at.
 *
 * @param most characters that stay, ≥ 2. A pair of surrogates is not split.
 */
export function cutText(text: string, lang: Lang, most = MOST_OUTPUT): string {
  if (text.length <= most) return text;
  const head = whole(text.slice(0, Math.floor(0.8 * most)));
  const tail = text.slice(text.length - Math.floor(0.2 * most)).replace(/^[\udc00-\udfff]/, '');
  const left = text.length - head.length - tail.length;
  const grouped = String(left).replace(/\B(?=(\d{3})+$)/g, ',');
  const words = { en: `${grouped} characters left out`, ko: `${grouped}자 생략` }[lang];
  return `${head}\n… ${words} …\n${tail}`;
}

const whole = (text: string): string => text.replace(/[\ud800-\udbff]$/, '');
