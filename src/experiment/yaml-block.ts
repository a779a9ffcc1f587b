import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap } from 'yaml';
import { cutAtCommas } from './yaml-flow.js';
import { cutAtComma, cutAtComment, misreadLine, type YamlIssue } from './yaml-misread.js';

/** YAML as plain data that knows where each of its values stands. */
export interface YamlBlock {
  readonly value: unknown;
  /** The stretch of a key or value; of its nearest parent where there is no such thing. */
  locate(path: Path, at: 'key' | 'value'): Stretch;
  /** The place of a stretch of a text value: exact where it can be found again in the source, else the whole value. */
  within(path: Path, span: Stretch): Stretch;
  /** Why a value is shorter than its line looks, where a comment cut it. */
  cut(path: Path): YamlIssue | null;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}
type Path = readonly (string | number)[];

/** What a block may hold at most; what an alias stands for counts each time. */
const MOST_NODES = 20_000;
const MOST_DEPTH = 32;

/** Reads YAML 1.2. @returns the data, or the first thing that keeps it from being read. */
export function parseYaml(text: string): YamlBlock | { readonly issue: YamlIssue } {
  const document = parseDocument(text, { version: '1.2', uniqueKeys: true, strict: true, prettyErrors: false });
  const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (first !== undefined) {
    const [start, end] = first.pos;
    return {
      issue: cutAtCommas(text, start) ??
        misreadLine(text, start) ?? { start, end, ...(SYNTAX[first.code] ?? otherSyntax(first.message)) },
    };
  }
  const reader = new Reader(document, text);
  try {
    const value = reader.read(document.contents, [], { start: 0, end: 0 }, 0);
    return { value, ...locator(reader.places, text) };
  } catch (error) {
    if (error instanceof Refused) return { issue: error.issue };
    throw error;
  }
}

const SYNTAX: Readonly<Record<string, Pick<YamlIssue, 'code' | 'message' | 'advice'>>> = {
  DUPLICATE_KEY: { code: 'key-duplicate', message: 'this key is given twice', advice: 'keep one of them' },
  TAB_AS_INDENT: { code: 'yaml-tab', message: 'the line is indented with a tab', advice: 'indent with spaces' },
  MULTIPLE_DOCS: {
    code: 'yaml-syntax',
    message: 'a block holds one experiment, and "---" begins another',
    advice: 'put the second one into a block of its own',
  },
  TAG_RESOLVE_FAILED: {
    code: 'yaml-tag',
    message: 'the value carries an unknown tag',
    advice: 'leave out the word that begins with !, or quote the value',
  },
};

const otherSyntax = (message: string): Pick<YamlIssue, 'code' | 'message' | 'advice'> => ({
  code: 'yaml-syntax',
  message: `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
  advice: 'write one "key: value" a line and indent what belongs to a key; quote values with : or # in them',
});

/** Ends the reading of a block that is valid YAML and still cannot be used. */
class Refused extends Error {
  constructor(readonly issue: YamlIssue) {
    super(issue.message);
  }
}

interface Written {
  readonly key: Stretch;
  readonly value: Stretch;
  /** Of a plain text value: from the blank before its comment to the end of the line. */
  readonly comment: string | null;
  readonly text: string | null;
}

class Reader {
  readonly places = new Map<string, Written>();
  private count = 0;

  constructor(
    private readonly document: Document.Parsed,
    private readonly text: string,
  ) {}

  read(node: Node | null, path: Path, key: Stretch, depth: number): unknown {
    if (++this.count > MOST_NODES || depth > MOST_DEPTH)
      throw this.refused(
        stretchOf(node, key),
        'yaml-too-large',
        `the block holds more than ${MOST_NODES} values or ${MOST_DEPTH} levels, aliases counted each time`,
        'make it smaller',
      );
    if (isAlias(node)) {
      const target = node.resolve(this.document);
      if (target === undefined)
        throw this.refused(
          stretchOf(node, key),
          'yaml-alias',
          `there is no anchor "${node.source}"`,
          'quote the value if the * is meant',
        );
      return this.read(target, path, key, depth + 1);
    }
    this.remember(node, path, key);
    if (isScalar(node)) return node.value;
    if (isSeq(node))
      return node.items.map((item, i) => {
        this.checkFlow(node.flow === true, item as Node | null);
        return this.read(item as Node | null, [...path, i], stretchOf(item as Node | null, key), depth + 1);
      });
    return isMap(node) ? this.readMap(node, path, depth) : null;
  }

  private readMap(node: YAMLMap, path: Path, depth: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    for (const pair of node.items) {
      const key = stretchOf(pair.key as Node | null, stretchOf(node, { start: 0, end: 0 }));
      const name = isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value ?? '')) : '';
      if (name === '') throw this.refused(key, 'key-invalid', 'a key must be text', 'write "key: value"');
      this.checkFlow(node.flow === true, pair.value as Node | null);
      // Not an assignment: a key named __proto__ stays a key.
      const value = this.read(pair.value as Node | null, [...path, name], key, depth + 1);
      Object.defineProperty(map, name, { value, enumerable: true, writable: true, configurable: true });
    }
    return map;
  }

  private checkFlow(flow: boolean, node: Node | null): void {
    if (!flow || !isScalar(node) || node.type !== 'PLAIN') return;
    const { start, end } = stretchOf(node, { start: 0, end: 0 });
    const cut = cutAtComma(this.text, start, String(node.value));
    const issue = cut === null ? null : (cutAtCommas(this.text, end) ?? cut);
    if (issue !== null) throw new Refused(issue);
  }

  private remember(node: Node | null, path: Path, key: Stretch): void {
    const value = stretchOf(node, key);
    const plain = isScalar(node) && node.type === 'PLAIN';
    this.places.set(JSON.stringify(path), {
      key,
      value: value.end > value.start ? value : key,
      comment: plain ? (/^[ \t]+#[^\r\n]*/.exec(this.text.slice(value.end))?.[0] ?? null) : null,
      text: isScalar(node) && typeof node.value === 'string' ? node.value : null,
    });
  }

  private readonly refused = (at: Stretch, code: string, message: string, advice: string): Refused =>
    new Refused({ ...at, code, message, advice });
}

const stretchOf = (node: Node | null, otherwise: Stretch): Stretch => {
  const range = node?.range;
  return range === null || range === undefined ? otherwise : { start: range[0], end: range[1] };
};

function locator(places: ReadonlyMap<string, Written>, text: string): Omit<YamlBlock, 'value'> {
  const written = (path: Path): Written => {
    for (let length = path.length; length >= 0; length--) {
      const found = places.get(JSON.stringify(path.slice(0, length)));
      if (found !== undefined) return found;
    }
    return { key: { start: 0, end: 0 }, value: { start: 0, end: 0 }, comment: null, text: null };
  };
  return {
    locate: (path, at) => written(path)[at],
    within: (path, span) => {
      const { value, text: meant } = written(path);
      if (meant === null) return value;
      const offsets = align(text.slice(value.start, value.end), meant);
      const from = offsets?.[span.start];
      const to = offsets?.[Math.max(span.end - 1, span.start)];
      if (from === undefined) return value;
      return { start: value.start + from, end: value.start + (span.end > span.start && to !== undefined ? to + 1 : from) };
    },
    cut: (path) => {
      const { value, comment, text: meant } = written(path);
      return comment === null || meant === null
        ? null
        : cutAtComment(text, value.start, text.slice(value.start, value.end), comment);
    },
  };
}

/** For each character of a value, and its end, the offset in the source that it was read from; null where the source has escapes. */
function align(source: string, value: string): number[] | null {
  const offsets: number[] = [];
  let at = 0;
  for (const character of value) {
    const blank = character === ' ' || character === '\n';
    // A block text ends with a line end that the source may lack.
    if (blank && at >= source.length) {
      offsets.push(at);
      continue;
    }
    // Quotes, the indicator and indentation of a block text, folded line ends.
    while (
      at < source.length &&
      source[at] !== character &&
      !(blank && /\s/.test(source[at] as string)) &&
      /[\s'"|>\d+-]/.test(source[at] as string)
    )
      at++;
    if (at >= source.length || !(source.startsWith(character, at) || (blank && /\s/.test(source[at] as string)))) return null;
    for (let k = 0; k < character.length; k++) offsets.push(at + k);
    at += character.length;
  }
  offsets.push(at);
  return offsets;
}
