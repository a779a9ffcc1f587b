/** Checks that a text is well-formed XML 1.0 as far as SVG needs it: one root, nesting, quoted unique attributes, no bare `<` or `&`, legal characters. */
export function checkXml(text: string): { readonly ids: string[]; readonly elements: number } {
  const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text);
  if (illegal) throw new Error(`illegal character U+${illegal[0].codePointAt(0)?.toString(16)} at ${illegal.index}`);
  const open: string[] = [];
  const ids: string[] = [];
  let elements = 0;
  let roots = 0;
  for (const [index, piece] of text.split(/(<[^>]*>)/).entries()) {
    if (index % 2 === 0) {
      if (open.length === 0 && piece.trim() !== '') throw new Error(`text outside of the root: ${piece}`);
      checkText(piece);
      continue;
    }
    const close = /^<\/([\w:-]+)\s*>$/.exec(piece);
    if (close) {
      const last = open.pop();
      if (last !== close[1]) throw new Error(`</${close[1]}> closes <${last}>`);
      continue;
    }
    const tag = /^<([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>$/.exec(piece);
    if (!tag) throw new Error(`no tag: ${piece.slice(0, 200)}`);
    elements++;
    if (open.length === 0) roots++;
    const names = new Set<string>();
    for (const [, name, value] of (tag[2] ?? '').matchAll(/\s+([\w:-]+)="([^"]*)"/g) as Iterable<[string, string, string]>) {
      if (names.has(name)) throw new Error(`${name} twice in ${piece}`);
      names.add(name);
      checkText(value);
      if (name === 'id') ids.push(value);
    }
    if (tag[3] === '') open.push(tag[1] as string);
  }
  if (open.length > 0 || roots !== 1) throw new Error(`unclosed ${open.join(' ')}, ${roots} roots`);
  return { ids, elements };
}

function checkText(text: string): void {
  const bare = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)|</.exec(text);
  if (bare) throw new Error(`bare ${bare[0]} in ${text.slice(0, 100)}`);
  if (text.includes(']]>')) throw new Error(']]> in text');
}
