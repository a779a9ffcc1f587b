import katex from 'katex';
import type { Text } from '../../base/text.js';
import { forKatex } from './for-katex.js';
import { plainMathml } from './plain-mathml.js';

/** A formula for a page: it needs no script, no font and no style of the site. */
export interface MathHtml {
  /** One `<math>` on one line, or `<code>` with the TeX where it cannot be read. It holds no character that a Markdown reader acts on. */
  readonly html: string;
  /** Why the TeX cannot be read, in KaTeX's words, which are English; null where it can. */
  readonly error: Text | null;
}

/** What takes KaTeX longer than anyone waits. */
const MOST_CHARACTERS = 20_000;

/**
 * TeX as MathML, by KaTeX, without its TeX annotation: in a feed or a reader that knows no MathML it would be shown twice.
 * @param tex without delimiters; a whole environment is fine.
 * @example mathml('x^2', false).html // '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>'
 */
export function mathml(tex: string, display: boolean): MathHtml {
  if (tex.length > MOST_CHARACTERS)
    return {
      html: asCode(tex),
      error: { en: `a formula of ${tex.length} characters is too long`, ko: `${tex.length}자로 너무 깁니다` },
    };
  try {
    const html = katex.renderToString(forKatex(tex), {
      displayMode: display,
      output: 'mathml',
      throwOnError: true,
      strict: false,
      trust: false,
      maxSize: 50,
      maxExpand: 1000,
    });
    return { html: plainMathml(html), error: null };
  } catch (error) {
    // Deep nesting ends in a RangeError.
    const message = error instanceof Error ? error.message : String(error);
    const words = message
      .replace(/^KaTeX parse error: /, '')
      .replace(/\u0332/g, '')
      .slice(0, 200);
    return { html: asCode(tex), error: { en: words, ko: `KaTeX의 메시지는 "${words}"` } };
  }
}

const asCode = (tex: string): string => `<code>${escapeAll(tex)}</code>`;

/** Every character that HTML or Markdown, Liquid or a shortcode could act on, as a reference. */
const escapeAll = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[&<>"'*_|{}[\]\\$`~^!#:]/g, (character) => `&#${character.charCodeAt(0)};`);
