import { fixed } from './path.js';
import { dataUri, encodePng } from './png.js';
import type { GroupMark, LineMark, Mark, PathMark, PointsMark, RasterMark, RectMark, Scene, TextMark } from './scene.js';
import { frameTimes, textFrames } from './svg-animation.js';
import { symbolPath } from './symbols.js';
import { INK } from './theme.js';

/** Pretendard is what PNGs are drawn with; the others are what systems with Hangul have. */
const FONT_FAMILY = "Pretendard, 'Apple SD Gothic Neo', 'Noto Sans KR', 'Malgun Gothic', system-ui, sans-serif";

/** Firefox leaves pairs of letters unkerned in text with Hangul, digits too, unless it is told to: the widths that texts were placed by have them kerned. */
const KERNING = 'font-kerning:normal';

/**
 * The scene as an SVG document: text, accessible (`<title>`, `<desc>`, `role="img"`, `lang`), safe for any user text, and fit to stand in
 * one page with others: ids come from the content.
 *
 * @throws RangeError when a number of the scene is not finite.
 */
export function svg(scene: Scene): string {
  const writer: Writer = { scene, clip: '@clip@' };
  const body = scene.marks.map((mark) => element(mark, writer)).join('\n');
  const { plot, width, height } = scene;
  const clip =
    plot && body.includes(writer.clip)
      ? `<clipPath id="${writer.clip}"><rect x="${fixed(plot.x)}" y="${fixed(plot.y)}" width="${fixed(plot.width)}" height="${fixed(plot.height)}"/></clipPath>\n`
      : '';
  const still = scene.animation ? STILL : '';
  const content = `<title id="@title@">${escapeXml(scene.title)}</title>
<desc id="@desc@">${escapeXml(scene.description)}</desc>
${still}${clip}<rect width="${fixed(width)}" height="${fixed(height)}" fill="${scene.background}"/>
${body}
</svg>
`;
  const name = `dh${hash(content)}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${fixed(width)}" height="${fixed(height)}" viewBox="0 0 ${fixed(width)} ${fixed(height)}" role="img" ` +
    `aria-labelledby="${name}t ${name}d" lang="${scene.lang}" font-family="${FONT_FAMILY}" style="${KERNING}" fill="${INK}">\n` +
    content
      .replaceAll('"@title@"', `"${name}t"`)
      .replaceAll('"@desc@"', `"${name}d"`)
      .replaceAll('@clip@"', `${name}c"`)
      .replaceAll('url(#@clip@)', `url(#${name}c)`)
  );
}

/** Text for XML 1.0 content and attributes. Control characters, which XML forbids, are left out; broken surrogates become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\t\n\r]+/g, ' ')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[&<>"'@]/g, (character) => ESCAPES[character] as string);
}

// `@` marks places to be filled; escaped, no user text can hold one.
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '@': '&#64;',
};

/** SMIL knows no media queries, so there are two versions of what moves. */
const STILL = `<style>.still{display:none}@media (prefers-reduced-motion:reduce){.moving{display:none}.still{display:inline}}</style>\n`;

interface Writer {
  readonly scene: Scene;
  readonly clip: string;
}

const element = (mark: Mark, writer: Writer): string => {
  const write = WRITERS[mark.kind] as (mark: Mark, writer: Writer) => string;
  return write(mark, writer);
};

const WRITERS: { readonly [kind in Mark['kind']]: (mark: Extract<Mark, { kind: kind }>, writer: Writer) => string } = {
  group: (mark: GroupMark, writer) => `<g${style(mark, writer)}>\n${mark.marks.map((m) => element(m, writer)).join('\n')}\n</g>`,
  line: (mark: LineMark, writer) =>
    `<line x1="${fixed(mark.x1)}" y1="${fixed(mark.y1)}" x2="${fixed(mark.x2)}" y2="${fixed(mark.y2)}"${style(mark, writer)}/>`,
  rect: (mark: RectMark, writer) =>
    `<rect x="${fixed(mark.x)}" y="${fixed(mark.y)}" width="${fixed(mark.width)}" height="${fixed(mark.height)}"${mark.radius === undefined ? '' : ` rx="${fixed(mark.radius)}"`}${style(mark, writer)}/>`,
  points: (mark: PointsMark, writer) => points(mark, writer),
  path: (mark: PathMark, writer) => path(mark, writer),
  text: (mark: TextMark, writer) => text(mark, writer),
  raster: (mark: RasterMark, writer) =>
    `<image x="${fixed(mark.x)}" y="${fixed(mark.y)}" width="${fixed(mark.width)}" height="${fixed(mark.height)}" preserveAspectRatio="none" image-rendering="pixelated"${style(mark, writer)} href="${dataUri(encodePng(mark.columns, mark.rows, mark.pixels))}"/>`,
};

/** Above, single elements cost more than they help. */
const MOST_ELEMENTS = 2000;

function points(mark: PointsMark, writer: Writer): string {
  const { xs, ys, radius, symbol } = mark;
  const each = (draw: (x: number, y: number) => string): string => Array.from(xs, (x, i) => draw(x, ys[i] as number)).join('');
  const { opacity, ...opaque } = mark;
  // Not `opacity`: where symbols lie on each other it has to become darker.
  const see = opacity === undefined || opacity === 1 ? '' : ` fill-opacity="${fixed(opacity)}"`;
  if (symbol === 'circle' && xs.length <= MOST_ELEMENTS)
    return `<g${style(opaque, writer)}${see}>${each((x, y) => `\n<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${fixed(radius)}"/>`)}\n</g>`;
  if (symbol === 'circle' && mark.stroke === undefined) {
    // A piece of no length with a round end is a dot: the shortest text for one.
    const { fill, ...rest } = mark;
    const dots = { ...rest, fill: 'none', ...(fill === undefined ? {} : { stroke: fill }), strokeWidth: 2 * radius, round: true };
    return `<path d="${each((x, y) => `M${fixed(x)} ${fixed(y)}h0`)}"${style(dots, writer)}/>`;
  }
  if (xs.length <= MOST_ELEMENTS)
    return `<g${style(opaque, writer)}${see}>${each((x, y) => `\n<path d="${symbolPath(symbol, x, y, radius)}"/>`)}\n</g>`;
  return `<path d="${each((x, y) => symbolPath(symbol, x, y, radius))}"${style(mark, writer)}/>`;
}

function path(mark: PathMark, writer: Writer): string {
  const own = `${style({ ...mark, fill: mark.fill ?? 'none' }, writer)}`;
  const still = (name: string): string => `<path${name} d="${mark.d}"${own}/>`;
  const { frames } = mark;
  const { animation } = writer.scene;
  if (frames === undefined || animation === undefined) return still('');
  // Browsers glide only between paths of the same commands.
  const commands = new Set(frames.map((d) => d.replace(/[^A-Za-z]/g, '')));
  const mode = commands.size === 1 ? 'linear' : 'discrete';
  const animate = `<animate attributeName="d" dur="${fixed(animation.seconds + animation.hold)}s" repeatCount="indefinite" calcMode="${mode}" keyTimes="${frameTimes(animation).join(';')}" values="${[...frames, mark.d].join(';')}"/>`;
  return `<path class="moving" d="${mark.d}"${own}>${animate}</path>\n${still(' class="still"')}`;
}

function text(mark: TextMark, writer: Writer): string {
  const { x, y, size, weight, anchor, rotate, halo } = mark;
  const place =
    rotate === undefined
      ? `x="${fixed(x)}" y="${fixed(y)}"`
      : `transform="translate(${fixed(x)} ${fixed(y)}) rotate(${fixed(rotate)})"`;
  const letters =
    ` font-size="${fixed(size)}"` +
    (weight === 600 ? ' font-weight="600"' : '') +
    (anchor === undefined || anchor === 'start' ? '' : ` text-anchor="${anchor}"`) +
    (halo === undefined ? '' : ` stroke="${halo}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"`);
  const still = (name: string): string => `<text${name} ${place}${letters}${style(mark, writer)}>${escapeXml(mark.text)}</text>`;
  const { animation } = writer.scene;
  if (mark.frames === undefined || animation === undefined) return still('');
  const moving = textFrames(
    mark.frames,
    animation,
    (content, attributes, child) =>
      `<text${attributes} ${place}${letters}${style(mark, writer)}>${escapeXml(content)}${child}</text>`,
  );
  return `<g class="moving">\n${moving.join('\n')}\n</g>\n${still(' class="still"')}`;
}

type Style = Omit<Extract<Mark, { kind: 'group' }>, 'kind' | 'marks'>;

function style(mark: Style, { clip }: Writer): string {
  const { fill, stroke, strokeWidth, opacity, dash, round } = mark;
  return [
    fill === undefined ? '' : ` fill="${fill}"`,
    stroke === undefined ? '' : ` stroke="${stroke}"`,
    strokeWidth === undefined ? '' : ` stroke-width="${fixed(strokeWidth)}"`,
    round ? ' stroke-linecap="round" stroke-linejoin="round"' : '',
    dash === undefined || dash.length === 0 ? '' : ` stroke-dasharray="${dash.map(fixed).join(' ')}"`,
    opacity === undefined || opacity === 1 ? '' : ` opacity="${fixed(opacity)}"`,
    mark.clip ? ` clip-path="url(#${clip})"` : '',
  ].join('');
}

/** FNV-1a over two lanes: 64 bits as letters and digits. */
function hash(content: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < content.length; i++) {
    const unit = content.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return [a, b].map((lane) => (lane >>> 0).toString(36)).join('');
}
