import { describe, expect, test } from 'vitest';
import { decodeKorean, looksKorean } from '../../src/data/korean.js';
import { readTable } from '../../src/data/read.js';
import { cells, codes, errorOf, hex, names, utf8 } from './bytes.js';

// The bytes were made by Python's codecs.
const TEXTS = {
  utf8Bom: 'efbbbfeab0802c790a312c320a',
  cp949: 'bdc3b0a32c8c63b9e620a1c6430a312c322e350a',
  utf16le: 'dcc204ac2c0020b629bc2000b00043000a0031002c0032002e0035000a00',
  utf16be: 'c2dcac04002cb620bc29002000b00043000a0031002c0032002e0035000a',
};
const file = (digits: string, encoding?: string) =>
  readTable(hex(digits), { source: 'data.csv', ...(encoding === undefined ? {} : { encoding }) });

describe('encodings', () => {
  test('UTF-8 with a byte order mark is read without it and without a note', () => {
    const table = file(TEXTS.utf8Bom);
    expect(names(table)).toEqual(['가', 'y']);
    expect(codes(table)).toEqual([]);
  });

  test.each([
    ['CP949 with a syllable outside EUC-KR (똠)', TEXTS.cp949, 'CP949'],
    ['UTF-16 LE with a mark', `fffe${TEXTS.utf16le}`, 'UTF-16 LE'],
    ['UTF-16 BE with a mark', `feff${TEXTS.utf16be}`, 'UTF-16 BE'],
    ['UTF-16 LE without a mark', TEXTS.utf16le, 'UTF-16 LE'],
    ['UTF-16 BE without a mark', TEXTS.utf16be, 'UTF-16 BE'],
  ])('%s is found out, with a note', (_, digits, name) => {
    const table = file(digits);
    expect(names(table)[0]).toBe('시간');
    expect(names(table)[1]).toMatch(/^똠방 [°℃]C?$|^똠방 °C$/);
    expect(table.columns.get('시간')?.cells).toEqual(['1']);
    expect(table.notes.map((note) => [note.code, note.detail])).toEqual([['encoding', name]]);
  });

  test.each(['cp949', 'CP949', 'euc-kr', 'windows-949', 'ks_c_5601-1987'])('the encoding %s can be named', (encoding) => {
    const table = file(TEXTS.cp949, encoding);
    expect(names(table)).toEqual(['시간', '똠방 °C']);
    expect(codes(table)).toEqual([]);
  });

  test.each([
    ['utf-16', `fffe${TEXTS.utf16le}`],
    ['utf-16', TEXTS.utf16be],
    ['utf-16le', TEXTS.utf16le],
    ['utf-16be', `feff${TEXTS.utf16be}`],
    ['utf-8', TEXTS.utf8Bom],
    ['utf8', TEXTS.utf8Bom],
  ])('the encoding %s can be named for %s', (encoding, digits) => {
    expect(names(file(digits, encoding))[0]).toMatch(/^(시간|가)$/);
  });

  test('Western text whose bytes pass for CP949 is not read as Korean: °C, µs, Größe', () => {
    // 'Größe;T [°C]\n1,5;2\n' and 't (µs),U [µV]\n1,2\n' in latin-1.
    const size = file('4772f6df653b54205bb0435d0a312c353b320a');
    expect(names(size)).toEqual(['Größe', 'T [°C]']);
    expect(size.notes[0]?.detail).toBe('windows-1252');
    expect(names(file('742028b573292c55205bb5565d0a312c320a'))).toEqual(['t (µs)', 'U [µV]']);
  });

  test('the euro sign of windows-1252 is read (0x80), also when named latin1', () => {
    expect(
      names(readTable(Uint8Array.of(0x80, 0x2c, 0x79, 0x0a, 0x31, 0x2c, 0x32), { source: 'a.csv', encoding: 'latin1' })),
    ).toEqual(['€', 'y']);
  });

  test('shift_jis is read when named', () => {
    expect(names(file('8e9e8ad42c790a312c320a', 'shift_jis'))).toEqual(['時間', 'y']);
  });

  test('an unknown encoding names the nearest, as a usage error', () => {
    const error = errorOf(() => file(TEXTS.cp949, 'cp94'));
    expect([error.code, error.usage, error.place]).toEqual(['encoding-unknown', true, '--encoding']);
    expect(error.advice).toMatch(/^did you mean cp949\?/);
  });

  test('a named encoding that does not fit names the line', () => {
    const error = errorOf(() =>
      readTable(Uint8Array.of(...utf8('x,y\n1,2\n'), 0xff, 0x0a), { source: 'data.csv', encoding: 'utf-8' }),
    );
    expect([error.code, error.place]).toEqual(['encoding-mismatch', 'data.csv:3']);
  });

  test('column names are NFC: a name that macOS wrote decomposed is found as it is typed', () => {
    const table = readTable(utf8(`${'온도'.normalize('NFD')},y\n1,2\n`), { source: 'data.csv' });
    expect(cells(table, '온도')).toEqual(['1']);
  });
});

describe('CP949', () => {
  test('all 11,172 syllables have a code of their own, in the three parts of the plane', () => {
    const seen = new Set<string>();
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x41; trail <= 0xfe; trail++) {
        const text = decodeKorean(Uint8Array.of(lead, trail));
        if (text !== null && text.length === 1 && text >= '가' && text <= '힣') seen.add(text);
      }
    }
    expect(seen.size).toBe(11_172);
  });

  test.each([
    ['8c63', '똠'],
    ['94ee', '뷁'],
    ['c652', '힣'],
    ['bc84', '펲'],
    ['8141', '갂'],
    ['a1c9', '℃'],
    ['a2e6', '€'],
    ['a7ae', '㎜'],
  ])('%s is %s, as Python says', (digits, character) => {
    expect(decodeKorean(hex(digits))).toBe(character);
  });

  test.each(['80', 'ff', 'c9a1', 'fea1', '8130', 'b0'])('%s is nothing', (digits) => {
    expect(decodeKorean(hex(digits))).toBeNull();
  });

  test('Korean names with symbols look Korean, Western accents do not', () => {
    expect(looksKorean(hex('bdc3b0a33bb1e6c0cc28a7ae29'))).toBe(true);
    expect(looksKorean(hex('4772f6df653b54205bb0435d'))).toBe(false);
  });
});
