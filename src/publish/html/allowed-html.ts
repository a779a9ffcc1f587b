import { rasterUri } from './allowed-svg.js';
import { safeDeclarations, styleText } from './style.js';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const HTML_ELEMENTS =
  words(`a abbr b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font h1 h2 h3 h4
  h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr`);

/** Elements whose content is lost with them: programs, and what only makes sense with one. Of others that are not allowed the content stays. */
export const HTML_GONE =
  words(`script style template noscript iframe frame frameset noframes noembed object embed applet audio video canvas button select option optgroup
  datalist textarea input title xmp plaintext listing link meta base param source track portal dialog map area keygen command`);

/** Presentational MathML; the elements that hold text hold nothing but text. */
export const MATH_ELEMENTS =
  words(`math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover munderover mmultiscripts mprescripts
  none mtable mtr mtd menclose semantics`);

const MATH_ATTRIBUTES =
  words(`display mathvariant mathsize mathcolor mathbackground displaystyle scriptlevel stretchy fence separator symmetric largeop movablelimits accent
  accentunder form lspace rspace minsize maxsize linethickness columnalign rowalign columnspacing rowspacing columnlines rowlines frame notation width height
  depth voffset dir intent`);

const ATTRIBUTES =
  words(`title lang dir align valign colspan rowspan scope width height alt border cellpadding cellspacing bgcolor color size face start value type
  reversed open hidden datetime nowrap span abbr role aria-label aria-hidden headers`);

/** An attribute of HTML as it may stay; null where it may not. Ids and classes are the caller's. */
export function htmlAttribute(element: string, name: string, value: string): string | null {
  if (name === 'style') return styleText(safeDeclarations(value)) || null;
  if (name === 'href') return element === 'a' ? safeAddress(value) : null;
  if (name === 'src') return element === 'img' ? rasterUri(value) : null;
  if (name === 'type' && element !== 'ol' && element !== 'ul') return null;
  return ATTRIBUTES.has(name) ? value : null;
}

/** Colours and lengths as they were written before CSS; nothing else in MathML is ours to keep. */
export const mathAttribute = (name: string, value: string): string | null =>
  MATH_ATTRIBUTES.has(name) && /^[\w\s#.%+-]*$/.test(value) ? value : null;

/** An address that a reader may follow: of the web, of mail, or within the page. Control characters, which browsers pass over, do not hide a scheme. */
export function safeAddress(value: string): string | null {
  const address = value
    .replace(/[\0-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+/g, (gap) => (/^ +$/.test(gap) ? '%20' : ''))
    .replace(/^(?:%20)+|(?:%20)+$/g, '');
  return /^(?:https?:\/\/[^/]|mailto:|#)/i.test(address) ? address : null;
}
