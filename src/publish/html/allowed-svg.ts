import { safeDeclarations, styleText } from './style.js';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * Elements of SVG that draw. Not among them: `script`, `foreignObject`, `a`, `feImage`, and `title`, `desc`, `style` and `metadata`, which only a file may have: inside of HTML
 * the first two hold HTML again (the way in of most mutation attacks), and a style would reach the whole page.
 */
export const SVG_ELEMENTS =
  words(`svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath linearGradient radialGradient stop clipPath
  mask pattern marker image switch filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
  feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
  feSpecularLighting feSpotLight feTile feTurbulence animate animateTransform animateMotion mpath set`);

/** Elements whose content is lost with them; of others that are not allowed the content stays. */
export const SVG_GONE = words(
  'script foreignObject style metadata title desc handler listener iframe audio video canvas animateColor',
);

const ATTRIBUTES =
  words(`x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points width height viewBox preserveAspectRatio transform gradientTransform gradientUnits
  patternTransform patternUnits patternContentUnits clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY
  orient offset spreadMethod pathLength dx dy rotate textLength lengthAdjust startOffset method spacing role lang xml:space xml:lang version opacity fill
  fill-opacity fill-rule stroke stroke-opacity stroke-width stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit paint-order
  vector-effect clip-path clip-rule mask filter marker-start marker-mid marker-end stop-color stop-opacity flood-color flood-opacity lighting-color color
  font-family font-size font-style font-variant font-weight font-stretch text-anchor text-decoration dominant-baseline alignment-baseline baseline-shift
  writing-mode letter-spacing word-spacing text-rendering shape-rendering image-rendering color-interpolation color-interpolation-filters visibility display
  overflow transform-origin aria-label aria-hidden aria-labelledby aria-describedby in in2 result type values tableValues slope intercept amplitude exponent
  mode operator k1 k2 k3 k4 stdDeviation edgeMode order kernelMatrix divisor bias targetX targetY preserveAlpha surfaceScale diffuseConstant
  specularConstant specularExponent scale xChannelSelector yChannelSelector azimuth elevation z pointsAtX pointsAtY pointsAtZ limitingConeAngle radius
  baseFrequency numOctaves seed stitchTiles filterUnits primitiveUnits attributeName attributeType begin dur end min max restart repeatCount repeatDur
  calcMode keyTimes keySplines keyPoints from to by additive accumulate path media`);

/** An animation that has nothing to change goes whole: its values say what was meant. */
export const isIdle = (name: string, attributes: ReadonlyMap<string, string>): boolean =>
  /^(?:set|animate|animateTransform)$/.test(name) &&
  svgAttribute(name, 'attributeName', attributes.get('attributeName') ?? '') === null;

/** Attributes that an animation may change: never an address, a handler or a whole style. */
const isAnimated = (name: string): boolean => ATTRIBUTES.has(name) && !/^(?:attribute|begin|end$)/.test(name);

/**
 * An attribute of SVG as it may stay; null where it may not. Ids and classes are the caller's.
 * @param element name of the element.
 */
export function svgAttribute(element: string, name: string, value: string): string | null {
  if (name === 'style') return styleText(safeDeclarations(value, true)) || null;
  if (name === 'href') return element === 'image' ? rasterUri(value) : /^\s*#[^\s#]+\s*$/.test(value) ? value.trim() : null;
  if (!ATTRIBUTES.has(name)) return null;
  if (name === 'attributeName') return isAnimated(value.trim()) ? value.trim() : null;
  // An animation starts by the clock, not by events of other elements.
  if ((name === 'begin' || name === 'end') && !/^[\d\s.;:+smh-]*$|^indefinite$/.test(value)) return null;
  const outside = value.replace(/url\(\s*(["']?)#[\w.:-]+\1\s*\)/g, '');
  return /url|image|src\s*\(|expression|script:|data:|\\|\/\*/i.test(outside) &&
    !/^(?:font-family|aria-label|result|in2?)$/.test(name)
    ? null
    : value;
}

/** The address of a picture that carries its own bytes, in a type that holds no script; null for every other. */
export function rasterUri(value: string): string | null {
  const found = /^\s*data:image\/(png|jpe?g|gif|webp|avif|bmp)\s*;\s*base64\s*,([A-Za-z0-9+/=\s]+)$/i.exec(value);
  return found === null
    ? null
    : `data:image/${(found[1] as string).toLowerCase()};base64,${(found[2] as string).replace(/\s+/g, '')}`;
}
