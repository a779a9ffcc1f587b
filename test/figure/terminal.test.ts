import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TerminalOptions, terminalPlot } from '../../src/figure/terminal.js';
import { columnsOf } from '../../src/figure/terminal-text.js';
import { anyRun } from './any-run.js';
import { carbonDioxide, diverging, enzyme, noisySine, oneRow, outliers, plane, responses, slope } from './sources.js';

const PICTURES: Readonly<Record<string, readonly [Parameters<typeof terminalPlot>[0], TerminalOptions]>> = {
  sine: [noisySine('en'), {}],
  'co2 in Korean': [carbonDioxide('ko'), { columns: 100, rows: 18 }],
  'diverged in ASCII': [diverging('en'), { columns: 60, ascii: true }],
  'several columns': [plane('en'), { rows: 12 }],
  'Hangul names': [slope('ko'), { columns: 50, rows: 10 }],
  'one row': [oneRow('en'), { columns: 40, rows: 6 }],
  'a band': [enzyme('ko'), {}],
  'a band in ASCII': [outliers('en'), { columns: 50, rows: 12, ascii: true }],
  'several responses': [responses('en'), { columns: 60, rows: 12 }],
};

describe('terminal plot', () => {
  it('is drawn as it was', () => {
    const path = join(import.meta.dirname, 'golden', 'terminal.txt');
    const text = Object.entries(PICTURES)
      .map(([name, [source, options]]) => `# ${name}\n${terminalPlot(source, options)}\n`)
      .join('\n');
    if (process.env.UPDATE_GOLDEN || !existsSync(path)) writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  it('is never wider than the terminal, whatever is in it', () => {
    fc.assert(
      fc.property(
        anyRun,
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 24, max: 140 }),
        fc.boolean(),
        (source, name, columns, ascii) => {
          const text = terminalPlot(
            { ...source, response: name, abscissa: { ...source.abscissa, name } },
            { columns, rows: 8, ascii },
          );
          for (const line of text.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
        },
      ),
      { seed: 41, numRuns: 150, endOnFailure: true },
    );
  });

  it('is ASCII where it is asked for and the names are', () => {
    expect(terminalPlot(noisySine('en'), { ascii: true })).toMatch(/^[\n -~]*$/);
    expect(terminalPlot(diverging('en'), { ascii: true })).toMatch(/^[\n -~]*$/);
  });

  it('paints without changing a letter, and tells points from the curve without paint', () => {
    const plain = terminalPlot(noisySine('en'));
    const painted = terminalPlot(noisySine('en'), { paint: (text, role) => `<${role}>${text}</${role}>` });
    expect(painted.replace(/<\/?[a-z]+>/g, '').replace(/ +$/gm, '')).toBe(plain);
    expect(painted).toContain('<observed>•</observed>');
    expect(painted).toMatch(/<curve>[⠀-⣿]<\/curve>/u);
  });

  it('passes nothing on that would move the cursor', () => {
    const source = { ...noisySine('en'), response: '\u001b[31mY\u0007\u202e' };
    expect(terminalPlot(source).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('shows the confidence band as faint dots, which hide neither points nor curve, and names it', () => {
    const cells = (text: string, sign: RegExp): number => (text.match(sign) ?? []).length;
    const [bare, banded] = [terminalPlot({ ...enzyme('en'), bands: () => null }), terminalPlot(enzyme('en'))];
    expect([cells(bare, /·/g), bare.includes('95% band')]).toEqual([0, false]);
    expect(cells(banded, /·/g)).toBeGreaterThan(15);
    expect(banded).toContain('· 95% band');
    for (const sign of [/•/g, /[⠁-⣿]/gu]) expect(cells(banded, sign)).toBe(cells(bare, sign));
  });

  it('is empty where there is no room or nothing finite', () => {
    expect(terminalPlot(noisySine('en'), { columns: 20 })).toBe('');
    expect(terminalPlot({ ...noisySine('en'), observed: new Float64Array(100).fill(Number.NaN) })).toBe('');
  });

  it('Hangul takes two columns, a mark none', () => {
    expect([columnsOf('생산량'), columnsOf('abc'), columnsOf('e\u0301'), columnsOf('한'.normalize('NFD'))]).toEqual([6, 3, 1, 2]);
  });
});
