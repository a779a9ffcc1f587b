import { type DefaultTreeAdapterTypes, parse } from 'parse5';

/** What a built page holds. */
export interface BuiltPage {
  readonly title: string;
  /** Addresses of pictures: `src`, candidates of `srcset`. */
  readonly pictures: readonly string[];
  readonly links: readonly string[];
  /** Pictures that say their size in pixels. */
  readonly sized: readonly { readonly address: string; readonly width: number; readonly height: number }[];
  /** Text of each `<pre>`, in order. */
  readonly code: readonly string[];
  /** Everything that a reader sees, without code, scripts and styles. */
  readonly text: string;
  /** Formulas that are drawn already, or that a script will draw: `<math>`, KaTeX, `script type="math/tex"`. */
  readonly formulas: number;
  /** TeX that KaTeX and MathJax keep beside a formula. */
  readonly annotations: readonly string[];
}

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Reads a page of HTML. What is no HTML is read as browsers do. */
export function builtPage(html: string): BuiltPage {
  const page = {
    title: '',
    pictures: [] as string[],
    links: [] as string[],
    sized: [] as BuiltPage['sized'][number][],
    code: [] as string[],
    text: [] as string[],
  };
  let formulas = 0;
  const annotations: string[] = [];
  const walk = (node: Node, inCode: boolean): void => {
    if (node.nodeName === '#text') {
      if (!inCode) page.text.push((node as DefaultTreeAdapterTypes.TextNode).value);
      return;
    }
    if (!('childNodes' in node)) return;
    const name = node.nodeName;
    const attributes = 'attrs' in node ? new Map((node as Element).attrs.map(({ name: key, value }) => [key, value])) : NONE;
    const mathScript = name === 'script' && (attributes.get('type') ?? '').startsWith('math/tex');
    if (name === 'title' && page.title === '') page.title = textOf(node).trim();
    if (name === 'img') push(page.pictures, attributes.get('src') ?? attributes.get('data-src'));
    const [width, height] = ['width', 'height'].map((key) => Number(attributes.get(key))) as [number, number];
    if (name === 'img' && width > 0 && height > 0)
      page.sized.push({ address: (attributes.get('src') ?? '').trim(), width, height });
    if (name === 'img' || name === 'source') page.pictures.push(...candidates(attributes.get('srcset') ?? ''));
    if (name === 'a') push(page.links, attributes.get('href'));
    if (name === 'math' || mathScript || /(?:^|\s)katex(?:\s|$)/.test(attributes.get('class') ?? '')) formulas++;
    if (name === 'annotation' || mathScript) annotations.push(textOf(node));
    if (name === 'pre') page.code.push(codeText(node));
    if (name === 'script' || name === 'style' || name === 'title' || name === 'noscript') return;
    const within = inCode || name === 'pre' || name === 'code';
    const children = name === 'template' ? (node as DefaultTreeAdapterTypes.Template).content.childNodes : node.childNodes;
    for (const child of children) walk(child, within);
    if (BLOCKS.test(name)) page.text.push('\n');
  };
  walk(parse(html), false);
  return { ...page, text: page.text.join(''), formulas, annotations };
}

const NONE: ReadonlyMap<string, string> = new Map();
const BLOCKS = /^(?:p|div|li|tr|td|h\d|blockquote|pre|br|table|section|article)$/;

const push = (list: string[], value: string | undefined): void => {
  if (value !== undefined && value.trim() !== '') list.push(value.trim());
};

const candidates = (srcset: string): string[] =>
  [...srcset.matchAll(/(?:^|,\s+|,(?=[^\s,]+\s))\s*([^\s,]\S*)/g)].map((match) => (match[1] as string).replace(/,$/, ''));

/** Text of a node; line numbers, which some highlighters put beside the code, are none of it. */
function textOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  if (!('childNodes' in node)) return '';
  return node.childNodes.map(textOf).join('');
}

function codeText(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  if (!('childNodes' in node)) return '';
  const about = 'attrs' in node ? ((node as Element).attrs.find(({ name }) => name === 'class')?.value ?? '') : '';
  if (/(?:^|\s)(?:lineno|gutter|gl|rouge-gutter|lnt|ln|lntd-numbers)(?:\s|$)/.test(about)) return '';
  return node.childNodes.map(codeText).join('');
}
