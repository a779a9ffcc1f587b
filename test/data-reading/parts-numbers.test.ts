import { describe, expect, it } from 'vitest';
import { numberBlocks } from '../../src/data/number-blocks.js';
import { numericColumn } from '../../src/data/numeric.js';
import { tableParts } from '../../src/data/parts.js';
import { readTable } from '../../src/data/read.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Column y of a table whose parts are these rows, and what was told of it. */
async function inParts(...parts: readonly (readonly string[])[]): Promise<{ values: number[]; told: string[] }> {
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for (const [k, rows] of parts.entries()) yield encode(`${k === 0 ? 'x;y\n' : ''}${rows.join('\n')}\n`);
  };
  const told: string[] = [];
  const values: number[] = [];
  for await (const block of numberBlocks(tableParts(chunks(), { source: 'data.csv' }, 0), ({ code }) => told.push(code)))
    values.push(...(block.y as Float64Array));
  return { values, told };
}

const whole = (...parts: readonly (readonly string[])[]): number[] => [
  ...numericColumn(readTable(encode(`x;y\n${parts.flat().join('\n')}\n`), { source: 'data.csv' }), 'y').values,
];

describe('the numbers of a column in parts', () => {
  it.each([
    ['whole numbers above and below decimal commas', [['0;1', '0;2'], ['0;1,5', '0;2'], ['0;7', '0;8'], ['0;2,5']]],
    ['thousands with commas below decimal points', [['0;1.5', '0;2'], ['0;1,145', '0;2,000'], ['0;7']]],
    ['decimal commas that look like thousands below ones that do not', [['0;1,5'], ['0;1,145', '0;2'], ['0;2,500']]],
    ['points between thousands, seen in an earlier part', [['0;1.234,5', '0;0,5'], ['0;2.345', '0;3'], ['0;4.567.890,1']]],
    ['signs that another column decided in an earlier part', [['1,5;1'], ['1;1,145'], ['2;2,250']]],
    ['thousands that another column decided in an earlier part', [['1.5;1'], ['1;1,145'], ['2;2,250']]],
    ['points with three digits, below whole numbers', [['0;1'], ['0;1.145'], ['0;2.5']]],
    ['blanks between thousands below decimal commas', [['0;1,5'], ['0;1 234'], ['0;2 345,5']]],
  ] as const)('%s: are those of the whole, and what is told is told once', async (_, parts) => {
    const { values, told } = await inParts(...parts);
    expect(values).toEqual(whole(...parts));
    expect(told).toEqual([...new Set(told)]);
  });

  it('are refused where a later part shows the other decimal sign, also behind one that another column decided', async () => {
    for (const parts of [
      [['0;1.5'], ['0;2'], ['0;2,5']],
      [['0;1,5'], ['0;2'], ['0;2.5']],
      [['0;1.145'], ['0;2,5']],
      [['1,5;1,145'], ['0;2.5']],
    ])
      await expect(inParts(...parts)).rejects.toMatchObject({
        code: 'number-style-changes',
        advice: expect.stringContaining('the same decimal sign'),
      });
  });

  it('that can be read both ways are an error that speaks of what stands before them only, and says what to do', async () => {
    await expect(inParts(['0;12'], ['0;1,145'], ['0;1,5'])).rejects.toMatchObject({
      code: 'ambiguous-number',
      place: 'data.csv:3:2',
      message:
        'row 2 of column "y" holds "1,145", which can be 1.145 (decimal sign) or 1145 (sign between thousands), and nothing before it in the file decides it',
      advice: expect.stringContaining('move a row that shows the decimal sign (1,5 or 1.5) to the top'),
    });
    await expect(inParts(['0;1,5'], ['0;1.145'])).rejects.toMatchObject({ code: 'ambiguous-number', place: 'data.csv:3:2' });
    expect(() => whole(['0;1,145'])).toThrow('and nothing else in the file decides it');
  });
});
