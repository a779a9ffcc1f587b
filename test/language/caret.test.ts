import { describe, expect, it } from 'vitest';
import { caret } from '../../src/language/index.js';

const at = (text: string, start: number, end: number): string[] => caret({ text, start, end }).split('\n');

describe('caret', () => {
  it('stands under the span, as wide as it', () => {
    expect(at('y ~ a*sinn(x)', 6, 10)).toEqual(['y ~ a*sinn(x)', '      ^^^^']);
  });

  it('stands once under an empty span and after the end', () => {
    expect(at('a +', 3, 3)).toEqual(['a +', '   ^']);
    expect(at('', 0, 0)).toEqual(['', '^']);
  });

  it('counts two columns for Hangul and emoji, none for combining marks and the later parts of a decomposed syllable', () => {
    expect(at('데이터 + 절편 x', 6, 8)).toEqual(['데이터 + 절편 x', '         ^^^^']);
    const decomposed = '데'.normalize('NFD');
    expect(at(`${decomposed} + x`, decomposed.length + 3, decomposed.length + 4)[1]).toBe('     ^');
    expect(at('😀 e\u0301 x', 6, 7)[1]).toBe('     ^');
    expect(at('（x', 1, 2)[1]).toBe('  ^');
  });

  it('shows tabs as one blank, and controls, lone surrogates and marks of direction as a replacement character', () => {
    expect(at('a\tb c', 4, 5)).toEqual(['a b c', '    ^']);
    expect(at('a\u0000\u202e\ud800b', 4, 5)).toEqual(['a���b', '    ^']);
  });

  it('shows only the line where the span begins, and marks no further than its end', () => {
    expect(at('y ~ a +\n  b c\n+ d', 12, 17)).toEqual(['  b c', '    ^']);
    expect(at('a\r\nb', 3, 4)).toEqual(['b', '^']);
  });

  it('cuts a long line to 78 columns around the span, with … for what is left out', () => {
    const [line, mark] = at(`${'a+'.repeat(500)}?${'+b'.repeat(500)}`, 1000, 1001) as [string, string];
    expect(line).toHaveLength(78);
    expect(line[mark.indexOf('^')]).toBe('?');
    expect([line[0], line[77]]).toEqual(['…', '…']);
    const [first, begin] = at(`?${'+b'.repeat(500)}`, 0, 1) as [string, string];
    expect([first[0], first[first.length - 1], begin]).toEqual(['?', '…', '^']);
    const [last, end] = at(`${'a+'.repeat(500)}?`, 1000, 1001) as [string, string];
    expect([last[0], last[end.indexOf('^')]]).toEqual(['…', '?']);
  });

  it('cuts a long span', () => {
    const [line, mark] = at('x'.repeat(1000), 0, 1000) as [string, string];
    expect(mark.length).toBeLessThanOrEqual(78);
    expect(line.length).toBeLessThanOrEqual(79);
  });

  it('keeps offsets outside the text inside it', () => {
    expect(at('ab', -5, 99)).toEqual(['ab', '^^']);
  });
});
