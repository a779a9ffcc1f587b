import { describe, expect, it } from 'vitest';
import { reading, shortly } from './read.js';
import { STYLES } from './styles.js';

const shown = async (notebook: object): Promise<string[]> => (await reading(notebook)).post.parts.map(shortly);

describe('notebooks as tools write them', () => {
  it('of pandas: tables with their alignment, bars of a Styler in the cells themselves', async () => {
    const [, , table, , styled] = await shown(STYLES.pandas);
    expect(table).toMatch(
      /^html <div>\n<table border="1" class="dataframe" style="text-align: right">\n<thead>\n<tr style="text-align: right">\n<th style="text-align: right"><\/th>/,
    );
    expect(table).toContain('<th style="vertical-align: top">0</th>');
    expect(styled).toContain(
      '<td style="width: 10em; background: linear-gradient(90deg, #d65f5f 50.0%, transparent 50.0%)">0.763083</td>',
    );
    expect(styled).not.toMatch(/ id=|<style/);
  });

  it('of matplotlib and seaborn: pictures, at half their pixels where the screen was a retina one', async () => {
    expect((await shown(STYLES.matplotlib)).filter((part) => !part.startsWith('code'))).toEqual([
      'output: (array([2., 3.]),\n <BarContainer object of 10 artists>)',
      'picture png 64×48: Output of the code beginning “plt.hist(x)”',
      'output: <seaborn.axisgrid.PairGrid at 0x7f>',
      'picture png 32×24: Output of the code beginning “sns.pairplot(df)”',
    ]);
  });

  it('of SymPy: the formula, not its picture', async () => {
    expect((await shown(STYLES.sympy))[1]).toBe('math \\frac{x^{3}}{3}');
  });

  it('of tqdm and Keras: bars as they stood last', async () => {
    const [, bar, , keras] = await shown(STYLES.tqdm);
    expect(bar).toBe('output:  100%|██████████| 100/100 [00:00<00:00, 9.9it/s]');
    expect(keras).toBe('output: Epoch 1/2\n3/3 ━━━━ 1s\nEpoch 2/2');
  });

  it('of Plotly and Altair: the picture that was kept beside the program', async () => {
    expect((await shown(STYLES.plotly)).filter((part) => part.startsWith('picture')).length).toBe(2);
  });

  it('of R: lists, pictures named by their title, errors', async () => {
    const [first, list, , picture, , error] = await shown(STYLES.irkernel);
    expect(first).toBe('code r: summary(x)');
    expect(list).toContain('<dt style="float: none; width: auto; display: inline-block">Min.</dt>');
    expect(picture).toBe('picture png 32×24: Cars: output of the code beginning “plot(x, main = "Cars")”');
    expect(error).toBe('error: Error in eval(expr, envir, enclos): no\nTraceback:\n\n1. stop("no")');
  });

  it('of Julia: SVG at its size, text with its shape', async () => {
    expect((await shown(STYLES.julia)).filter((part) => !part.startsWith('code'))).toEqual([
      'picture svg 600×400: Output of the code beginning “plot(rand(3))”',
      'output: 2×2 Matrix{Int64}:\n 1  2\n 3  4',
    ]);
  });

  it('of Colab: the table without its buttons and script, the badge at its address', async () => {
    const [badge, , table, form] = await shown(STYLES.colab);
    expect(badge).toContain('colab-badge.svg');
    expect(table).not.toMatch(/button|svg|script|convert/);
    expect(table).toContain('<td>1</td>');
    expect(form).toContain('code python: #@title Settings');
  });

  it('of VS Code: attachments, the language of a cell, errors without its links', async () => {
    const [picture, sql, , error] = await shown(STYLES.vscode);
    expect([picture, sql]).toEqual(['prose ![image](attachment:image.png)', 'code sql: SELECT 1']);
    expect(error).toContain('c:\\Users\\me\\a.ipynb Cell 2 in <cell line: 1>()\n----> 1 raise');
  });
});
