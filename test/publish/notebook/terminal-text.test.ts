import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText } from '../../../src/publish/notebook/cut-text.js';
import { terminalText } from '../../../src/publish/notebook/terminal-text.js';

const ESC = '\u001b';

describe('terminalText', () => {
  it('leaves no escape sequence: colours, 24-bit colours, 8-bit CSI, OSC titles and links, DCS, character sets, unfinished ones', () => {
    for (const [written, left] of [
      [`${ESC}[1;31mred${ESC}[0m`, 'red'],
      [`${ESC}[38;2;255;100;0mx${ESC}[39;49m`, 'x'],
      [`${ESC}[4:3mx${ESC}[m`, 'x'],
      ['\u009b31mred\u009b0m', 'red'],
      [`${ESC}]0;title\u0007x`, 'x'],
      [`${ESC}]8;;https://example.org${ESC}\\link${ESC}]8;;${ESC}\\`, 'link'],
      [`${ESC}]8;;https://example.org\u009clink`, 'link'],
      [`${ESC}Pq#0;2${ESC}\\x`, 'x'],
      [`${ESC}(B${ESC}=${ESC}>x${ESC}7${ESC}8${ESC}c`, 'x'],
      [`${ESC}[?25lx${ESC}[?25h${ESC}[2J${ESC}[H`, 'x'],
      [`a${ESC}[`, 'a'],
      [`a${ESC}`, 'a'],
      [`${ESC}]0;title\nx`, '\nx'],
      ['a\u0000b\u000bc\u007fd\u0085e', 'abcde'],
      ['a\ud800b\uffff', 'a\ufffdb'],
      ['é\t한글 😀\u2028', 'é\t한글 😀\u2028'],
    ] as const)
      expect([written, terminalText(written)]).toEqual([written, left]);
  });

  it('shows progress as it stood last: over the line, backwards, erased, a line up', () => {
    for (const [written, left] of [
      ['a\r\nb\r\n', 'a\nb\n'],
      ['  0%\r 50%\r100%\n', '100%\n'],
      ['loading...\rdone', 'doneing...'],
      [`loading...\r${ESC}[Kdone`, 'done'],
      [`loading...\r${ESC}[2Kdone\n`, 'done\n'],
      ['long line\rshort    \nx', 'short\nx'],
      ['abc\b\bX', 'aXc'],
      ['1/2\b\b\b2/2', '2/2'],
      [`a\nb\n${ESC}[2AX\n\n\nc`, 'X\nb\n\nc'],
      [`ab${ESC}[1GX${ESC}[1CY`, 'XbY'],
      ['\r\r\rx\n', 'x\n'],
    ] as const)
      expect([written, terminalText(written)]).toEqual([written, left]);
  });

  it('gives text of feeds for anything that a program writes, and leaves text that has none of it alone', () => {
    const piece = fc.constantFrom(
      ESC,
      '[',
      ']',
      '0;31',
      'm',
      'K',
      'A',
      '\r',
      '\n',
      '\b',
      '\u0007',
      '\u009b',
      '\u009c',
      '\\',
      '\ud800',
      '\ufffe',
      'text',
      '한',
      '\u0000',
      '?',
      ';',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left.
        expect(terminalText(pieces.join(''))).toMatch(/^[^\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*$/u);
      }),
      { seed: 23, numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'é', '한', '😀', ' ', '\n', '\t', '[', '0m') }), (written) => {
        expect(terminalText(written)).toBe(written);
      }),
      { seed: 24, numRuns: 300 },
    );
  });

  it('gets through 20 MB of progress on one line, 3 million steps back, and lines of a million characters', () => {
    expect(terminalText('\r 10% |####      | of it'.repeat(900_000)).length).toBeLessThan(40);
    expect(terminalText(`${'x\b'.repeat(30)}\n`.repeat(100_000)).length).toBe(200_000);
    expect(terminalText(`${'y'.repeat(1_000_000)}${'\b'.repeat(1000)}z`.repeat(3)).length).toBeGreaterThan(1_000_000);
  });
});

describe('cutText', () => {
  it('keeps four fifths of the beginning and one of the end, splits no pair, and says how much is gone', () => {
    const cut = cutText(`${'a'.repeat(80)}${'b'.repeat(1_234_567)}${'c'.repeat(20)}`, 'en', 100);
    expect(cut).toBe(`${'a'.repeat(80)}\n… 1,234,567 characters left out …\n${'c'.repeat(20)}`);
    expect(cutText('😀'.repeat(100), 'ko', 33)).toMatch(/^(?:😀){13}\n… \d+자 생략 …\n(?:😀){3}$/u);
    expect(cutText('abc', 'en', 3)).toBe('abc');
  });
});
