import { toHtml } from 'hast-util-to-html';
import { toHast } from 'mdast-util-to-hast';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/publish/markdown/parse-markdown.js';
import type { Part, Post } from '../../../src/publish/post.js';
import { everything, prose } from './everything.js';
import { samples } from './nasty.js';
import { published } from './published.js';
import { config } from './sites.js';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A post's page where Jekyll's engine is CommonMark: what Liquid prints is put in by hand, then micromark and parse5 read it. */
async function page(post: Post): Promise<Node> {
  const { rendered } = await published(post, { '_config.yml': config({ markdown: 'CommonMark' }) });
  const text = rendered.post.text
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replaceAll('{{ "{" }}', '\u0001')
    .replace(/\{\{ '([^']*)' \| relative_url \}\}/g, '$1')
    .replaceAll('{{ site.title }}', 'Blog')
    .replaceAll('\u0001', '{');
  return parseFragment(toHtml(toHast(parseMarkdown(text), { allowDangerousHtml: true }), { allowDangerousHtml: true }));
}
const elements = (node: Node, name: string): Element[] => [
  ...('tagName' in node && node.tagName === name ? [node] : []),
  ...('childNodes' in node ? node.childNodes.flatMap((child) => elements(child, name)) : []),
];
const textOf = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
const post = (parts: readonly Part[]): Post => ({
  source: 'post',
  lang: 'en',
  front: { text: null, values: {}, title: 'post', titleHeading: null, date: null, slug: 'post', excerpt: '' },
  parts,
});

describe('a post for a site whose engine is CommonMark', () => {
  it('holds all pictures, formulas, code and outputs', async () => {
    const all = await everything('first');
    const tree = await page(all.post);
    expect(elements(tree, 'img')).toHaveLength(all.pictures);
    expect(elements(tree, 'math')).toHaveLength(all.formulas);
    const pre = elements(tree, 'pre');
    expect(pre.filter((each) => elements(each, 'code').length > 0).map(textOf)).toEqual(all.code);
    expect(pre.filter((each) => elements(each, 'code').length === 0).map(textOf)).toEqual(all.outputs);
  });

  it('shows 300 strings of what means something to Liquid, Markdown or HTML byte for byte: code, outputs and code in a line', async () => {
    const inline = samples.map((text) => text.replace(/[\s`]+/g, ' ').trim()).filter((text) => text !== '');
    const tree = await page(
      post([
        ...samples.flatMap((value, i): Part[] => [
          { kind: 'code', region: `cell-${i}`, language: null, value },
          { kind: 'text', region: `cell-${i}`, tone: 'output', value },
        ]),
        await prose(inline.map((text) => `Text \`${text}\`, and on.`).join('\n\n'), false),
      ]),
    );
    const pre = elements(tree, 'pre');
    expect(pre.filter((each) => elements(each, 'code').length > 0).map(textOf)).toEqual(samples.map((text) => `${text}\n`));
    expect(pre.filter((each) => elements(each, 'code').length === 0).map(textOf)).toEqual(samples);
    expect(
      elements(tree, 'code')
        .filter(({ parentNode }) => parentNode?.nodeName !== 'pre')
        .map(textOf),
    ).toEqual(inline);
  });
});
