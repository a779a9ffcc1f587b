// Writes src/figure/font-metrics.ts from the fonts that are shipped for PNG: which characters they have, and how wide the usual ones are.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = (name) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
const regular = readFont(join(root('pretendard'), 'dist/public/static/Pretendard-Regular.otf'));
const semibold = readFont(join(root('pretendard'), 'dist/public/static/Pretendard-SemiBold.otf'));
const maths = readFont(join(root('katex'), 'dist/fonts/KaTeX_Main-Regular.ttf'));

// Widths are kept where labels live; Hangul, kana and fullwidth forms have one width each and need no table.
const MEASURED = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x370, 0x3ff],
  [0x400, 0x45f],
  [0x2010, 0x203a],
  [0x2070, 0x209c],
  [0x2190, 0x21ff],
  [0x2200, 0x22ff],
  [0x2308, 0x230b],
  [0x25a0, 0x25ff],
  [0x27e8, 0x27fa],
];

const both = new Set([...regular.keys()].filter((code) => semibold.has(code)));
const covered = [...new Set([...both, ...maths.keys()])].filter((code) => code >= 0x20 && !isPrivate(code)).sort((a, b) => a - b);
const blocks = MEASURED.flatMap(([first, last]) => blocksOf(first, last));
const hangul = regular.get(0xac00);
if ([...both].some((code) => code >= 0xac00 && code <= 0xd7a3 && regular.get(code) !== hangul))
  throw new Error('Hangul widths differ');

writeFileSync(
  'src/figure/font-metrics.ts',
  `// Written by scripts/fonts.mjs from Pretendard (Regular, SemiBold) and KaTeX_Main. Widths are in thousandths of the font size.

/** Characters that at least one shipped font has, in both weights: inclusive ranges of code points, hexadecimal. */
export const COVERED =
  '${ranges(covered)}';

/** Hangul syllables are all equally wide. */
export const HANGUL_WIDTH = ${hangul};

/** Runs of neighbouring characters: the first code point, then the widths in each weight. */
export const WIDTHS: readonly { readonly first: number; readonly regular: string; readonly semibold: string }[] = [
${blocks.map((b) => `  {\n    first: 0x${b.first.toString(16)},\n    regular:\n      '${b.regular.join(' ')}',\n    semibold:\n      '${b.semibold.join(' ')}',\n  },`).join('\n')}
];
`,
);

/** Unbroken runs of covered characters between two code points. */
function blocksOf(first, last) {
  const blocks = [];
  for (let code = first; code <= last; code++) {
    const width = both.has(code)
      ? [regular.get(code), semibold.get(code)]
      : maths.has(code)
        ? [maths.get(code), maths.get(code)]
        : null;
    if (width === null) continue;
    const open = blocks.at(-1);
    const block = open && open.first + open.regular.length === code ? open : { first: code, regular: [], semibold: [] };
    if (block !== open) blocks.push(block);
    block.regular.push(width[0]);
    block.semibold.push(width[1]);
  }
  return blocks;
}

function ranges(codes) {
  const found = [];
  for (const code of codes) {
    const last = found.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else found.push([code, code]);
  }
  return found.map(([a, b]) => (a === b ? a.toString(16) : `${a.toString(16)}-${b.toString(16)}`)).join(' ');
}

/** Pretendard keeps its interface icons in the private use areas. */
function isPrivate(code) {
  return (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000;
}

/** Code point → advance width. OpenType: head.unitsPerEm, cmap formats 12 and 4, hmtx. */
function readFont(path) {
  const data = readFileSync(path);
  const tables = new Map();
  for (let i = 0; i < data.readUInt16BE(4); i++) {
    const at = 12 + 16 * i;
    tables.set(data.toString('latin1', at, at + 4), data.readUInt32BE(at + 8));
  }
  const unitsPerEm = data.readUInt16BE(tables.get('head') + 18);
  const metrics = data.readUInt16BE(tables.get('hhea') + 34);
  const width = (glyph) =>
    Math.round((1000 * data.readUInt16BE(tables.get('hmtx') + 4 * Math.min(glyph, metrics - 1))) / unitsPerEm);
  return new Map(
    [...readCharacterMap(data, tables.get('cmap'))].filter(([, glyph]) => glyph > 0).map(([code, glyph]) => [code, width(glyph)]),
  );
}

function readCharacterMap(data, cmap) {
  const subtables = [];
  for (let i = 0; i < data.readUInt16BE(cmap + 2); i++) subtables.push(cmap + data.readUInt32BE(cmap + 8 + 8 * i));
  const of = (format) => subtables.find((at) => data.readUInt16BE(at) === format);
  const full = of(12);
  return full === undefined ? readFormat4(data, of(4)) : readFormat12(data, full);
}

function readFormat12(data, at) {
  const glyphs = new Map();
  for (let i = 0; i < data.readUInt32BE(at + 12); i++) {
    const group = at + 16 + 12 * i;
    const [first, last, glyph] = [0, 4, 8].map((offset) => data.readUInt32BE(group + offset));
    for (let code = first; code <= last; code++) glyphs.set(code, glyph + code - first);
  }
  return glyphs;
}

function readFormat4(data, at) {
  const glyphs = new Map();
  const twice = data.readUInt16BE(at + 6);
  for (let i = 0; i < twice; i += 2) {
    const last = data.readUInt16BE(at + 14 + i);
    const first = data.readUInt16BE(at + 16 + twice + i);
    const delta = data.readUInt16BE(at + 16 + 2 * twice + i);
    const offsetAt = at + 16 + 3 * twice + i;
    const offset = data.readUInt16BE(offsetAt);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph = offset === 0 ? code : data.readUInt16BE(offsetAt + offset + 2 * (code - first));
      if (glyph !== 0) glyphs.set(code, (glyph + delta) & 0xffff);
    }
  }
  return glyphs;
}
