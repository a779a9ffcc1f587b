import fc from 'fast-check';
import { raw } from 'hast-util-raw';
import { toHtml } from 'hast-util-to-html';
import { toHast } from 'mdast-util-to-hast';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/publish/markdown/parse-markdown.js';
import { proseHtml } from '../../../src/publish/markdown/prose-html.js';
import type { Prose, Span } from '../../../src/publish/post.js';
import { read } from './read.js';

const SEED = 20220715;
const hostile = fc
  .array(
    fc.constantFrom(
      ...[
        '<script>',
        '</script>',
        '<img src=x onerror=alert(1)>',
        '<svg/onload=alert(1)>',
        '<a href="javascript:alert(1)">x</a>',
        '<style>',
        '</style>',
      ],
      ...[
        '<textarea>',
        '</textarea>',
        '<math>',
        '<svg>',
        '<title>',
        '</title>',
        '<noscript>',
        '<p title="',
        '<iframe srcdoc="<script>">',
        '<xmp>',
        '<plaintext>',
      ],
      ...[
        '<div>',
        '<div\n',
        '</div>',
        '<picture>',
        '</picture>',
        '<b',
        '<x-y>',
        '<scr',
        'ipt>',
        '<!--',
        '-->',
        '<!',
        '<?',
        '?>',
        '<![CDATA[',
        ']]>',
        '&lt;',
      ],
      ...[
        '[a](javascript:x)',
        '[a](b<svg/onload=alert(1)>)',
        '<javascript:x>',
        '[r]: javascript:x\n',
        '[r]',
        '![x](y.png)',
        '$x$',
        '$$',
        '`',
        '```\n',
        '| a |\n|---|\n',
      ],
      ...[
        '\n',
        '\n\n',
        '\r\n',
        '> ',
        '- ',
        '    ',
        '\t',
        '\\',
        '<',
        '/',
        '=',
        '>',
        '"',
        "'",
        ' onclick=alert(1) ',
        'a',
        '\0',
        '\uFDD0',
        '\uFDD2\uFDD4\uFDD3',
      ],
    ),
    { maxLength: 25 },
  )
  .map((pieces) => pieces.join(''));

/** What a browser would run, load or open of a page. */
function dangers(html: string): string[] {
  const found: string[] = [];
  const visit = (node: object): void => {
    if (
      'tagName' in node &&
      /^(?:script|iframe|object|embed|base|meta|link|style|form|plaintext|xmp|textarea|noscript)$/.test(String(node.tagName))
    )
      found.push(String(node.tagName));
    if ('attrs' in node)
      for (const { name, value } of node.attrs as { name: string; value: string }[])
        if (
          name.startsWith('on') ||
          (/^(?:href|src|srcdoc|action|xlink:href)$/.test(name) &&
            /^(?:javascript|vbscript|data:text)/i.test(value.replace(/[\s\0]/g, '')))
        )
          found.push(`${name}=${value}`);
    if ('childNodes' in node) for (const child of node.childNodes as object[]) visit(child);
  };
  visit(parse(`<!doctype html><body>${html}`));
  return found;
}

const WRITTEN: Partial<Record<Span['kind'], string>> = { picture: '![p](q.png)', math: '<math></math>' };

/** As targets that are Markdown write it. */
function spliced({ text, spans }: Prose): string {
  let out = '';
  let at = 0;
  for (const span of spans) {
    const own = span.kind === 'html' ? span.html : span.kind === 'address' ? span.url : text.slice(span.start, span.end);
    out += text.slice(at, span.start) + (WRITTEN[span.kind] ?? own);
    at = span.end;
  }
  return out + text.slice(at);
}

describe('prose that is not trusted', () => {
  it('is harmless spliced back into Markdown, and as HTML (250 texts)', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const prose = await read(text, false);
        const page = toHtml(raw(toHast(parseMarkdown(spliced(prose)), { allowDangerousHtml: true })));
        expect([page, ...dangers(page)]).toEqual([page]);
        const html = proseHtml(prose, { picture: () => '<img src="q.png">', missing: () => '', math: () => '<math></math>' });
        expect([html, ...dangers(html)]).toEqual([html]);
      }),
      { seed: SEED, numRuns: 250 },
    );
  });

  /** Found by such texts: what is taken out must not make a tag or a block of what is around it. */
  const CASES: readonly string[] = [
    '<script> <svg/onload=alert(1)>',
    '<x-y><div> <svg/onload=alert(1)> `<svg onload=alert(1)>`',
    '<scr onclick=alert(1) <script>> ',
    '<scr<script></script>ipt>alert(1)</script>',
    '<a title="x\ny" onclick=b>\n`<svg onload=alert(1)>`',
    'a\n<x-y>\n[r]: javascript:alert(1)\n\n[r]',
    '<form>\n[a](javascript:alert(1))\n</form>',
    '<x-y><div>[a](b<svg/onload=alert(1)>)',
  ];
  for (const text of CASES)
    it(JSON.stringify(text), async () => {
      const page = toHtml(raw(toHast(parseMarkdown(spliced(await read(text, false))), { allowDangerousHtml: true })));
      expect([page, ...dangers(page)]).toEqual([page]);
    });
});
