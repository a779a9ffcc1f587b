/** One `property: value` of CSS that passed. */
export interface Declaration {
  readonly property: string;
  readonly value: string;
}

/**
 * The declarations of a style that neither ask for anything from outside nor leave their place in the page.
 *
 * A value is let through by what it may be made of, never by what it must not hold: words, numbers, quoted names, and the functions below. So `url(…)`,
 * `expression(…)`, escapes (`\75rl`) and whatever CSS will learn next stay out. Duplicates stay: the last one counts, as in CSS.
 *
 * @param drawn of SVG: its properties too, and `url(#…)` to its own parts.
 */
export function safeDeclarations(style: string, drawn = false): readonly Declaration[] {
  return withoutComments(style)
    .split(';')
    .flatMap((text) => {
      const colon = text.indexOf(':');
      const property = text.slice(0, Math.max(0, colon)).trim().toLowerCase();
      const value = text
        .slice(colon + 1)
        .replace(/!\s*important\s*$/i, '')
        .trim()
        .replace(/\s+/g, ' ');
      return isSafe(property, value, drawn) ? [{ property, value }] : [];
    });
}

/** As the value of `style`; later declarations of a property replace earlier ones. */
export const styleText = (declarations: readonly Declaration[]): string => {
  const last = new Map<string, string>();
  for (const { property, value } of declarations) {
    last.delete(property);
    last.set(property, value);
  }
  return [...last].map(([property, value]) => `${property}: ${value}`).join('; ');
};

/** An unclosed comment runs to the end, as in CSS. */
export const withoutComments = (css: string): string => css.replace(/\/\*(?:[\s\S]*?\*\/|[\s\S]*$)/g, ' ');

function isSafe(property: string, value: string, drawn: boolean): boolean {
  const known = PAGE.has(property) || SIDES.test(property) || (drawn && DRAWN.has(property));
  if (!known || value === '' || value.length > 500) return false;
  const plain = drawn ? value.replace(/url\(\s*(["']?)#[\w.:-]+\1\s*\)/g, ' ') : value;
  // Quoted names of fonts: letters of any script, nothing that could end the attribute or start a function.
  const bare = plain.replace(/"[\p{L}\p{N} _.,-]*"|'[\p{L}\p{N} _.,-]*'/gu, ' ');
  if (!/^[\w\s#%.,+*/()-]*$/.test(bare)) return false;
  for (const [, name] of bare.matchAll(/([\w-]*)\s*\(/g))
    if (name !== '' && !FUNCTIONS.has((name as string).toLowerCase())) return false;
  if (NEVER_NEGATIVE.test(property) && /(?:^|[\s(,])-/.test(bare)) return false;
  return property !== 'display' || !/contents/.test(bare);
}

const NEVER_NEGATIVE = /^(?:margin|text-indent|letter-spacing|word-spacing)/;
const SIDES = /^(?:margin|padding|border)(?:-(?:top|right|bottom|left))?(?:-(?:width|style|color))?$/;

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const PAGE =
  words(`color background background-color font font-family font-size font-style font-variant font-weight text-align text-align-last text-decoration
  text-decoration-color text-decoration-line text-decoration-style text-indent text-transform text-overflow vertical-align white-space word-break overflow-wrap
  word-wrap line-height letter-spacing word-spacing width height min-width max-width min-height max-height border-collapse border-spacing border-radius display
  overflow overflow-x overflow-y float clear opacity list-style-type table-layout caption-side flex flex-direction flex-wrap flex-grow flex-shrink flex-basis
  justify-content align-items align-self gap box-sizing direction aspect-ratio object-fit tab-size`);

const DRAWN =
  words(`fill fill-opacity fill-rule stroke stroke-opacity stroke-width stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
  stroke-miterlimit paint-order vector-effect clip-path clip-rule mask filter marker marker-start marker-mid marker-end stop-color stop-opacity flood-color
  flood-opacity lighting-color text-anchor dominant-baseline alignment-baseline baseline-shift writing-mode text-rendering shape-rendering image-rendering
  color-interpolation color-interpolation-filters color-rendering visibility transform transform-origin transform-box mix-blend-mode isolation font-stretch
  font-size-adjust font-kerning animation animation-name animation-duration animation-delay animation-iteration-count animation-timing-function animation-fill-mode
  animation-direction offset-distance stroke-alignment text-orientation unicode-bidi d r cx cy rx ry x y`);

const FUNCTIONS =
  words(`rgb rgba hsl hsla hwb lab lch oklab oklch calc min max clamp linear-gradient radial-gradient conic-gradient repeating-linear-gradient
  translate translatex translatey scale scalex scaley rotate skewx skewy matrix cubic-bezier steps blur brightness contrast drop-shadow grayscale`);
